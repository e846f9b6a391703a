// Multipart streams that nobody would send. What comes out must not depend on how the bytes came in
// pieces.
//
// The first byte is the size of the pieces, the second chooses the boundary.
#include <coracle/net/multipart.hpp>
#include <cstdlib>
#include <string>

namespace {

/// All that came out, in one text.
std::string parse(std::span<const std::uint8_t> message, std::size_t size,
                  std::string_view boundary) {
  coracle::MultipartParser parser(boundary, 4096);
  std::string text;
  const auto take = [&] {
    while (const std::optional<coracle::BodyPart> part = parser.next()) {
      for (const auto& [name, value] : part->headers) text += name + ":" + value + "\n";
      text += part->body.text();
      text += "|";
    }
  };
  while (!message.empty()) {
    const std::size_t count = message.size() < size ? message.size() : size;
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
  const std::string pieces = parse(message, 1 + data[0], boundary);
  if (pieces != parse(message, message.size() + 1, boundary)) std::abort();
  return 0;
}
