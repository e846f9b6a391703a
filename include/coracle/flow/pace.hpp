#pragma once

#include <chrono>
#include <concepts>
#include <coracle/async/sleep.hpp>
#include <coracle/async/wait_list.hpp>
#include <coracle/flow/function_kind.hpp>
#include <type_traits>
#include <utility>

namespace coracle {

/// Waits until the next frame was handed to the browser: what was changed before has been painted.
class [[nodiscard]] Painted : public Waiter {
 public:
  Painted() noexcept : hook_(*this) {}
  Painted(Painted&&) noexcept : Painted() {}
  bool await_ready() const noexcept { return false; }
  template <class Promise>
  void await_suspend(std::coroutine_handle<Promise> awaiting) {
    suspend(awaiting.promise(), "a frame to be painted");
    Loop::current().request(hook_);
  }
  void await_resume() const noexcept {}

 private:
  struct Hook : FrameHook {
    explicit Hook(Painted& painted) noexcept
        : FrameHook([](FrameHook& hook) { static_cast<Hook&>(hook).painted.wake(); }),
          painted(painted) {}
    Painted& painted;
  };
  Hook hook_;
};

namespace detail {

template <class F>
class Paced {
 public:
  Paced(Time every, F function) : every_(every), function_(std::move(function)) {}

  template <class... Arguments>
    requires std::invocable<F&, std::decay_t<Arguments>...>
  auto operator()(Arguments&&... arguments) {
    using Kind = FunctionKind<std::invoke_result_t<F&, std::decay_t<Arguments>...>>;
    static_assert(Kind::is_coroutine && Kind::is_generator,
                  "pace(every, f): f gives one value only; make it a generator");
    return run<typename Kind::Out, std::decay_t<Arguments>...>(
        function_, every_, std::forward<Arguments>(arguments)...);
  }

 private:
  template <class Out, class... Arguments>
  static AsyncGenerator<Out> run(F& function, Time every, Arguments... arguments) {
    if (!(every >= Time(0))) {
      co_await fail("bad_argument", "pace: the duration must not be negative");
    }
    auto values = as_async(function(std::move(arguments)...));
    while (Out* value = co_await values.next()) {
      const Time due = Loop::current().now() + every;
      co_yield std::move(*value);
      co_await Painted();
      const Time left = due - Loop::current().now();
      if (left > Time(0)) co_await sleep(left);
    }
  }

  Time every_;
  F function_;
};

}  // namespace detail

/// The generator function `f`, such that it goes on only when its last value was painted and
/// `every` has passed since it was given. Without it a generator that yields faster than the page
/// is painted goes on, and only its newest value is seen.
///
///     bind(pace(50ms, simulate), slider)    // every single step is seen
///
/// It takes and gives what `f` does. A negative duration fails with code "bad_argument".
template <class Representation, class Period, class F>
auto pace(std::chrono::duration<Representation, Period> every, F f) {
  return detail::Paced<F>(std::chrono::duration_cast<Time>(every), std::move(f));
}

}  // namespace coracle
