#include <coracle/reactive/pool.hpp>
#include <cstdint>

namespace coracle::reactive::pool {

constinit FreeBlock* free_blocks[largest / granule + 1] = {};

namespace {

constexpr std::size_t first_chunk = std::size_t{4} * 1024;
constexpr std::size_t largest_chunk = std::size_t{256} * 1024;

constinit char* chunk_position = nullptr;
constinit char* chunk_end = nullptr;
constinit std::size_t next_chunk = first_chunk;

}  // namespace

void* cut(std::size_t granules) {
  const std::size_t size = granules * granule;
  // Only types of a size that is a multiple of 8 can ask for an alignment of 8.
  const bool misplaced = size % 8 == 0 && reinterpret_cast<std::uintptr_t>(chunk_position) % 8 != 0;
  char* block = misplaced ? chunk_position + granule : chunk_position;
  if (static_cast<std::size_t>(chunk_end - chunk_position) < size + (misplaced ? granule : 0)) {
    block = static_cast<char*>(::operator new(next_chunk));
    chunk_end = block + next_chunk;
    if (next_chunk < largest_chunk) next_chunk *= 2;
  }
  chunk_position = block + size;
  return block;
}

}  // namespace coracle::reactive::pool
