#pragma once

#include <coracle/async/loop.hpp>
#include <coracle/async/scope.hpp>
#include <coracle/async/wait_list.hpp>
#include <coracle/base/error.hpp>
#include <coracle/thread/inbox.hpp>
#include <cstddef>
#include <memory>
#include <stop_token>

namespace coracle {

/// How long a thread has to come to its end after it was asked to, unless told otherwise.
inline constexpr Time worker_grace{1000};

/// One call on a thread of its own, as the page and the port see it. `on_thread` is built on it;
/// programs use that.
///
/// It belongs to the page's thread, which deletes it once the call has come to its end; in between
/// the other thread touches nothing of it but `run`.
class Worker : private Letter {
 public:
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;

  /// For the port, on the worker's thread.
  void run() noexcept;
  /// For the port, in place of `run`: the thread, which `start` has promised, will never be.
  void fail_to_run(Error error);
  /// For the port: whether the worker has come to its end, and touches nothing of the page any
  /// more. On the page's thread, under the inbox's lock.
  bool has_ended() const noexcept { return is_posted(); }
  /// What the port remembers of it; null at first.
  void* port_data = nullptr;

  /// How many there are that have not come to their end, those left behind included.
  static std::size_t live() noexcept;
  /// For the port, when the program ends, and with it the loop: whoever was asked to stop is told
  /// of no more. Gives how long all of them together have left.
  static Time dismiss_all();

  class Wait;

 protected:
  explicit Worker(Time grace) noexcept;
  virtual ~Worker();
  /// Calls the function, and keeps its outcome.
  virtual void call(std::stop_token stop) noexcept = 0;
  /// The error that it came to, if it did.
  virtual Error take_error() = 0;

 private:
  class Farewell;
  void deliver() override;
  void come_to_an_end(Error error);
  void abandon();

  const Time grace_;
  std::stop_source stop_;
  Wait* wait_ = nullptr;
  std::unique_ptr<Farewell> farewell_;
};

/// The wait for a worker, which starts it. Destroying it asks the worker to stop, without waiting;
/// what waits is the scope of the run that is being destroyed, until the worker has come to its end
/// or its grace period is over.
class Worker::Wait : public Waiter {
 public:
  explicit Wait(Worker* worker) noexcept : worker_(worker) {}
  Wait(const Wait&) = delete;
  ~Wait();

  bool await_ready() const noexcept { return false; }
  template <class Promise>
  void await_suspend(std::coroutine_handle<Promise> awaiting) {
    begin(awaiting.promise());
  }

 protected:
  Worker& worker() const noexcept { return *worker_; }

 private:
  friend class Worker;
  void begin(Frame& awaiting);
  Worker* worker_;
  bool running_ = false;
};

}  // namespace coracle
