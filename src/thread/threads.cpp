#include <atomic>
#include <coracle/thread/threads.hpp>

namespace coracle {

namespace {
constinit std::atomic<Threads*> installed = nullptr;
}

Threads& Threads::current() {
  Threads* const threads = installed.load(std::memory_order_acquire);
  return threads ? *threads : default_threads();
}

Threads* Threads::install(Threads* threads) { return installed.exchange(threads); }

}  // namespace coracle
