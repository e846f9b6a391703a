#include <emscripten/emscripten.h>

#include <coracle/ui/module.hpp>
#include <utility>

// Only in programs that show ES modules: web/tools/bundle-app.mjs goes by the export.

namespace {

std::vector<coracle::Bytes>& message_bytes() {
  static auto& bytes = *new std::vector<coracle::Bytes>();
  return bytes;
}

}  // namespace

std::vector<coracle::Bytes> coracle::take_message_bytes() {
  return std::exchange(message_bytes(), {});
}

extern "C" {

/// Room for bytes that go with the next event; the page fills it before that.
EMSCRIPTEN_KEEPALIVE std::uint8_t* coracle_message_bytes(std::uint32_t size) {
  std::uint8_t* room = nullptr;
  const auto find_room = [&](std::span<std::uint8_t> block) { room = block.data(); };
  message_bytes().push_back(coracle::Bytes::filled(size, find_room));
  return room;
}

}  // extern "C"
