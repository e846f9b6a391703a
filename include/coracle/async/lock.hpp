#pragma once

#include <coracle/async/lock_state.hpp>
#include <coroutine>
#include <string>
#include <utility>

namespace coracle {

/// Lets one in at a time, across suspensions, and the others wait in line.
///
///     Lock document("document");
///     Task<> save(Lock document, Text text) {
///       const auto permit = co_await document.acquire();  // until the end of the block
///       co_await post(url, text.value());
///       text.value = "saved";
///     }
///
/// Copies refer to the same lock. It is given in order of arrival; who is given it begins from the
/// loop's queue. See `with_lock` for functions that hold a lock as long as they run.
///
/// What who holds a lock writes appears in the page together, when the lock is released, however
/// often it waits in between. Everything else is painted meanwhile.
///
/// Errors: who waits for a lock that it holds itself, or that somebody holds who waits for it,
/// would wait for ever: that fails with code "deadlock", and the message names the lock. A branch
/// of `all`, `any` and the like counts as part of who waits for it.
///
/// Cancellation: who is cancelled leaves the line, and a lock that was given to it but not yet
/// taken goes to the next. A permit that is destroyed, with the coroutine that holds it for
/// instance, releases the lock.
///
/// Semantics: asyncio's and Trio's locks; in the page, Panel's `with_lock`.
class Lock {
 public:
  /// The name is for messages.
  explicit Lock(std::string name = "unnamed") : state_(make_ref<LockState>(std::move(name))) {}

  class Permit;
  class Acquire;

  /// `co_await lock.acquire()` gives a `Permit`.
  [[nodiscard]] Acquire acquire() const noexcept;
  bool is_held() const noexcept { return state_->is_held(); }
  const std::string& name() const noexcept { return state_->name(); }

  /// True while code of a run that holds a lock, or of a branch that it waits for, is on the
  /// native stack.
  static bool is_writing() noexcept { return Strand::any_locked() && LockState::writing(); }

 private:
  Ref<LockState> state_;
};

/// The right to be inside; the lock is released when it is destroyed. It may be moved, and handed
/// on to another run, which holds the lock from the moment when code of it moves the permit. It may
/// outlive the `Lock`.
class [[nodiscard]] Lock::Permit {
 public:
  Permit() noexcept = default;
  explicit Permit(Ref<LockState> state) noexcept : state_(std::move(state)) {}
  Permit(Permit&& other) noexcept : state_(std::move(other.state_)) { moved(); }
  Permit& operator=(Permit&& other) noexcept {
    if (this != &other) {
      release();
      state_ = std::move(other.state_);
      moved();
    }
    return *this;
  }
  ~Permit() { release(); }

  /// False for one that was released or moved from.
  explicit operator bool() const noexcept { return static_cast<bool>(state_); }
  /// Releases the lock before the end; harmless a second time.
  void release() {
    if (const Ref<LockState> state = std::exchange(state_, {})) state->unlock();
  }

 private:
  void moved() noexcept {
    if (state_) state_->hold_here();
  }
  Ref<LockState> state_;
};

class [[nodiscard]] Lock::Acquire : public LockState::Wait {
 public:
  using Wait::Wait;
  Permit await_resume() noexcept { return Permit(take()); }
};

inline Lock::Acquire Lock::acquire() const noexcept { return Acquire(state_); }

/// The lock of `with_lock(f)`: one for the program.
const Lock& program_lock();

}  // namespace coracle
