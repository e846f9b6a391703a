#pragma once

#include <cstddef>
#include <new>
#include <utility>

namespace coracle::reactive {

/// Memory for the nodes and links of the graph: small blocks of equal size, cut one after the other
/// out of large chunks and kept in a free list per size when they come back.
///
/// Nodes made together lie together, and making or freeing one is a handful of instructions. Chunks
/// are never given back: a program keeps what its largest graph needed. Under AddressSanitizer
/// every block is an allocation of its own, so that a use after free is found.
namespace pool {

inline constexpr std::size_t granule = sizeof(void*);
inline constexpr std::size_t largest = 64 * granule;

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define CORACLE_POOL_BYPASSED 1
#endif
#endif

struct FreeBlock {
  FreeBlock* next;
};

extern constinit FreeBlock* free_blocks[largest / granule + 1];

/// A new block from the current chunk, or from a new one.
void* cut(std::size_t granules);

template <std::size_t size>
inline void* take() {
#if !defined(CORACLE_POOL_BYPASSED)
  if constexpr (size <= largest) {
    constexpr std::size_t granules = (size + granule - 1) / granule;
    FreeBlock* block = free_blocks[granules];
    if (!block) return cut(granules);
    free_blocks[granules] = block->next;
    return block;
  }
#endif
  return ::operator new(size);
}

template <std::size_t size>
inline void give(void* memory) noexcept {
#if !defined(CORACLE_POOL_BYPASSED)
  if constexpr (size <= largest) {
    constexpr std::size_t granules = (size + granule - 1) / granule;
    free_blocks[granules] = ::new (memory) FreeBlock{free_blocks[granules]};
    return;
  }
#endif
  ::operator delete(memory);
}

/// Makes an object in a block of the pool; `destroy` ends it.
template <class T, class... Args>
T* make(Args&&... args) {
  static_assert(alignof(T) <= 8, "the pool aligns to 8 bytes: keep such a value behind a pointer");
  return ::new (take<sizeof(T)>()) T(std::forward<Args>(args)...);
}

template <class T>
void destroy(T& object) noexcept {
  object.~T();
  give<sizeof(T)>(&object);
}

}  // namespace pool
}  // namespace coracle::reactive
