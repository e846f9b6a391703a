#pragma once

#include <concepts>
#include <coracle/async/all.hpp>
#include <coracle/async/attempt.hpp>
#include <cstddef>
#include <functional>
#include <iterator>
#include <optional>
#include <type_traits>
#include <utility>
#include <vector>

namespace coracle {

namespace detail {

// What a range has at a place: a reference to an element, or one that it has just made.
template <class Range>
using element_at_t = decltype(*std::begin(std::declval<Range&>()));

// How an element is kept while f is under way, and how f is called with it.
template <class Range>
using kept_element_t =
    std::conditional_t<std::is_lvalue_reference_v<element_at_t<Range>>, element_at_t<Range>,
                       std::remove_cvref_t<element_at_t<Range>>>;
template <class F, class Range>
using gather_call_t = std::invoke_result_t<F&, kept_element_t<Range>>;

template <class T>
class Gathered {
 public:
  using type = std::vector<T>;
  std::size_t begin() {
    values_.emplace_back();
    return values_.size() - 1;
  }
  void end(std::size_t place, T value) { values_[place].emplace(std::move(value)); }
  type take() {
    type all;
    all.reserve(values_.size());
    for (std::optional<T>& value : values_) all.push_back(*std::move(value));
    return all;
  }

 private:
  std::vector<std::optional<T>> values_;
};

template <>
class Gathered<void> {
 public:
  using type = void;
  std::size_t begin() const { return 0; }
  void take() const {}
};

}  // namespace detail

/// Calls a function with each element of a range and awaits what it gives, so many at a time at
/// the most. Gives a vector of the values in the order of the range, or nothing if there are none.
///
///     std::vector<Response> pages = co_await gather(4, urls, fetch);
///
/// The next one begins when one of those before is done. The first that fails cancels those that
/// are under way; no more begin, and when their clean-up has finished the error goes on from here.
/// Cancelling destroys all of them. A limit of 0 fails with code "bad_argument".
///
/// The range and the function are copied, or moved, and live until the end. `f` takes an element
/// by value or by reference; where the range makes its elements, as a view may, each lives until
/// its call is done.
template <class Range, class F>
  requires std::forward_iterator<decltype(std::begin(std::declval<Range&>()))> &&
           Awaitable<detail::gather_call_t<F, Range>>
auto gather(std::size_t limit, Range range, F f)
    -> Task<typename detail::Gathered<task_result_t<detail::gather_call_t<F, Range>>>::type> {
  using T = task_result_t<detail::gather_call_t<F, Range>>;
  using Element = detail::kept_element_t<Range>;
  if (limit == 0) {
    co_await fail("bad_argument", "gather(limit, range, f): with a limit of 0 nothing would begin");
  }
  auto next = std::begin(range);
  const auto end = std::end(range);
  detail::Gathered<T> gathered;
  const auto work = [&]() -> Task<> {
    while (next != end) {
      const std::size_t place = gathered.begin();
      Element element = *next;
      ++next;
      if constexpr (std::is_void_v<T>) {
        co_await std::invoke(f, static_cast<Element&&>(element));
      } else {
        T value = co_await std::invoke(f, static_cast<Element&&>(element));
        gathered.end(place, std::move(value));
      }
    }
  };
  std::vector<Task<>> workers;
  for (auto ahead = next; ahead != end && workers.size() < limit; ++ahead) {
    workers.push_back(work());
  }
  co_await all(std::move(workers));
  co_return gathered.take();
}

}  // namespace coracle
