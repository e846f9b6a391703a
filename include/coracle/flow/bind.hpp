#pragma once

#include <concepts>
#include <coracle/base/ref.hpp>
#include <coracle/flow/async_binding.hpp>
#include <coracle/flow/binding.hpp>
#include <coracle/flow/follow.hpp>
#include <coracle/flow/function_kind.hpp>
#include <coracle/flow/plain_binding.hpp>
#include <coracle/flow/run_options.hpp>
#include <coracle/flow/source.hpp>
#include <coracle/flow/watch_binding.hpp>
#include <type_traits>
#include <utility>

namespace coracle {

namespace detail {

/// Where the function is a source itself: its value is the first argument.
struct CallFirst {
  template <class F, class... Arguments>
    requires std::invocable<F&, Arguments...>
  decltype(auto) operator()(F&& function, Arguments&&... arguments) const {
    return function(std::forward<Arguments>(arguments)...);
  }
};

template <class F, class... Values>
concept CallableWith = std::invocable<F&, Values...> || std::invocable<F&, Values..., Trigger>;

template <class T>
inline constexpr bool is_value_handle = false;
template <class T>
inline constexpr bool is_value_handle<Signal<T>> = true;
template <class T>
inline constexpr bool is_value_handle<Computed<T>> = true;
template <class T>
inline constexpr bool is_value_handle<Parameter<T>> = true;
template <class T>
inline constexpr bool is_value_handle<Binding<T>> = true;

/// A signal, parameter, computed or binding whose value is a function of these arguments.
template <class F, class... Arguments>
concept FunctionSource = is_value_handle<std::remove_cvref_t<F>> &&
                         CallableWith<typename source_of_t<F>::value_type,
                                      typename source_of_t<Arguments>::value_type...>;

}  // namespace detail

/// Ties a function to its arguments: whenever one of them changes it runs again, and what it
/// gives is the binding's value.
///
///     bind([](int index) { return str("image ", index); }, slider)       // Binding<std::string>
///     bind(get_image, slider)                      // Task<View>: superseded by the next change
///     bind(runner, run)                            // AsyncGenerator<View>: each value appears
///
/// An argument is a signal, a computed, a parameter, a component (which stands for its value), an
/// event (whether it is happening), another binding, or a constant, which is copied. The function
/// may return a value, a `Result` of one, a `Task`, a `Generator` or an `AsyncGenerator`; which it
/// is decides how it runs. It takes its arguments by value or by const reference: they, and what
/// the function captured, live as long as the run. Beyond them it may take a last `Trigger`.
///
/// The function may itself be a signal, a computed or a parameter, whose value is the function:
/// changing it changes the operation, as a change of an argument would.
///
/// A plain function runs when its value is read and something changed since, like a `Computed`.
/// A coroutine runs while the binding is shown, watched or read by something that runs again; a
/// change while it runs supersedes the run: its frames are destroyed where they wait, requests are
/// aborted and timers cleared, before the next one starts, and nothing it gives appears from the
/// change on. Changes in one batch start one run. While a source that is a binding has no value
/// yet, the function does not run. Other policies, and rates: `Binding::with`.
///
/// A run that gives `skip` leaves the last value in place. One that fails does so too, sets
/// `status()` to `error` and is reported once, or taken by the nearest `on_error`; the next change
/// runs as usual. What a run spawns belongs to the binding.
///
/// Semantics: Panel's `bind`, made glitch-free and safe to supersede.
// Constrained, so that it is chosen over std::bind, which an argument from namespace std brings
// into view.
template <class F, class... Arguments>
  requires std::move_constructible<std::decay_t<F>> && (!detail::FunctionSource<F, Arguments...>)
auto bind(F&& function, Arguments&&... arguments) {
  using Function = std::decay_t<F>;
  static_assert(
      detail::CallableWith<Function, typename source_of_t<Arguments>::value_type...>,
      "bind(f, arguments…): f cannot be called with the values of these arguments. A component "
      "gives its value, an event a bool.");
  using Kind = detail::BoundKind<Function, typename source_of_t<Arguments>::value_type...>;
  static_assert(!std::is_void_v<typename Kind::Value>,
                "bind(f, …): f gives nothing to show. Return a value, or use watch or on_click.");
  using Body = std::conditional_t<Kind::is_coroutine,
                                  AsyncBindingBody<Kind, Function, source_of_t<Arguments>...>,
                                  PlainBindingBody<Kind, Function, source_of_t<Arguments>...>>;
  return Binding<typename Kind::Value>(
      make_ref<Body>(std::forward<F>(function), source_of(arguments)...));
}

template <class F, class... Arguments>
  requires detail::FunctionSource<F, Arguments...>
auto bind(const F& function, Arguments&&... arguments) {
  return bind(detail::CallFirst(), function, std::forward<Arguments>(arguments)...);
}

}  // namespace coracle
