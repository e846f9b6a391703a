#pragma once

#include <cstddef>
#include <string_view>

// Numbers as text, both ways. Defined by what the program runs in: a page has this anyway, and the
// tables of the C++ library would be three times as large as a small program.

namespace coracle::detail {

/// The longest text of a number, such as "-1.2345678901234567e-300".
inline constexpr std::size_t longest_number = 25;

/// Writes the number as JavaScript does, with the fewest digits that read back as the same one;
/// returns how many characters that are.
std::size_t write_number(double number, char* text) noexcept;

/// Reads a number that is spelt as in JSON. What is too large is infinite.
double read_number(std::string_view text) noexcept;

}  // namespace coracle::detail
