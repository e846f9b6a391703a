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
///     for (loop.run_ready(); Worker::live() > 0; loop.run_ready()) {
///       NativeThreads::get().wait(10ms);
///       loop.run_timers();
///       Inbox::get().deliver();
///     }
class NativeThreads final : public Threads {
 public:
  static NativeThreads& get();

  /// Blocks until there is something to deliver, for a time at most: until the loop's next timer,
  /// for one. False if there is nothing.
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
