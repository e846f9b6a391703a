#include <coracle/ui/utf8.hpp>
#include <cstring>

namespace coracle {

namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";

// The length of the valid sequence at the start of `text`, whose first byte is not ASCII;
// 0 if there is none. Surrogates, overlong forms and what is past U+10FFFF are not valid.
std::size_t sequence_length(std::string_view text) {
  const auto byte = [text](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const auto continued = [&](std::size_t i) { return i < text.size() && (byte(i) & 0xC0) == 0x80; };
  const unsigned char lead = byte(0);
  if (lead >= 0xC2 && lead <= 0xDF) return continued(1) ? 2 : 0;
  if (lead >= 0xE0 && lead <= 0xEF) {
    if (!continued(1) || !continued(2)) return 0;
    if (lead == 0xE0 && byte(1) < 0xA0) return 0;
    if (lead == 0xED && byte(1) > 0x9F) return 0;
    return 3;
  }
  if (lead >= 0xF0 && lead <= 0xF4) {
    if (!continued(1) || !continued(2) || !continued(3)) return 0;
    if (lead == 0xF0 && byte(1) < 0x90) return 0;
    if (lead == 0xF4 && byte(1) > 0x8F) return 0;
    return 4;
  }
  return 0;
}

std::size_t ascii_prefix(std::string_view text) {
  std::size_t i = 0;
  while (i + 8 <= text.size()) {
    std::uint64_t block;
    std::memcpy(&block, text.data() + i, 8);
    if ((block & 0x8080808080808080U) != 0) break;
    i += 8;
  }
  while (i < text.size() && static_cast<unsigned char>(text[i]) < 0x80) ++i;
  return i;
}

}  // namespace

std::uint32_t append_utf8(std::string& out, std::string_view text) {
  std::uint32_t units = 0;
  while (!text.empty()) {
    const std::size_t plain = ascii_prefix(text);
    out.append(text.data(), plain);
    units += static_cast<std::uint32_t>(plain);
    text.remove_prefix(plain);
    if (text.empty()) break;
    const std::size_t length = sequence_length(text);
    if (length == 0) {
      out.append(replacement);
      units += 1;
      text.remove_prefix(1);
    } else {
      out.append(text.data(), length);
      units += length == 4 ? 2 : 1;
      text.remove_prefix(length);
    }
  }
  return units;
}

}  // namespace coracle
