#pragma once

#include <concepts>
#include <coracle/async/attempt.hpp>
#include <coracle/async/generator.hpp>
#include <coracle/async/scope.hpp>
#include <coracle/async/sleep.hpp>
#include <coracle/flow/change_listener.hpp>
#include <type_traits>
#include <utility>

namespace coracle {

/// What a generator yields to say that it waits for the next change; see `for_each_change`.
struct Wait {};

namespace detail {

template <class R>
inline constexpr bool is_conversation = false;
template <class Out, class In>
inline constexpr bool is_conversation<Generator<Out, In>> = !std::is_void_v<In>;

/// A function that gives a generator which can be sent a T.
template <class F, class T>
concept ProgramOfChanges = std::invocable<F&> && is_conversation<std::invoke_result_t<F&>> &&
                           std::convertible_to<T, typename std::invoke_result_t<F&>::sent_type>;

template <class T, class F>
Task<> send_changes(Ref<EveryChange<T>> changes, F& f) {
  auto generator = f();
  auto* waits = generator.next();
  while (waits) {
    // A turn of the loop for each, also for those that are there already.
    if (changes->has_news()) co_await reschedule();
    T change = co_await ChangeWait<EveryChange<T>>(changes);
    waits = generator.send(std::move(change));
  }
  if (Error error = generator.error()) co_await fail(std::move(error));
}

}  // namespace detail

/// Runs a generator that is sent each change of a source where it yields.
///
///     for_each_change(slider.value, [log]() -> Generator<Wait, int> {
///       for (int i = 0; i < 10; ++i) {
///         int value = co_yield Wait{};
///         log.print("continued with value ", value, "\n");
///       }
///     });
///
/// Every change from this call on is sent in, in order, none is lost; those that the generator
/// makes itself come when it has yielded. Each step has a turn of the loop of its own. It ends when
/// the generator returns; one that never yields just ends. What it yields does not matter.
///
/// `f` is stored with the run, which belongs to the current scope. Cancelling it, by the handle or
/// with the scope, destroys the generator at the `co_yield` where it stands; an error closes it
/// and goes to the scope's error handler. The source may be all that `next_change` takes; of an
/// event each `Pulse` is sent.
///
/// Semantics: the generator recipe of ipywidgets' asynchronous widgets guide, without its "already
/// executing" when the generator moves the widget itself.
template <class S, class F>
TaskHandle for_each_change(const S& source, F&& f) {
  using T = change_of_t<S>;
  using Function = std::decay_t<F>;
  constexpr bool fits = detail::ProgramOfChanges<Function, T>;
  static_assert(fits,
                "for_each_change(source, f): f takes nothing and returns Generator<Wait, T>, where "
                "a source's value converts to T; it is sent each change at `T value = co_yield "
                "Wait{}`. A function of the change, plain or a Task, is for source.watch(f).");
  if constexpr (fits) {
    return current_scope().spawn(
        [changes = detail::listen_to<detail::EveryChange>(source),
         f = std::forward<F>(f)]() mutable { return detail::send_changes<T>(changes, f); });
  } else {
    return {};
  }
}

}  // namespace coracle
