#pragma once

#include <coracle/async/wait_list.hpp>
#include <coracle/base/ref.hpp>
#include <coroutine>
#include <cstddef>
#include <utility>

namespace coracle {

/// The permits that are left, and the line of those who wait for one.
class SemaphoreState final : public RefCounted {
 public:
  explicit SemaphoreState(std::size_t permits) noexcept : free_(permits) {}

  bool try_take() noexcept {
    if (free_ == 0) return false;
    --free_;
    return true;
  }
  /// Gives permits to those who wait longest; what is left is free.
  void give(std::size_t count);

  std::size_t free_permits() const noexcept { return free_; }

  class Wait;

 private:
  std::size_t free_;
  WaitList waiting_;  // empty while a permit is free
};

/// A place in the line. Once it was granted a permit it owns that, until `take`.
class SemaphoreState::Wait : public Waiter {
 public:
  explicit Wait(Ref<SemaphoreState> state) noexcept : state_(std::move(state)) {}
  Wait(Wait&&) noexcept = default;
  ~Wait() {
    if (granted_) state_->give(1);
  }

  bool await_ready() noexcept { return granted_ = state_->try_take(); }
  template <class Promise>
  void await_suspend(std::coroutine_handle<Promise> awaiting) noexcept {
    suspend(awaiting.promise(), "a permit of a semaphore");
    state_->waiting_.add(*this);
  }

 protected:
  Ref<SemaphoreState> take() noexcept {
    granted_ = false;
    return std::move(state_);
  }

 private:
  friend class SemaphoreState;
  Ref<SemaphoreState> state_;
  bool granted_ = false;
};

/// Lets so many in at once, and the others wait in line.
///
///     Semaphore downloads(3);
///     Task<Bytes> load(Semaphore downloads, std::string url) {
///       const auto permit = co_await downloads.acquire();  // until the end of the block
///       co_return (co_await fetch(url)).bytes();
///     }
///
/// Copies refer to the same semaphore. Permits are given in order of arrival, one by one, and
/// nobody overtakes those who wait. Who holds a permit may acquire another, and waits for ever if
/// that never comes; to let one in at a time, and to be told of such a mistake, use `Lock`.
///
/// Cancellation: who is cancelled leaves the line, and a permit that was granted to it but not
/// yet taken goes to the next. A permit that is destroyed, with the coroutine that holds it for
/// instance, is free again.
///
/// Semantics: asyncio's and Trio's semaphores.
class Semaphore {
 public:
  /// Without any permits to begin with, those who wait do so until `release`.
  explicit Semaphore(std::size_t permits) : state_(make_ref<SemaphoreState>(permits)) {}

  class Permit;
  class Acquire;

  /// `co_await semaphore.acquire()` gives a `Permit`, at once where one is free.
  [[nodiscard]] Acquire acquire() const noexcept;
  /// A permit if one is free, else an empty one, which is false.
  [[nodiscard]] Permit try_acquire() const noexcept;
  /// Adds permits to those that there are: for counting what one run makes and others take. Who
  /// has a `Permit` gives it back by destroying it instead.
  void release(std::size_t count = 1) const { state_->give(count); }
  /// How many permits are free.
  std::size_t available() const noexcept { return state_->free_permits(); }

 private:
  Ref<SemaphoreState> state_;
};

/// The right to be inside; given back when it is destroyed. It may be moved, and handed on to
/// other runs, and may outlive the semaphore.
class [[nodiscard]] Semaphore::Permit {
 public:
  Permit() noexcept = default;
  explicit Permit(Ref<SemaphoreState> state) noexcept : state_(std::move(state)) {}
  Permit(Permit&& other) noexcept = default;
  Permit& operator=(Permit&& other) noexcept {
    if (this != &other) {
      release();
      state_ = std::move(other.state_);
    }
    return *this;
  }
  ~Permit() { release(); }

  /// False for one that was released or moved from.
  explicit operator bool() const noexcept { return static_cast<bool>(state_); }
  /// Gives it back before the end; harmless a second time.
  void release() {
    if (const Ref<SemaphoreState> state = std::exchange(state_, {})) state->give(1);
  }

 private:
  Ref<SemaphoreState> state_;
};

class [[nodiscard]] Semaphore::Acquire : public SemaphoreState::Wait {
 public:
  using Wait::Wait;
  Permit await_resume() noexcept { return Permit(take()); }
};

inline Semaphore::Acquire Semaphore::acquire() const noexcept { return Acquire(state_); }
inline Semaphore::Permit Semaphore::try_acquire() const noexcept {
  return state_->try_take() ? Permit(state_) : Permit();
}

}  // namespace coracle
