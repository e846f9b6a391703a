#include <coracle/async/loop.hpp>
#include <coracle/thread/inbox.hpp>
#include <coracle/thread/threads.hpp>
#include <coracle/thread/worker.hpp>

#include "threads/hosted.hpp"

#if defined(__EMSCRIPTEN_PTHREADS__)
#include <emscripten/threading.h>
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

void deliver() { Inbox::get().deliver(); }

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
    coracle_threads_started(hosted->thread, &deliver);
    return {};
  }

  void finished(Worker& worker) override { delete static_cast<Hosted*>(worker.port_data); }

  bool end(Worker& worker) override {
    auto* const hosted = static_cast<Hosted*>(worker.port_data);
    {
      // It is in neither lock now, and will not get into one any more.
      const std::lock_guard inbox(Inbox::get().lock());
      const std::lock_guard heap(Hosted::heap_lock);
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
        "its page with the headers Cross-Origin-Opener-Policy: same-origin and "
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

namespace coracle {

Threads& default_threads() {
  static browser::BrowserThreads threads;
  return threads;
}

#if defined(__EMSCRIPTEN_PTHREADS__)

void ThreadLock::lock() noexcept {
  while (__atomic_exchange_n(&state_, 1, __ATOMIC_ACQUIRE)) {
    while (__atomic_load_n(&state_, __ATOMIC_RELAXED)) {
    }
  }
  browser::Hosted* const self = browser::Hosted::current;
  if (!self || !self->is_ended.load(std::memory_order_relaxed)) return;
  unlock();
  browser::Hosted::sleep_for_ever();
}

void ThreadLock::unlock() noexcept { __atomic_store_n(&state_, 0, __ATOMIC_RELEASE); }

#else

void ThreadLock::lock() noexcept {}
void ThreadLock::unlock() noexcept {}

#endif

}  // namespace coracle
