#include <charconv>
#include <cmath>
#include <coracle/base/str.hpp>
#include <cstring>

namespace coracle {

// A file of its own, so that programs without floating-point text do not link the tables of
// std::to_chars.
void StrPart::write_double(double value) noexcept {
  if (std::isnan(value)) {
    data_ = "NaN";
    size_ = 3;
    return;
  }
  if (std::isinf(value)) {
    data_ = value < 0 ? "-Infinity" : "Infinity";
    size_ = std::strlen(data_);
    return;
  }
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

  char* out = buffer_;
  if (value < 0) *out++ = '-';
  const int point = exponent + 1;  // the decimal point stands after that many digits
  if (exponent < -6 || exponent >= 21) {
    *out++ = digits[0];
    if (count > 1) *out++ = '.';
    for (int i = 1; i < count; ++i) *out++ = digits[i];
    *out++ = 'e';
    *out++ = small ? '-' : '+';
    out = std::to_chars(out, buffer_ + sizeof buffer_, small ? -exponent : exponent).ptr;
  } else {
    if (point <= 0) *out++ = '0';
    if (point <= 0) *out++ = '.';
    for (int i = point; i < 0; ++i) *out++ = '0';
    for (int i = 0; i < count || i < point; ++i) {
      if (i == point && i > 0) *out++ = '.';
      *out++ = i < count ? digits[i] : '0';
    }
  }
  size_ = static_cast<std::size_t>(out - buffer_);
}

}  // namespace coracle
