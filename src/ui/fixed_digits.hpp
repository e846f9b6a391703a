#pragma once

#include <string>

namespace coracle {

inline constexpr int most_digits = 15;

/// The number with so many digits behind the point.
std::string fixed_digits(double number, int digits);

}  // namespace coracle
