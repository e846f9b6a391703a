#include "binding.hpp"

#include <coracle/async/attempt.hpp>
#include <coracle/flow/binding_failure.hpp>
#include <coracle/flow/pace.hpp>
#include <coracle/flow/parameter_visitor.hpp>
#include <coracle/flow/run_options.hpp>
#include <coracle/reactive/owner.hpp>
#include <coracle/ui/append.hpp>
#include <coracle/ui/output.hpp>
#include <utility>

namespace coracle::javascript {

namespace {

// A run: calls the function and gives what comes of it, whichever kind of function it is. The
// execution is the coroutine's: wherever that is destroyed, the JavaScript side is closed.
AsyncGenerator<AnyValue> drive(RunningExecution execution, AnyValue function, val arguments) {
  if (!execution->is_started()) execution->start(function, arguments);
  for (;;) {
    if (execution->step().kind == StepKind::pending) {
      execution->take_settlement(co_await execution->settlement());
    }
    const Step step = execution->step();
    switch (step.kind) {
      case StepKind::failed: co_await fail(error_of(step.value)); break;
      case StepKind::skipped: co_yield AnyValue::skipped(); break;
      case StepKind::yielded:
      case StepKind::value: co_yield AnyValue(step.value); break;
      default: break;
    }
    if (step.is_last()) co_return;
    execution->next();
  }
}

AsyncGenerator<View> views_of(AsyncGenerator<AnyValue> values) {
  while (const AnyValue* value = co_await values.next()) {
    co_yield value->is_skip() ? View(skip) : view_of(value->get());
  }
}
AsyncGenerator<AnyValue> values_of(AsyncGenerator<View> views) {
  while (const View* view = co_await views.next()) co_yield AnyValue(value_of(*view));
}

// What `append` and `pace` adapt: a function that gives what it is given.
template <class Out>
struct Given {
  AsyncGenerator<Out> operator()(AsyncGenerator<Out> values) const { return values; }
};
using Appended = decltype(append(Given<View>()));
using Paced = decltype(pace(Time(0), Given<AnyValue>()));

}  // namespace

class Binding::BoundRun final : public Base::ValueRun<AnyValue> {
 public:
  BoundRun(Binding& binding, RunningExecution execution, val arguments)
      : ValueRun(binding, true),
        execution_(std::move(execution)),
        function_(binding.function_),
        arguments_(std::move(arguments)),
        adaptors_(binding.append_, binding.pace_) {}

 private:
  Frame* begin() override {
    if (!execution_->is_started()) execution_->set_trigger(trigger());
    AsyncGenerator<AnyValue> values = drive(std::move(execution_), function_, arguments_);
    if (adaptors_.paced) values = (*adaptors_.paced)(std::move(values));
    if (adaptors_.appended) {
      values = values_of((*adaptors_.appended)(views_of(std::move(values))));
    }
    return values.release();
  }

