#pragma once

#include <coracle/async/strand.hpp>
#include <coracle/async/wait_list.hpp>
#include <coracle/base/ref.hpp>
#include <coroutine>
#include <string>
#include <utility>

// What a `Lock` refers to, and what those need who act when one is released: the page.

namespace coracle {

/// Something that waits for a lock to be released: is told so once, and then deleted.
class AtRelease {
 public:
  /// The owner tells its own from others'.
  explicit AtRelease(const void* owner) noexcept : owner_(owner) {}
  AtRelease(const AtRelease&) = delete;
  AtRelease& operator=(const AtRelease&) = delete;
  virtual ~AtRelease() = default;

 private:
  friend class LockState;
  /// The lock is free, or on its way to the next.
  virtual void released() = 0;

  const void* owner_;
  AtRelease* next_ = nullptr;
};

/// Who holds a lock, and the line of those who wait for it.
class LockState final : public RefCounted {
 public:
  explicit LockState(std::string name) noexcept : name_(std::move(name)) {}
  ~LockState() override;

  const std::string& name() const noexcept { return name_; }
  bool is_held() const noexcept { return held_; }
  void unlock();
  /// The run whose code is on the native stack holds it from now on.
  void hold_here() noexcept;

  /// The lock under which the code on the native stack runs; null if there is none.
  static LockState* writing() noexcept;
  /// What the owner has added to a held lock and was not called yet, or null.
  AtRelease* at_release(const void* owner) const noexcept;
  /// Takes what is called at the next release.
  void add(AtRelease* at_release) noexcept;

  /// The run, or branch of one, that holds it. Null where a permit has outlived its run.
  const Strand* holder() const noexcept { return holder_; }

  class Wait;

 private:
  friend class Branch;
  friend class Strand;
  void give(Strand& strand) noexcept;
  void hold(Strand* strand) noexcept;
  void forget_holder() noexcept;
  void hand_to(Strand& heir);
  bool would_wait_for_ever(const Strand& seeker) const;
  static bool is_part_of(const Strand& part, const Strand& whole) noexcept;
  static const Strand* who_needs(const Strand& strand) noexcept;
  Error deadlock() const;
  void call_released();

  std::string name_;
  WaitList waiting_;
  Strand* holder_ = nullptr;
  LockState* next_of_holder_ = nullptr;
  AtRelease* at_release_ = nullptr;
  bool held_ = false;
};

/// A place in the line. Once it was given the lock it holds that, until `take`.
class LockState::Wait : public Waiter {
 public:
  explicit Wait(Ref<LockState> lock) noexcept : lock_(std::move(lock)) {}
  Wait(Wait&&) noexcept = default;
  ~Wait() {
    if (given_) lock_->unlock();
  }

  // A body always begins from the loop's queue, where the page is painted before it writes.
  bool await_ready() const noexcept { return false; }
  template <class Promise>
  void await_suspend(std::coroutine_handle<Promise> awaiting) {
    begin(awaiting.promise());
  }

 protected:
  Ref<LockState> take() noexcept {
    given_ = false;
    return std::move(lock_);
  }

 private:
  friend class LockState;
  void begin(Frame& awaiting);
  static std::string describe(const Waiter& waiter);

  Ref<LockState> lock_;
  Strand* run_ = nullptr;
  bool given_ = false;
};

}  // namespace coracle
