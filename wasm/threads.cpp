#include <coracle/async/loop.hpp>
#include <coracle/thread/inbox.hpp>
#include <coracle/thread/threads.hpp>
#include <coracle/thread/worker.hpp>

#include "threads/hosted.hpp"

#if defined(__EMSCRIPTEN_PTHREADS__)
#include <emscripten/emscripten.h>
#include <emscripten/threading.h>

#include <algorithm>
#endif

namespace coracle::browser {

namespace {

// For what the page's thread tells itself.
struct Delivery : ReadyNode {
  Delivery() : ReadyNode([](ReadyNode&) { Inbox::get().deliver(); }, true) {}
};

void deliver_later() {
  static Delivery delivery;
  Loop::post(delivery);
}

}  // namespace

#if defined(__EMSCRIPTEN_PTHREADS__)

namespace {

void* run(void* argument) {
  auto* const hosted = static_cast<Hosted*>(argument);
  Hosted::current = hosted;
  hosted->worker.run();
  // The page may have forgotten it by now, while the thread still destroys what is its own.
  Hosted::current = nullptr;
  return nullptr;
}

class BrowserThreads final : public Threads {
 public:
  Error start(Worker& worker) override {
    auto* const hosted = new Hosted(worker);
    worker.port_data = hosted;
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
    const int failure = pthread_create(&hosted->thread, &attributes, &browser::run, hosted);
    pthread_attr_destroy(&attributes);
    if (failure) {
      delete hosted;
      return Error("threads",
                   "the browser starts no thread: there may be too many, or no memory left");
    }
    coracle_threads_started(hosted->thread, hosted);
    return {};
  }

  void finished(Worker& worker) override { delete static_cast<Hosted*>(worker.port_data); }

  bool end(Worker& worker) override {
    auto* const hosted = static_cast<Hosted*>(worker.port_data);
    {
      // It is in neither lock now, and will not get into one any more.
      const std::lock_guard inbox(Inbox::get().lock());
      const std::lock_guard heap(Hosted::heap_lock);
      // It may still destroy what is its own, which uses the heap.
      if (worker.has_ended()) return false;
      hosted->is_ended.store(true, std::memory_order_relaxed);
    }
    coracle_threads_end(hosted->thread);
    // What it has posted may lack its wake, for nobody hears of the thread any more.
    deliver_later();
    return true;
  }

  void wake() override {
    if (emscripten_is_main_runtime_thread()) {
      deliver_later();
    } else {
      coracle_threads_wake();
    }
  }
};

}  // namespace

#else

namespace {

class NoThreads final : public Threads {
 public:
  Error start(Worker&) override {
    return Error(
        "threads",
        "no thread can be started: build the program with coracle_add_app(… THREADS), and serve "
        "its page and its scripts with the headers Cross-Origin-Opener-Policy: same-origin and "
        "Cross-Origin-Embedder-Policy: require-corp; where no header can be set, Coracle's "
        "service worker isolation.js does it");
  }
  void finished(Worker&) override {}
  bool end(Worker&) override { return false; }
  void wake() override { deliver_later(); }
};
using BrowserThreads = NoThreads;

}  // namespace

#endif

}  // namespace coracle::browser

#if defined(__EMSCRIPTEN_PTHREADS__)

// What the glue and web/host/app.ts call.
extern "C" {

EMSCRIPTEN_KEEPALIVE void coracle_threads_deliver() { coracle::Inbox::get().deliver(); }

EMSCRIPTEN_KEEPALIVE void coracle_threads_lost(void* hosted) {
  static_cast<coracle::browser::Hosted*>(hosted)->worker.fail_to_run(
      coracle::Error("threads",
                     "the script of a thread cannot be loaded: it has to be served with the header "
                     "Cross-Origin-Embedder-Policy: require-corp too, as its page is"));
}

/// How long those have left that were asked to stop, in milliseconds; others have as long as is
/// usual.
EMSCRIPTEN_KEEPALIVE double coracle_threads_dismiss() {
  return std::max(coracle::worker_grace, coracle::Worker::dismiss_all()).count();
}

}  // extern "C"

#endif

namespace coracle {

Threads& default_threads() {
  static browser::BrowserThreads threads;
  return threads;
}

#if defined(__EMSCRIPTEN_PTHREADS__)

namespace {

enum State : int { unlocked, locked, contended };

// For a moment everybody spins, and the page's thread, which must not sleep, as long as it takes.
// The others sleep then. They look again by themselves: the notice may have gone to a thread that
// was ended with it.
void lock_contended(int& state) noexcept {
  constexpr std::int64_t nanoseconds = 5'000'000;
  const bool may_sleep = !emscripten_is_main_runtime_thread();
  for (int spins = 0; !may_sleep || spins < 1000; ++spins) {
    int expected = unlocked;
    if (__atomic_load_n(&state, __ATOMIC_RELAXED) == unlocked &&
        __atomic_compare_exchange_n(&state, &expected, locked, false, __ATOMIC_ACQUIRE,
                                    __ATOMIC_RELAXED)) {
      return;
    }
  }
  while (__atomic_exchange_n(&state, contended, __ATOMIC_ACQUIRE) != unlocked) {
    __builtin_wasm_memory_atomic_wait32(&state, contended, nanoseconds);
  }
}

}  // namespace

void ThreadLock::lock() noexcept {
  int expected = unlocked;
  if (!__atomic_compare_exchange_n(&state_, &expected, locked, false, __ATOMIC_ACQUIRE,
                                   __ATOMIC_RELAXED)) {
    lock_contended(state_);
  }
  browser::Hosted* const self = browser::Hosted::current;
  if (!self || !self->is_ended.load(std::memory_order_relaxed)) return;
  unlock();
  browser::Hosted::sleep_for_ever();
}

void ThreadLock::unlock() noexcept {
  if (__atomic_exchange_n(&state_, unlocked, __ATOMIC_RELEASE) == contended) {
    __builtin_wasm_memory_atomic_notify(&state_, 1);
  }
}

#else

void ThreadLock::lock() noexcept {}
void ThreadLock::unlock() noexcept {}

#endif

}  // namespace coracle
