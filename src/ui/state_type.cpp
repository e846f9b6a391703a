#include <coracle/ui/state_type.hpp>

#include <cmath>
#include <limits>

namespace coracle {

std::optional<bool> StateOf<bool>::from(const JsonValue& json) {
  return json.boolean() ? std::optional(*json.boolean()) : std::nullopt;
}

std::optional<int> StateOf<int>::from(const JsonValue& json) {
  using Limits = std::numeric_limits<int>;
  const double* number = json.number();
  if (!number || !(*number >= Limits::min() && *number <= Limits::max())) return std::nullopt;
  if (std::trunc(*number) != *number) return std::nullopt;
  return static_cast<int>(*number);
}

std::optional<double> StateOf<double>::from(const JsonValue& json) {
  const double* number = json.number();
  return number && std::isfinite(*number) ? std::optional(*number) : std::nullopt;
}

std::optional<std::string> StateOf<std::string>::from(const JsonValue& json) {
  return json.text() ? std::optional(*json.text()) : std::nullopt;
}

}  // namespace coracle
