#pragma once

#include <algorithm>
#include <cmath>
#include <concepts>
#include <coracle/base/str.hpp>
#include <string>
#include <string_view>

// What components with bounds make of a value that is outside of them, and what they say of bounds
// that there cannot be.

namespace coracle::bounds {

/// The nearest number within; of what is not a number the least.
template <class T>
T nearest(T number, T least, T greatest) {
  // Written so that what is not a number is not above the least one.
  return number > least ? std::min(number, greatest) : least;
}

template <class T>
std::string corrected(std::string_view kind, T number, T least, T greatest, T inside) {
  return str(kind, ": ", number, " is outside of ", least, " to ", greatest, "; ", inside,
             " was taken");
}

/// The same where not both bounds need be there.
template <class T>
std::string corrected(std::string_view kind, const T& number, const T& inside) {
  return str(kind, ": ", number, " is outside of the bounds; ", inside, " was taken");
}

/// `relation` is what the start must not be to the end: "greater than".
template <class T>
std::string reversed(std::string_view kind, const T& from, std::string_view relation, const T& to) {
  return str(kind, ": start (", from, ") must not be ", relation, " end (", to,
             "); swap them or set the other one first");
}

/// Whether the number is a finite one.
template <class T>
bool is_finite(T number) {
  if constexpr (std::integral<T>) return true;
  return std::isfinite(static_cast<double>(number));
}

/// How far it is; of two whole numbers that may be more than `T` has.
template <class T>
double distance(T from, T to) {
  return static_cast<double>(to) - static_cast<double>(from);
}

/// Why that cannot be a step; empty: it can.
template <class T>
std::string bad_step(std::string_view kind, T step) {
  if (step > 0 && is_finite(step)) return {};
  return str(kind, ": step must be a finite number above 0, not ", step);
}

}  // namespace coracle::bounds
