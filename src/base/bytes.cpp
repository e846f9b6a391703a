#include <algorithm>
#include <coracle/base/bytes.hpp>
#include <cstring>
#include <new>

namespace coracle {

Bytes::Bytes(std::size_t size) {
  if (size == 0) return;
  // Beyond the largest size there is it must not begin anew at a small one.
  const std::size_t most = static_cast<std::size_t>(-1) - sizeof(Block);
  block_ = ::new (::operator new(sizeof(Block) + std::min(size, most))) Block{size, 1};
}

Bytes::Bytes(std::span<const std::uint8_t> bytes) : Bytes(bytes.size()) {
  if (block_) std::memcpy(begin_of_block(), bytes.data(), bytes.size());
}

Bytes::Bytes(std::string_view text)
    : Bytes(std::span(reinterpret_cast<const std::uint8_t*>(text.data()), text.size())) {}

void Bytes::free_block(Block* block) noexcept { ::operator delete(block); }

}  // namespace coracle
