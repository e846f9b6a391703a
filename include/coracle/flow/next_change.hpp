#pragma once

#include <concepts>
#include <coracle/flow/change_listener.hpp>

namespace coracle {

/// The wait for one change; see `next_change`.
template <class T>
using ChangeAwaiter = detail::ChangeWait<detail::FirstChange<T>>;

/// Awaits the next change of a parameter, a signal, a computed or a binding.
///
///     int value = co_await next_change(slider.value);
///     auto first = co_await any(next_change(slider.value), sleep(10s));
///
/// Gives the value that the first change after this call left behind: it is taken down when the
/// change is made, whatever follows until the coroutine resumes. A trigger counts as a change, a
/// batch as one; the first value of a binding counts too. Changes made while the coroutine is busy
/// elsewhere are not seen: use `latest_change` or `changes` for those.
///
/// A binding runs only while somebody observes it: one that nobody else shows or watches begins
/// anew with each `next_change`, and goes on with `latest_change` and `changes`.
///
/// Those who wait for the same thing resume in the order in which they began to wait. The wait
/// keeps alive what it waits for; destroying it, with the coroutine or without, removes the
/// observer. It is awaited once, by one coroutine.
///
/// Semantics: the wait_for_change recipe of ipywidgets' asynchronous widgets guide, made safe to
/// cancel.
template <class S>
[[nodiscard]] ChangeAwaiter<change_of_t<S>> next_change(const S& source) {
  return ChangeAwaiter<change_of_t<S>>(detail::listen_to<detail::FirstChange>(source));
}

/// Awaits the next time an event happens; gives which one that was, counted from 1. The rest is as
/// for `next_change`.
///
///     Pulse press = co_await next(button.pressed);
[[nodiscard]] inline ChangeAwaiter<Pulse> next(const Event& event) { return next_change(event); }

/// Awaits the next press of a button, or whatever event a component stands for.
///
///     auto answer = co_await any(next_click(ok), next_click(cancel), sleep(10s));
template <HasValueSource C>
  requires std::same_as<change_of_t<C>, Pulse>
[[nodiscard]] ChangeAwaiter<Pulse> next_click(const C& button) {
  return next_change(button);
}

}  // namespace coracle
