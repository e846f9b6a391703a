#include <coracle/base/exceptions.hpp>
#include <coracle/thread/native_threads.hpp>
#include <coracle/thread/worker.hpp>
#include <thread>

namespace coracle {

NativeThreads& NativeThreads::get() {
  // Never destroyed: threads that are left behind may wake it until the very end.
  static NativeThreads& threads = *new NativeThreads();
  return threads;
}

bool NativeThreads::wait(std::chrono::milliseconds limit) {
  std::unique_lock lock(mutex_);
  woken_condition_.wait_for(lock, limit, [this] { return woken_; });
  return std::exchange(woken_, false);
}

Error NativeThreads::start(Worker& worker) {
  Error error;
  guarded([&] { worker.port_data = new std::jthread([&worker] { worker.run(); }); },
          [&](Error reason) {
            error = Error("threads", "no thread could be started").with_cause(std::move(reason));
          });
  return error;
}

// Waits until it has destroyed what is its own, which is all that it has left to do.
void NativeThreads::finished(Worker& worker) {
  delete static_cast<std::jthread*>(worker.port_data);
}

bool NativeThreads::end(Worker&) { return false; }

void NativeThreads::wake() {
  const std::lock_guard guard(mutex_);
  woken_ = true;
  woken_condition_.notify_one();
}

Threads& default_threads() { return NativeThreads::get(); }

}  // namespace coracle
