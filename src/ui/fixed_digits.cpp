#include "fixed_digits.hpp"

#include <cmath>
#include <coracle/base/str.hpp>

namespace coracle {

std::string fixed_digits(double number, int digits) {
  const double power = std::pow(10, digits);
  const double rounded = std::round(number * power) / power;
  // Where the digits asked for are beyond those that the number has.
  if (!std::isfinite(rounded)) return str(number);
  std::string text = str(rounded == 0 ? 0.0 : rounded);
  if (text.find('e') != std::string::npos || digits == 0) return text;
  std::size_t point = text.find('.');
  if (point == std::string::npos) {
    point = text.size();
    text += '.';
  }
  const std::size_t size = point + 1 + static_cast<std::size_t>(digits);
  if (text.size() < size) text.resize(size, '0');
  return text;
}

}  // namespace coracle
