#pragma once

#include <coracle/async/task.hpp>
#include <coracle/base/ref.hpp>
#include <coracle/base/result.hpp>
#include <coracle/flow/parameter.hpp>
#include <coracle/reactive/computed.hpp>
#include <coracle/reactive/signal.hpp>
#include <coracle/thread/worker.hpp>
#include <stop_token>
#include <type_traits>

// What may be called on a thread, and with what.

namespace coracle {
struct ThreadOptions;
}

namespace coracle::detail {

template <class F, class... Args>
inline constexpr bool takes_stop_token = std::is_invocable_v<F&, std::stop_token, Args...>;

template <class F, class... Args>
struct ThreadResult {
  static_assert(takes_stop_token<F, Args...> || std::is_invocable_v<F&, Args...>,
                "on_thread(f, args…): f cannot be called with these arguments, which are passed as "
                "rvalues after a std::stop_token, if it takes one");
  using type = std::invoke_result_t<F&, Args...>;
};
template <class F, class... Args>
  requires takes_stop_token<F, Args...>
struct ThreadResult<F, Args...> {
  using type = std::invoke_result_t<F&, std::stop_token, Args...>;
};
template <class... Args>
struct ThreadResult<ThreadOptions, Args...> {};  // is no function, but stands before one
template <class F, class... Args>
using thread_result_t = typename ThreadResult<F, Args...>::type;

template <class T>
struct ValueOfResult {
  using type = std::remove_cvref_t<T>;
};
template <class T>
struct ValueOfResult<Result<T>> {
  using type = T;
};
template <class F, class... Args>
using thread_value_t =
    typename ValueOfResult<std::remove_cvref_t<thread_result_t<F, Args...>>>::type;

/// What belongs to the page's thread: shared by counts that only that touches. So do containers
/// of it, and whatever else is made of it by a template.
template <class T>
inline constexpr bool is_of_the_page =
    std::is_base_of_v<ParameterBase, T> || requires(const T& component) {
      { component.state()->retain() };
    } || requires(const T& view) {
      { view.body()->retain() };
    };
template <template <class...> class Template, class... Parts>
inline constexpr bool is_of_the_page<Template<Parts...>> = (is_of_the_page<Parts> || ...);
template <class T>
inline constexpr bool is_of_the_page<Signal<T>> = true;
template <class T>
inline constexpr bool is_of_the_page<Computed<T>> = true;
template <class T>
inline constexpr bool is_of_the_page<Ref<T>> = std::is_base_of_v<RefCounted, T>;

template <class F, class... Args>
consteval void check_thread_call() {
  static_assert(
      !(is_of_the_page<Args> || ...),
      "on_thread(f, args…): components, parameters and signals belong to the page's thread; "
      "give the thread remote(parameter)");
  static_assert(
      !is_of_the_page<thread_value_t<F, Args...>>,
      "on_thread(f, args…): components, views and signals belong to the page's thread; let f give "
      "what they are to be made of");
  static_assert(
      !requires { typename thread_value_t<F, Args...>::promise_type; },
      "on_thread(f, args…): there is no loop on a thread; f must be a plain function, which "
      "may block");
}

}  // namespace coracle::detail
