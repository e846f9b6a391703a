#pragma once

#include <concepts>
#include <coracle/async/async_generator.hpp>
#include <coracle/async/generator.hpp>
#include <coracle/async/strand.hpp>
#include <coracle/async/task.hpp>
#include <coracle/base/ref.hpp>
#include <coracle/base/str.hpp>
#include <functional>
#include <string_view>
#include <type_traits>
#include <utility>

namespace coracle {

/// Where `print` goes: a log.
class TextSink {
 public:
  virtual void write(std::string_view text) = 0;

 protected:
  ~TextSink() = default;
};

namespace detail {
/// To the log of the run that this is called from; reported where there is none.
void print_text(std::string_view text);

/// A sink, and what keeps it alive.
struct SinkRef {
  Ref<RefCounted> keeper;
  TextSink* sink = nullptr;
};

/// While it lives, what the current run prints goes to a sink; that of its parallel branches too,
/// and also after it waited. Outside of runs: what is printed from here.
class PrintsTo {
 public:
  explicit PrintsTo(TextSink& sink) noexcept
      : slot_(Strand::local()), former_(std::exchange(slot_, &sink)) {}
  PrintsTo(const PrintsTo&) = delete;
  PrintsTo& operator=(const PrintsTo&) = delete;
  ~PrintsTo() { slot_ = former_; }

 private:
  void*& slot_;
  void* former_;
};

template <class R>
R with_output(SinkRef, R result) {
  return result;
}

template <class T>
Task<T> with_output(SinkRef sink, Task<T> task) {
  const PrintsTo output(*sink.sink);
  co_return co_await std::move(task);
}

// A generator runs between two of its values; what its consumer prints meanwhile is not its own.
template <class Out>
AsyncGenerator<Out> with_output(SinkRef sink, AsyncGenerator<Out> generator) {
  for (;;) {
    Out* value = nullptr;
    {
      const PrintsTo output(*sink.sink);
      value = co_await generator.next();
    }
    if (!value) co_return;
    co_yield std::move(*value);
  }
}

template <class Out, class In>
Generator<Out, In> with_output(SinkRef sink, Generator<Out, In> generator) {
  const auto printing = [&sink](auto step) {
    const PrintsTo output(*sink.sink);
    return step();
  };
  Out* value = printing([&] { return generator.next(); });
  while (value) {
    if constexpr (std::is_void_v<In>) {
      co_yield std::move(*value);
      value = printing([&] { return generator.next(); });
    } else {
      In sent = co_yield std::move(*value);
      value = printing([&] { return generator.send(std::move(sent)); });
    }
  }
  if (Error error = generator.error()) co_await fail(std::move(error));
}

/// A function whose output goes to a sink; what it takes and returns stays.
template <class F>
class Captured {
 public:
  Captured(SinkRef sink, F function) : sink_(std::move(sink)), function_(std::move(function)) {}

  template <class... Arguments>
    requires std::invocable<const F&, Arguments...>
  auto operator()(Arguments&&... arguments) const {
    return call(function_, std::forward<Arguments>(arguments)...);
  }
  template <class... Arguments>
    requires std::invocable<F&, Arguments...>
  auto operator()(Arguments&&... arguments) {
    return call(function_, std::forward<Arguments>(arguments)...);
  }

 private:
  template <class G, class... Arguments>
  auto call(G& function, Arguments&&... arguments) const {
    const PrintsTo output(*sink_.sink);
    if constexpr (std::is_void_v<std::invoke_result_t<G&, Arguments...>>) {
      std::invoke(function, std::forward<Arguments>(arguments)...);
    } else {
      return with_output(sink_, std::invoke(function, std::forward<Arguments>(arguments)...));
    }
  }

  SinkRef sink_;
  F function_;
};

}  // namespace detail

/// Adds text to the log of the run that it is called in (see `Log::capture`), also after that run
/// has waited, whatever others print meanwhile. The parts are those of `str`.
///
///     button.on_click(log.capture([](Click click) -> Task<> {
///       print("press ", click.count, "\n");
///       co_await sleep(1s);
///       print("done with ", click.count, "\n");
///     }));
///
/// A run that was spawned by another has no log by that. Where there is none the text is reported.
///
/// Semantics: print within ipywidgets' Output.capture, which loses what comes after an await.
template <class... Parts>
void print(const Parts&... parts) {
  detail::print_text(str(parts...));
}

}  // namespace coracle
