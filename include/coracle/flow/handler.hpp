#pragma once

#include <concepts>
#include <coracle/async/scope.hpp>
#include <coracle/async/task.hpp>
#include <coracle/base/exceptions.hpp>
#include <coracle/base/ref.hpp>
#include <coracle/flow/handler_runs.hpp>
#include <coracle/flow/trigger.hpp>
#include <type_traits>
#include <utility>

namespace coracle {

/// A function called for each event, with `Payload` or with nothing, and, if it wants to be told
/// why, a last `Trigger`. What it may return is nothing or a task; a generator would never be run,
/// so it does not compile.
template <class Payload>
class Handler : public HandlerBase {
 public:
  /// Calls it. A task becomes a run of its own in the scope, under the handler's policy; each keeps
  /// the function and what it captured. A failure goes to the handler's `on_error`, or else to the
  /// scope's.
  virtual void call(Scope& scope, Payload payload, const Trigger& trigger) = 0;
};

namespace detail {

template <class R>
inline constexpr bool is_task = false;
template <class T>
inline constexpr bool is_task<Task<T>> = true;

template <class F, class Payload>
decltype(auto) call_with(F& function, Payload&& payload, const Trigger& trigger) {
  if constexpr (std::invocable<F&, Payload>) {
    return function(std::forward<Payload>(payload));
  } else if constexpr (std::invocable<F&, Payload, Trigger>) {
    return function(std::forward<Payload>(payload), trigger);
  } else if constexpr (std::invocable<F&, Trigger>) {
    return function(trigger);
  } else {
    static_assert(std::invocable<F&>, "a handler takes what happened, or nothing");
    return function();
  }
}

template <class F, class Payload>
class HandlerOf final : public Handler<Payload> {
  using Result = decltype(call_with(std::declval<F&>(), std::declval<Payload>(), Trigger()));
  static constexpr bool is_async = is_task<Result>;
  static_assert(std::is_void_v<Result> || is_async,
                "a handler returns nothing or a Task: anything else would be lost, and a "
                "generator would never run. To show what it yields, use bind.");

 public:
  explicit HandlerOf(F function) : function_(std::move(function)) {}

  void call(Scope& scope, Payload payload, const Trigger& trigger) override {
    const Ref<HandlerOf> self(this);
    if constexpr (is_async) {
      runs_.trigger(scope, *new CallRun(self, std::move(payload)), trigger);
    } else {
      scope.enter([&] {
        guarded([&] { call_with(function_, std::move(payload), trigger); },
                [&](Error error) { this->handle_error(std::move(error)); });
      });
    }
  }

  HandlerRuns* runs() override {
    if constexpr (is_async) {
      return &runs_;
    } else {
      return nullptr;
    }
  }

 private:
  class CallRun final : public HandlerRun {
   public:
    CallRun(Ref<HandlerOf> handler, Payload&& payload)
        : HandlerRun(handler->runs_), handler_(std::move(handler)), payload_(std::move(payload)) {}

   private:
    Frame* begin() override {
      return call_with(handler_->function_, std::move(payload_), this->trigger()).release();
    }
    Ref<HandlerOf> handler_;
    Payload payload_;
  };

  struct Nothing {
    explicit Nothing(HandlerBase&) {}
  };

  F function_;
  [[no_unique_address]] std::conditional_t<is_async, HandlerRuns, Nothing> runs_{*this};
};

}  // namespace detail

template <class Payload, class F>
Ref<Handler<Payload>> make_handler(F function) {
  return make_ref<detail::HandlerOf<F, Payload>>(std::move(function));
}

}  // namespace coracle
