#pragma once

#include <concepts>
#include <coracle/async/task.hpp>
#include <iterator>
#include <type_traits>
#include <utility>
#include <vector>

namespace coracle {

template <class R>
inline constexpr bool is_task_vector = false;
template <class T>
inline constexpr bool is_task_vector<std::vector<Task<T>>> = true;

/// A range of things to be awaited: a view that makes them, like `urls | transform(load)`, or a
/// container of awaitables that can be copied. A vector of tasks, which cannot, is moved instead.
template <class R>
concept AwaitableRange =
    !is_task_vector<std::remove_cvref_t<R>> && !Awaitable<std::remove_cvref_t<R>> &&
    requires(std::remove_reference_t<R>& range) {
      { std::begin(range) != std::end(range) } -> std::convertible_to<bool>;
      requires Awaitable<std::remove_cvref_t<decltype(*std::begin(range))>>;
      requires std::constructible_from<std::remove_cvref_t<decltype(*std::begin(range))>,
                                       decltype(*std::begin(range))>;
    };

/// A task for each of them, in order.
template <AwaitableRange R>
auto tasks_of(R&& range) {
  using Element = std::remove_cvref_t<decltype(*std::begin(range))>;
  std::vector<Task<task_result_t<Element>>> tasks;
  const auto end = std::end(range);
  for (auto place = std::begin(range); place != end; ++place) {
    tasks.push_back(as_task(Element(*place)));
  }
  return tasks;
}

}  // namespace coracle
