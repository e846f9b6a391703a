#pragma once

#include <concepts>
#include <coracle/async/scope.hpp>
#include <coracle/async/task.hpp>
#include <coracle/base/exceptions.hpp>
#include <coracle/base/ref.hpp>
#include <type_traits>
#include <utility>

namespace coracle {

/// A function called for each event, with `Payload` or with nothing. What it may return is
/// nothing or a task; a generator would never be run, so it does not compile.
template <class Payload>
class Handler : public RefCounted {
 public:
  /// Calls it. A task becomes a run of its own in the scope, of which there may be many; each
  /// keeps the function and what it captured. A failure goes to the scope's error handler.
  virtual void call(Scope& scope, Payload payload) = 0;
};

namespace detail {

template <class R>
inline constexpr bool is_task = false;
template <class T>
inline constexpr bool is_task<Task<T>> = true;

template <class F, class Payload>
decltype(auto) call_with(F& function, Payload&& payload) {
  if constexpr (std::invocable<F&, Payload>) {
    return function(std::forward<Payload>(payload));
  } else {
    static_assert(std::invocable<F&>, "a handler takes what happened, or nothing");
    return function();
  }
}

template <class F, class Payload>
class HandlerOf final : public Handler<Payload> {
 public:
  explicit HandlerOf(F function) : function_(std::move(function)) {}

  void call(Scope& scope, Payload payload) override {
    using R = decltype(call_with(function_, std::move(payload)));
    static_assert(std::is_void_v<R> || is_task<R>,
                  "a handler returns nothing or a Task: anything else would be lost, and a "
                  "generator would never run. To show what it yields, use bind.");
    if constexpr (is_task<R>) {
      scope.spawn([self = Ref<HandlerOf>(this)](
                      Payload payload) { return call_with(self->function_, std::move(payload)); },
                  std::move(payload));
    } else {
      const Ref<HandlerOf> self(this);
      guarded([&] { scope.enter([&] { call_with(function_, std::move(payload)); }); },
              [&](Error error) { scope.handle_error(std::move(error)); });
    }
  }

 private:
  F function_;
};

}  // namespace detail

template <class Payload, class F>
Ref<Handler<Payload>> make_handler(F function) {
  return make_ref<detail::HandlerOf<F, Payload>>(std::move(function));
}

}  // namespace coracle
