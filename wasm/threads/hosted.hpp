#pragma once

#if defined(__EMSCRIPTEN_PTHREADS__)

#include <pthread.h>

#include <atomic>
#include <coracle/thread/thread_lock.hpp>
#include <coracle/thread/worker.hpp>

// What the glue's side of the port does: wasm/library/threads.js.
extern "C" {
void coracle_threads_started(pthread_t thread, void* hosted);
void coracle_threads_end(pthread_t thread);
void coracle_threads_wake();
}

namespace coracle::browser {

/// A worker and the thread that hosts it.
struct Hosted {
  explicit Hosted(Worker& worker) : worker(worker) {}

  Worker& worker;
  pthread_t thread{};
  /// Set under all locks: who finds it set in one of them stays where he is.
  std::atomic<bool> is_ended = false;

  /// Null on the page's thread, and on one whose worker has come to its end: nobody ends that.
  static inline thread_local constinit Hosted* current = nullptr;
  /// Taken around every use of the heap, which a thread must not be ended in.
  static inline constinit ThreadLock heap_lock;

  [[noreturn]] static void sleep_for_ever() noexcept {
    static int never = 0;
    for (;;) __builtin_wasm_memory_atomic_wait32(&never, 0, -1);
  }
};

}  // namespace coracle::browser

#endif
