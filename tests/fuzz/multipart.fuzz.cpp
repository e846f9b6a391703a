// Multipart streams that nobody would send. What comes out must not depend on how the bytes came in
// pieces.
//
// The first byte chooses where the pieces end, the second the boundary. The limits are such that a
// short message meets each.
#include <algorithm>
#include <coracle/net/multipart.hpp>
#include <cstdlib>
#include <string>

namespace {

/// All that came out, in one text.
template <class Size>
std::string parse(std::span<const std::uint8_t> message, std::string_view boundary,
                  Size next_size) {
  coracle::MultipartParser parser(boundary, {.preamble = 24, .head = 40, .part = 64, .padding = 4});
  std::string text;
  const auto take = [&] {
    while (const std::optional<coracle::BodyPart> part = parser.next()) {
      for (const auto& [name, value] : part->headers) text += name + ":" + value + "\n";
      text += part->body.text();
      text += "|";
    }
  };
  while (!message.empty()) {
    const std::size_t count = std::min(message.size(), next_size());
    parser.feed(message.first(count));
    take();
    message = message.subspan(count);
  }
  parser.finish();
  take();
  if (!parser.ended() && !parser.error()) std::abort();
  return text + std::string(parser.error().message());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2) return 0;
  const std::span<const std::uint8_t> message(data + 2, size - 2);
  const std::string_view boundary = std::string_view("--x").substr(data[1] % 3);
  std::uint32_t random = data[0];
  const std::string pieces = parse(message, boundary, [&] {
    random = random * 1664525 + 1013904223;
    const std::size_t longest = (random >> 28) == 0 ? 64 : 4;
    return 1 + (random >> 16) % longest;
  });
  if (pieces != parse(message, boundary, [&] { return message.size(); })) std::abort();
  return 0;
}
