#pragma once

#include <coracle/async/any.hpp>
#include <cstddef>
#include <type_traits>
#include <utility>
#include <vector>

namespace coracle {

namespace detail {

template <class... Ts>
concept HaveCommonType = requires { typename std::common_type_t<Ts...>; };

template <class... Ts>
struct RaceResult {
  static_assert(HaveCommonType<Ts...>,
                "race(a, b, …) gives the value of the first, so all must give the same type, or "
                "types that have a common one; with any(a, b, …) they may differ");
};
template <class... Ts>
  requires HaveCommonType<Ts...>
struct RaceResult<Ts...> {
  using type = std::common_type_t<Ts...>;
};
template <class... Ts>
using race_result_t = typename RaceResult<Ts...>::type;

template <class T, std::size_t index = 0, class First>
T value_of_first(First& first) {
  if constexpr (index + 1 < First::count) {
    if (first.index() != index) return value_of_first<T, index + 1>(first);
  }
  return T(std::move(first).template get<index>());
}

}  // namespace detail

/// Awaits several things at once and gives the value of the first that is done.
///
///     Response response = co_await race(fetch(here), fetch(there));
///
/// All begin from the loop's queue, in order. When one is done the others are cancelled, and their
/// clean-up has finished before this resumes. If the first to be done fails, the error goes on
/// from here. They give the same type, or types that have a common one; where they do not, or it
/// matters which was first, `any` tells.
///
/// Semantics: JavaScript's `Promise.race`, except that the losers do not run on.
template <Awaitable... As>
  requires(sizeof...(As) > 0)
Task<detail::race_result_t<task_result_t<As>...>> race(As... awaitables) {
  using T = detail::race_result_t<task_result_t<As>...>;
  auto first = co_await any(std::move(awaitables)...);
  if constexpr (!std::is_void_v<T>) co_return detail::value_of_first<T>(first);
}

/// The same for any number of things of one type. Of none it fails with code "bad_argument".
template <class T>
Task<T> race(std::vector<Task<T>> tasks) {
  auto first = co_await any(std::move(tasks));
  if constexpr (!std::is_void_v<T>) co_return std::move(first).value();
}
template <AwaitableRange R>
auto race(R&& range) {
  return race(tasks_of(std::forward<R>(range)));
}

}  // namespace coracle
