#include <emscripten/bind.h>

#include <coracle/async/attempt.hpp>
#include <coracle/async/gather.hpp>
#include <coracle/async/with_timeout.hpp>
#include <coracle/base/result.hpp>
#include <coracle/flow/drive.hpp>
#include <coracle/flow/drive_all.hpp>
#include <coracle/flow/for_each_change.hpp>
#include <coracle/flow/latest_change.hpp>
#include <utility>
#include <vector>

#include "call.hpp"
#include "objects.hpp"
#include "promised.hpp"
#include "source.hpp"

// Waiting: for changes, for what a generator asks for, and not for too long.

namespace coracle::javascript {

namespace {

// What `next_change`, `latest_change` and `changes` wait with.
class Listener {
 public:
  virtual ~Listener() = default;
  virtual Task<AnyValue> take() const = 0;
  virtual bool has_news() const = 0;
};

template <class Keeps>
class ListenerThatKeeps final : public Listener {
 public:
  explicit ListenerThatKeeps(Ref<Keeps> listener) : listener_(std::move(listener)) {}
  Task<AnyValue> take() const override { return wait(listener_); }
  bool has_news() const override { return listener_->has_news(); }

 private:
  static Task<AnyValue> wait(Ref<Keeps> listener) {
    co_return co_await coracle::detail::ChangeWait<Keeps>(std::move(listener));
  }
  Ref<Keeps> listener_;
};

template <template <class> class Keeps>
Listener* listener_to(const Source& source) {
  return new ListenerThatKeeps<Keeps<AnyValue>>(coracle::detail::listen_to<Keeps>(source));
}

// `keeps`: 0 the first change, 1 the newest, 2 all.
Address listen(Address address, int member, int keeps) {
  const Source source(observable_at(address, member));
  return reinterpret_cast<Address>(keeps == 0 ? listener_to<coracle::detail::FirstChange>(source)
                                   : keeps == 1
                                       ? listener_to<coracle::detail::NewestChange>(source)
                                       : listener_to<coracle::detail::EveryChange>(source));
}
template <class Make>
Address start(std::uint32_t promise, Make&& make) {
  return reinterpret_cast<Address>(&Promised::start(promise, std::forward<Make>(make)));
}
Address take_change(Address listener, std::uint32_t promise) {
  return start(promise, [&](const Ref<CleanUp>&) { return object_at<Listener>(listener).take(); });
}
bool has_change(Address listener) { return object_at<Listener>(listener).has_news(); }
void abandon(Address promised) { object_at<Promised>(promised).abandon(); }

constexpr const char* not_plain =
    "drive and forEachChange take a plain generator: to wait in an async one, use "
    "`for await (const value of changes(source))`, or await what it needs in it";

// The iterator that a function gives, as a generator that is sent answers, or errors.
Generator<AnyValue, Result<AnyValue>> conversation(AnyValue function, Ref<CleanUp> clean_up) {
  RunningExecution execution(new Execution(std::move(clean_up)));
  execution->start(function, val::array());
  if (execution->step().kind == StepKind::iterator) execution->begin_conversation();
  while (execution->step().kind == StepKind::yielded) {
    const Result<AnyValue> answer = co_yield AnyValue(execution->step().value);
    if (answer) {
      execution->send(*answer);
    } else {
      execution->raise(raw_error(answer.error()));
    }
  }
  const Step step = execution->step();
  if (step.kind == StepKind::failed) co_await fail(error_of(step.value));
  if (!step.is_last()) co_await fail("bad_argument", not_plain);
}

// The same where only values are sent.
Generator<Wait, AnyValue> program_of(AnyValue function) {
  auto generator = conversation(std::move(function), nullptr);
  for (const AnyValue* waits = generator.next(); waits;) {
    AnyValue value = co_yield Wait{};
    waits = generator.send(std::move(value));
  }
  if (Error error = generator.error()) co_await fail(std::move(error));
}

// Calls a function with one value.
auto calling(val function, Ref<CleanUp> clean_up) {
  return [function = AnyValue(std::move(function)),
          clean_up = std::move(clean_up)](const AnyValue& value) {
    val arguments = val::array();
    append(arguments, value.get());
    return call(function, std::move(arguments), clean_up);
  };
}

Task<AnyValue> drive_to_the_end(AnyValue generator, val answers, Ref<CleanUp> clean_up) {
  co_await coracle::drive(conversation(std::move(generator), clean_up),
                          calling(std::move(answers), clean_up));
  co_return AnyValue();
}
Address drive(std::uint32_t promise, val generator, val answers) {
  return start(promise, [&](const Ref<CleanUp>& clean_up) {
    return drive_to_the_end(AnyValue(std::move(generator)), std::move(answers), clean_up);
  });
}

Task<AnyValue> drive_each_to_the_end(std::vector<AnyValue> generators, val answers,
                                     std::size_t limit, Ref<CleanUp> clean_up) {
  std::vector<Generator<AnyValue, Result<AnyValue>>> conversations;
  for (AnyValue& generator : generators) {
    conversations.push_back(conversation(std::move(generator), clean_up));
  }
  co_await coracle::drive_all(std::move(conversations), calling(std::move(answers), clean_up),
                              {.limit = limit});
  co_return AnyValue();
}
std::vector<AnyValue> values_of(const val& array) {
  std::vector<AnyValue> values(length_of(array));
  for (std::uint32_t i = 0; i < values.size(); ++i) values[i] = AnyValue(element(array, i));
  return values;
}
// `limit`: 0 for none.
Address drive_all(std::uint32_t promise, val generators, val answers, std::uint32_t limit) {
  return start(promise, [&](const Ref<CleanUp>& clean_up) {
    return drive_each_to_the_end(values_of(generators), std::move(answers),
                                 limit > 0 ? limit : DriveOptions().limit, clean_up);
  });
}

Address for_each_change(Address address, int member, val function) {
  return detached(coracle::for_each_change(
      Source(observable_at(address, member)),
      [function = AnyValue(std::move(function))] { return program_of(function); }));
}
bool is_task_done(Address task) { return object_at<TaskHandle>(task).done(); }
void cancel_task(Address task) { object_at<TaskHandle>(task).cancel(); }

Task<AnyValue> call_with_each(std::size_t limit, val elements, val function,
                              Ref<CleanUp> clean_up) {
  const std::vector<AnyValue> values = co_await coracle::gather(
      limit, values_of(elements), calling(std::move(function), std::move(clean_up)));
  val array = val::array();
  for (const AnyValue& value : values) append(array, value.get());
  co_return AnyValue(array);
}
Address gather(std::uint32_t promise, std::uint32_t limit, val elements, val function) {
  return start(promise, [&](const Ref<CleanUp>& clean_up) {
    return call_with_each(limit, std::move(elements), std::move(function), clean_up);
  });
}

Task<AnyValue> call_for(Time limit, AnyValue function, Ref<CleanUp> clean_up) {
  co_return co_await coracle::with_timeout(
      limit, call(std::move(function), val::array(), std::move(clean_up)));
}
Address with_timeout(std::uint32_t promise, double milliseconds, val function) {
  return start(promise, [&](const Ref<CleanUp>& clean_up) {
    return call_for(Time(milliseconds), AnyValue(std::move(function)), clean_up);
  });
}

}  // namespace

EMSCRIPTEN_BINDINGS(coracle_waiting) {
  using emscripten::function;
  function("abandon", &abandon);
  function("listen", &listen);
  function("takeChange", &take_change);
  function("hasChange", &has_change);
  function("releaseListener", &release<Listener>);
  function("drive", &drive);
  function("driveAll", &drive_all);
  function("forEachChange", &for_each_change);
  function("isTaskDone", &is_task_done);
  function("cancelTask", &cancel_task);
  function("releaseTask", &release<TaskHandle>);
  function("withTimeout", &with_timeout);
  function("gather", &gather);
}

}  // namespace coracle::javascript
