// Streams of events that nobody would send. What comes out must not depend on how the bytes came in
// pieces.
//
// The first byte is the size of the pieces.
#include <coracle/net/event_stream_parser.hpp>
#include <cstdint>
#include <cstdlib>
#include <string>

namespace {

/// All that came out, in one text.
std::string parse(std::string_view stream, std::size_t size) {
  coracle::EventStreamParser parser(100);
  std::string text;
  while (!stream.empty()) {
    const std::string_view piece = stream.substr(0, size);
    parser.feed(piece);
    stream.remove_prefix(piece.size());
    while (const std::optional<coracle::ServerEvent> event = parser.take()) {
      if (event->id != parser.last_id() && size == 1) std::abort();
      text += event->type + ":" + event->data + "#" + event->id + "|";
    }
  }
  text += parser.last_id();
  text += "," + std::to_string(parser.retry().value_or(coracle::Time(-1)).count());
  return text + std::string(parser.error().message());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 1) return 0;
  const std::string_view stream(reinterpret_cast<const char*>(data) + 1, size - 1);
  const std::string pieces = parse(stream, 1 + data[0]);
  if (pieces != parse(stream, 1) || pieces != parse(stream, stream.size() + 1)) std::abort();
  return 0;
}
