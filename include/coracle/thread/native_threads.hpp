#pragma once

#include <chrono>
#include <condition_variable>
#include <coracle/thread/threads.hpp>
#include <mutex>

namespace coracle {

/// The threads of native programs, each a `std::jthread`. They cannot be ended from outside.
///
/// The page's thread is the one that runs the loop. It hears of the others when it asks:
///
///     while (NativeThreads::get().wait(1s)) {
///       Inbox::get().deliver();
///       loop.run_ready();
///     }
class NativeThreads final : public Threads {
 public:
  static NativeThreads& get();

  /// Blocks until there is something to deliver, for a time at most; false if there is nothing.
  bool wait(std::chrono::milliseconds limit);

  Error start(Worker& worker) override;
  void finished(Worker& worker) override;
  bool end(Worker& worker) override;
  void wake() override;

 private:
  NativeThreads() = default;

  std::mutex mutex_;
  std::condition_variable woken_condition_;
  bool woken_ = false;
};

}  // namespace coracle
