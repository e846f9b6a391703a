#pragma once

#include <coracle/base/bytes.hpp>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace png {

// The most significant byte first.
inline std::string number(std::uint32_t value) {
  std::string bytes;
  for (int shift = 24; shift >= 0; shift -= 8) bytes += static_cast<char>(value >> shift);
  return bytes;
}

inline std::uint32_t checksum(std::string_view bytes) {
  std::uint32_t sum = 0xffffffff;
  for (const char byte : bytes) {
    sum ^= static_cast<std::uint8_t>(byte);
    for (int bit = 0; bit < 8; ++bit) sum = sum >> 1 ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return ~sum;
}

inline std::string chunk(std::string_view name, std::string_view content) {
  const std::string body = std::string(name) + std::string(content);
  return number(static_cast<std::uint32_t>(content.size())) + body + number(checksum(body));
}

// The lines in zlib's format: one block for each, not compressed.
inline std::string stored(int width, int height, std::span<const std::uint8_t> pixels) {
  std::string data = "\x78\x01";
  std::uint32_t a = 1;
  std::uint32_t b = 0;
  for (int y = 0; y < height; ++y) {
    data += static_cast<char>(y + 1 == height);
    for (const int size : {width + 1, ~(width + 1)}) {
      data += static_cast<char>(size);
      data += static_cast<char>(size >> 8);
    }
    data += '\0';  // no filter
    b = (b + a) % 65521;
    for (const std::uint8_t pixel : pixels.subspan(y * width, width)) {
      data += static_cast<char>(pixel);
      a = (a + pixel) % 65521;
      b = (b + a) % 65521;
    }
  }
  return data + number(b << 16 | a);
}

}  // namespace png

/// An image in 256 colours as a PNG: quick to make, for it goes no further than the page. `palette`
/// has red, green and blue of each colour.
inline coracle::Bytes write_png(int width, int height, std::span<const std::uint8_t> pixels,
                                std::string_view palette) {
  std::string header = png::number(width) + png::number(height);
  for (const int byte : {8, 3, 0, 0, 0}) header += static_cast<char>(byte);
  return coracle::Bytes(std::string_view(
      "\x89PNG\r\n\x1a\n" + png::chunk("IHDR", header) + png::chunk("PLTE", palette) +
      png::chunk("IDAT", png::stored(width, height, pixels)) + png::chunk("IEND", {})));
}
