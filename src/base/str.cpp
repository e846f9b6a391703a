#include <coracle/base/str.hpp>
#include <cstring>

namespace coracle {

namespace {

// Writes the digits in front of `end` and returns where they begin.
template <class Unsigned>
char* write_digits(char* end, Unsigned value) noexcept {
  do {
    *--end = static_cast<char>('0' + value % 10);
    value /= 10;
  } while (value != 0);
  return end;
}

}  // namespace

void StrPart::write_unsigned32(std::uint32_t value, bool negative) noexcept {
  char digits[16];
  char* const end = digits + sizeof digits;
  char* begin = write_digits(end, value);
  if (negative) *--begin = '-';
  size_ = static_cast<std::size_t>(end - begin);
  std::memcpy(buffer_, begin, size_);
}

void StrPart::write_unsigned64(std::uint64_t value, bool negative) noexcept {
  char digits[sizeof buffer_];
  char* const end = digits + sizeof digits;
  char* begin = write_digits(end, value);
  if (negative) *--begin = '-';
  size_ = static_cast<std::size_t>(end - begin);
  std::memcpy(buffer_, begin, size_);
}

void StrPart::write_signed64(std::int64_t value) noexcept {
  const auto bits = static_cast<std::uint64_t>(value);
  write_unsigned64(value < 0 ? 0U - bits : bits, value < 0);
}

std::string detail::join(const StrPart* parts, std::size_t count) {
  std::size_t size = 0;
  for (std::size_t i = 0; i < count; ++i) size += parts[i].text().size();
  std::string joined;
  joined.reserve(size);
  for (std::size_t i = 0; i < count; ++i) joined.append(parts[i].text());
  return joined;
}

}  // namespace coracle
