#include <charconv>
#include <cmath>
#include <coracle/base/number_text.hpp>
#include <cstdlib>
#include <string>

namespace coracle::detail {

std::size_t write_number(double value, char* text) noexcept {
  const auto word = [text](std::string_view letters) { return letters.copy(text, longest_number); };
  if (std::isnan(value)) return word("NaN");
  if (std::isinf(value)) return word(value < 0 ? "-Infinity" : "Infinity");
  // "d.ddde±xx": the shortest digits that read back as the same number.
  char scientific[32];
  const char* end = std::to_chars(scientific, scientific + sizeof scientific, std::fabs(value),
                                  std::chars_format::scientific)
                        .ptr;
  char digits[20];
  int count = 0;
  const char* at = scientific;
  for (; *at != 'e'; ++at) {
    if (*at != '.') digits[count++] = *at;
  }
  int exponent = 0;
  const bool small = at[1] == '-';
  for (at += 2; at != end; ++at) exponent = exponent * 10 + (*at - '0');
  if (small) exponent = -exponent;

  char* out = text;
  if (value < 0) *out++ = '-';
  const int point = exponent + 1;  // the decimal point stands after that many digits
  if (exponent < -6 || exponent >= 21) {
    *out++ = digits[0];
    if (count > 1) *out++ = '.';
    for (int i = 1; i < count; ++i) *out++ = digits[i];
    *out++ = 'e';
    *out++ = small ? '-' : '+';
    out = std::to_chars(out, text + longest_number, small ? -exponent : exponent).ptr;
  } else {
    if (point <= 0) *out++ = '0';
    if (point <= 0) *out++ = '.';
    for (int i = point; i < 0; ++i) *out++ = '0';
    for (int i = 0; i < count || i < point; ++i) {
      if (i == point && i > 0) *out++ = '.';
      *out++ = i < count ? digits[i] : '0';
    }
  }
  return static_cast<std::size_t>(out - text);
}

double read_number(std::string_view text) noexcept {
  return std::strtod(std::string(text).c_str(), nullptr);
}

}  // namespace coracle::detail
