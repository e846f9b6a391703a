#pragma once

#include <concepts>
#include <type_traits>

namespace coracle::reactive {

namespace detail {

template <class T>
constexpr bool elements_compare() {
  // A container declares == whatever its elements are, so its elements are asked too.
  if constexpr (requires { typename T::value_type; }) {
    using Element = typename T::value_type;
    if constexpr (std::is_same_v<Element, T>) {
      return true;
    } else {
      return std::equality_comparable<Element> && elements_compare<Element>();
    }
  } else {
    return true;
  }
}

}  // namespace detail

/// Whether two values can be told apart by ==. Values of other types always count as changed.
template <class T>
concept Comparable = std::equality_comparable<T> && detail::elements_compare<T>();

/// Whether replacing one value by the other is no change. NaN equals NaN, or a NaN would be a
/// change every time.
template <class T>
constexpr bool same_value(const T& a, const T& b) {
  if constexpr (std::floating_point<T>) {
    return a == b || (a != a && b != b);
  } else if constexpr (Comparable<T>) {
    return static_cast<bool>(a == b);
  } else {
    return false;
  }
}

/// A callable whose result is a coroutine.
template <class R>
concept Coroutine = requires { typename std::remove_cvref_t<R>::promise_type; };

}  // namespace coracle::reactive
