#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>

namespace coracle {

/// An immutable block of bytes. Copying the handle shares the block, so passing bytes from a
/// response to a view to the page copies nothing.
///
///     Bytes image = response.bytes();
///     Bytes greeting("hello");
///
/// A `Bytes` is one pointer wide. The bytes stay where they are as long as a handle lives. Threads
/// may share them.
class Bytes {
 public:
  Bytes() noexcept = default;
  explicit Bytes(std::span<const std::uint8_t> bytes);
  explicit Bytes(std::string_view text);

  /// Makes a block of `size` bytes, lets `fill(std::span<std::uint8_t>)` write it once.
  template <class Fill>
  static Bytes filled(std::size_t size, Fill&& fill) {
    Bytes bytes(size);
    std::forward<Fill>(fill)(std::span<std::uint8_t>(bytes.begin_of_block(), size));
    return bytes;
  }

  const std::uint8_t* data() const noexcept { return block_ ? begin_of_block() : nullptr; }
  std::size_t size() const noexcept { return block_ ? block_->size : 0; }
  bool empty() const noexcept { return size() == 0; }
  std::span<const std::uint8_t> span() const noexcept { return {data(), size()}; }
  /// The same bytes read as UTF-8; lives no longer than the block.
  std::string_view text() const noexcept { return {reinterpret_cast<const char*>(data()), size()}; }

  Bytes(const Bytes& other) noexcept : block_(other.block_) {
    if (block_) block_->count.fetch_add(1, std::memory_order_relaxed);
  }
  Bytes(Bytes&& other) noexcept : block_(std::exchange(other.block_, nullptr)) {}
  Bytes& operator=(Bytes other) noexcept {
    std::swap(block_, other.block_);
    return *this;
  }
  ~Bytes() {
    if (block_ && block_->count.fetch_sub(1, std::memory_order_acq_rel) == 1) free_block(block_);
  }

  friend bool operator==(const Bytes& a, const Bytes& b) noexcept {
    return a.block_ == b.block_ || a.text() == b.text();
  }

 private:
  struct Block {
    std::size_t size;
    std::atomic<std::size_t> count;
  };

  explicit Bytes(std::size_t size);
  static void free_block(Block* block) noexcept;
  std::uint8_t* begin_of_block() const noexcept {
    return reinterpret_cast<std::uint8_t*>(block_ + 1);
  }

  Block* block_ = nullptr;
};

}  // namespace coracle
