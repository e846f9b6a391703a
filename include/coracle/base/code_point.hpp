#pragma once

#include <cstdint>
#include <string>

// Unicode's code points as UTF-8, and as the halves that JSON escapes them by.

namespace coracle {

constexpr bool is_high_surrogate(std::uint32_t unit) { return unit >= 0xD800 && unit < 0xDC00; }
constexpr bool is_low_surrogate(std::uint32_t unit) { return unit >= 0xDC00 && unit < 0xE000; }
constexpr bool is_surrogate(std::uint32_t unit) { return unit >= 0xD800 && unit < 0xE000; }

/// What a high and a low surrogate mean together.
constexpr std::uint32_t join_surrogates(std::uint32_t high, std::uint32_t low) {
  return 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00);
}

/// Appends it in UTF-8. `code` is no surrogate, and at most 0x10FFFF.
void append_code_point(std::string& text, std::uint32_t code);

}  // namespace coracle
