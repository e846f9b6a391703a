// The heap of programs with threads: Emscripten's, under a lock in which no thread is ever ended.
// In its own it might be, and then nobody would get any memory again.
#include <errno.h>

#include <cstddef>
#include <mutex>

#include "hosted.hpp"

extern "C" {
void* emscripten_builtin_malloc(std::size_t size);
void* emscripten_builtin_calloc(std::size_t count, std::size_t size);
void* emscripten_builtin_realloc(void* memory, std::size_t size);
void* emscripten_builtin_memalign(std::size_t alignment, std::size_t size);
void emscripten_builtin_free(void* memory);
}

namespace {
template <class F>
auto alone(F f) {
  const std::lock_guard guard(coracle::browser::Hosted::heap_lock);
  return f();
}
}  // namespace

extern "C" {

void* malloc(std::size_t size) {
  return alone([&] { return emscripten_builtin_malloc(size); });
}
void* calloc(std::size_t count, std::size_t size) {
  return alone([&] { return emscripten_builtin_calloc(count, size); });
}
void* realloc(void* memory, std::size_t size) {
  return alone([&] { return emscripten_builtin_realloc(memory, size); });
}
void* memalign(std::size_t alignment, std::size_t size) {
  return alone([&] { return emscripten_builtin_memalign(alignment, size); });
}
void* aligned_alloc(std::size_t alignment, std::size_t size) { return memalign(alignment, size); }
int posix_memalign(void** memory, std::size_t alignment, std::size_t size) {
  *memory = memalign(alignment, size);
  return *memory ? 0 : ENOMEM;
}
void free(void* memory) {
  alone([&] { emscripten_builtin_free(memory); });
}

}  // extern "C"
