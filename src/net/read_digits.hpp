#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace coracle {

/// The most digits whose number always fits.
inline constexpr std::size_t most_digits = 18;

/// The number that a text of nothing but decimal digits tells, one at least and `limit` at most;
/// none for any other text.
inline std::optional<std::int64_t> read_digits(std::string_view text,
                                               std::size_t limit = most_digits) {
  if (text.empty() || text.size() > limit) return std::nullopt;
  std::int64_t number = 0;
  for (const char digit : text) {
    if (digit < '0' || digit > '9') return std::nullopt;
    number = number * 10 + (digit - '0');
  }
  return number;
}

}  // namespace coracle
