#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace coracle {

/// One piece of text for `str`: what it was made from, as characters. Refers to strings it was
/// made from, so it lives no longer than the call it is an argument of.
class StrPart {
 public:
  StrPart(std::string_view text) noexcept : data_(text.data()), size_(text.size()) {}
  StrPart(const std::string& text) noexcept : StrPart(std::string_view(text)) {}
  StrPart(const char* text) noexcept : StrPart(std::string_view(text)) {}
  StrPart(char character) noexcept : size_(1) { buffer_[0] = character; }
  StrPart(bool value) noexcept : StrPart(value ? "true" : "false") {}
  template <std::integral Integer>
    requires(!std::same_as<Integer, bool> && !std::same_as<Integer, char>)
  StrPart(Integer value) noexcept {
    if constexpr (std::signed_integral<Integer> && sizeof(Integer) > 4) {
      write_signed64(value);
    } else if constexpr (sizeof(Integer) > 4) {
      write_unsigned64(value, false);
    } else if constexpr (std::signed_integral<Integer>) {
      write_unsigned32(
          value < 0 ? 0U - static_cast<std::uint32_t>(value) : static_cast<std::uint32_t>(value),
          value < 0);
    } else {
      write_unsigned32(value, false);
    }
  }
  template <std::floating_point Float>
  StrPart(Float value) noexcept {
    write_double(static_cast<double>(value));
  }
  StrPart(const StrPart&) = delete;
  StrPart& operator=(const StrPart&) = delete;

  std::string_view text() const noexcept { return {data_ ? data_ : buffer_, size_}; }

 private:
  void write_unsigned32(std::uint32_t value, bool negative) noexcept;
  void write_unsigned64(std::uint64_t value, bool negative) noexcept;
  void write_signed64(std::int64_t value) noexcept;
  void write_double(double value) noexcept;

  const char* data_ = nullptr;
  std::size_t size_ = 0;
  char buffer_[25];
};

namespace detail {
std::string join(const StrPart* parts, std::size_t count);
}

/// Makes a string of its arguments: strings, characters, integers, bools and floating-point
/// numbers, one after the other.
///
///     str("Running (", percent, "/100%)")
///
/// Numbers read as in JavaScript: the shortest text that reads back as the same number, so
/// `str(0.1)` is "0.1", `str(100000.0)` "100000" and `str(1e21)` "1e+21". The code for
/// floating-point text is linked only into programs that use it.
template <class... Parts>
[[nodiscard]] std::string str(const Parts&... parts) {
  if constexpr (sizeof...(parts) == 0) {
    return {};
  } else {
    const StrPart list[] = {parts...};
    return detail::join(list, sizeof...(parts));
  }
}

}  // namespace coracle
