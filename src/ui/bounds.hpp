#pragma once

#include <algorithm>
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

template <class T>
std::string bad_step(std::string_view kind, T number) {
  return str(kind, ": step must be above 0, not ", number);
}

}  // namespace coracle::bounds
