#pragma once

#if !defined(__wasm__)
#include <mutex>
#endif

namespace coracle {

/// Keeps threads apart: a mutex, for `std::lock_guard` and few instructions.
///
/// In a browser a thread can be ended where it stands. It is never ended in here, so nobody waits
/// for ever for what it held. In a build without threads it is nothing.
class ThreadLock {
 public:
  constexpr ThreadLock() noexcept = default;
  ThreadLock(const ThreadLock&) = delete;
  ThreadLock& operator=(const ThreadLock&) = delete;

#if defined(__wasm__)
  // Defined by what the program runs in, see wasm/threads.cpp.
  void lock() noexcept;
  void unlock() noexcept;

 private:
  [[maybe_unused]] int state_ = 0;
#else
  void lock() { mutex_.lock(); }
  void unlock() { mutex_.unlock(); }

 private:
  std::mutex mutex_;
#endif
};

}  // namespace coracle