  RunningExecution execution_;
  AnyValue function_;
  val arguments_;
  // They live as long as the run, and so do the coroutines that refer to them.
  struct Adaptors {
    Adaptors(std::optional<std::size_t> limit, std::optional<Time> every) {
      if (limit) appended.emplace(coracle::append(Given<View>(), {.limit = *limit}));
      if (every) paced.emplace(coracle::pace(*every, Given<AnyValue>()));
    }
    std::optional<Appended> appended;
    std::optional<Paced> paced;
  } adaptors_;
};

Binding::Binding(AnyValue function, bool is_deferred)
    : function_(std::move(function)),
      clean_up_(make_ref<CleanUp>(static_cast<CleanUpOwner*>(this))),
      deferred_(is_deferred),
      outcome_([this] { return run(); }) {}

Binding::~Binding() { clean_up_->owner = nullptr; }

void Binding::set_options(Options options) {
  if (!deferred_.peek() && !options.rate.is_immediate()) {
    rated_ = std::make_unique<RatedValue<AnyValue>>(static_cast<OutcomeSource<AnyValue>&>(*this),
                                                    *this, options.rate);
  }
  set_run_options(*this, {options.policy, options.rate, std::move(options.on_error)});
}

// Both modes are read at once: who observes a function that is called when read hears of it, too,
// when it turns out to be one that runs.
const AnyValue* Binding::latest() {
  const AnyValue* streamed = Base::latest();
  if (deferred_.get()) return streamed;
  const Outcome& now = outcome();
  return now.value ? &*now.value : nullptr;
}

Status Binding::status() const {
  if (deferred_.get()) return Base::status();
  if (rated_ && rated_->is_waiting()) return Status::pending;
  return outcome().status();
}

const Error& Binding::error() const { return deferred_.get() ? Base::error() : outcome().error; }

void Binding::retry() {
  if (deferred_.peek()) return Base::retry();
  phase_ = Phase::retried;
  if (!rated_ || !rated_->refresh()) retries_.set(retries_.peek() + 1);
}

void Binding::each_parameter(ParameterVisitor& visitor) const {
  for (const auto& argument : arguments_) argument->each_parameter(visitor);
}

void Binding::trigger_read() {
  wants_trigger_ = true;
  track_movements(*this);
}

std::optional<val> Binding::read_arguments() const {
  // All of them, so that the reader hears of each.
  bool ready = true;
  for (const auto& argument : arguments_) ready = argument->ready() && ready;
  if (!ready) return std::nullopt;
  val values = val::array();
  for (const auto& argument : arguments_) javascript::append(values, argument->get());
  return values;
}

// The function, and who hears that it has failed, may end the binding.
Binding::Outcome Binding::run() {
  const Ref<Binding> self(this);
  retries_.get();
  if (deferred_.peek()) return {};
  const std::optional<val> arguments = read_arguments();
  if (!arguments) return {last_, {}, true};
  RunningExecution execution(new Execution(clean_up_));
  execution->set_trigger(take_trigger());
  const javascript::Step step = execution->start(function_, *arguments);
  if (step.is_last()) {
    Outcome now{last_, {}, false};
    if (step.kind == StepKind::failed) {
      now.error = error_of(step.value);
      untracked([&] { BindingFailure(*this, scope()).tell(now.error); });
    } else if (step.kind == StepKind::value) {
      last_ = now.value = AnyValue(step.value);
    }
    return now;
  }
  started_.execution = std::move(execution);
  started_.arguments = *arguments;
  started_.turns = 0;
  Loop::current().post(started_);
  deferred_.set(true);
  return {};
}

Trigger Binding::take_trigger() {
  const Phase phase = std::exchange(phase_, Phase::committed);
  const ChangeStamp since = std::exchange(taken_at_, last_change_stamp());
  return phase == Phase::committed ? trigger_since(*this, since) : Trigger{{}, phase};
}

// Whoever has begun to observe the binding starts its run in the turn after this node's first.
void Binding::on_drop(::coracle::ReadyNode& node) {
  auto& started = static_cast<Started&>(node);
  if (++started.turns == 1) return Loop::current().post(started);
  started.execution.reset();
}

Run* Binding::make_run() {
  if (!deferred_.get()) return nullptr;
  if (wants_trigger_) track_movements(*this);
  std::optional<val> arguments = read_arguments();
  if (!arguments) return nullptr;
  RunningExecution execution = std::move(started_.execution);
  if (execution && !same_elements(started_.arguments, *arguments)) execution.reset();
  if (!execution) execution.reset(new Execution(clean_up_));
  started_.arguments = val::undefined();
  return new BoundRun(*this, std::move(execution), *std::move(arguments));
}

View Binding::view() {
  return View(make_ref<OutputBody>(Ref<BindingBase>(this), [](BindingBase& binding) {
    const AnyValue* value = static_cast<Binding&>(binding).latest();
    return value ? view_of(value->get()) : View();
  }));
}

}  // namespace coracle::javascript
