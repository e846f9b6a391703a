#pragma once

#include <coracle/thread/thread_lock.hpp>
#include <mutex>
#include <utility>

namespace coracle {

/// Something that a thread tells the page's: a base class. It belongs to who posts it until it is
/// posted, and then to the page's thread.
class Letter {
 public:
  /// `shares_commit`: what it changes is shown together with what its neighbours of that kind
  /// change.
  explicit Letter(bool shares_commit = false) noexcept : shares_commit_(shares_commit) {}
  Letter(const Letter&) = delete;
  Letter& operator=(const Letter&) = delete;

 protected:
  ~Letter() = default;
  /// On the page's thread, outside of everything. The letter may be posted again or deleted here.
  virtual void deliver() = 0;
  /// Under the inbox's lock, once before `deliver`: what is put into the letter from now on is for
  /// another delivery.
  virtual void seal() noexcept {}
  /// Whether it was posted and is not delivered yet. On the page's thread, under the inbox's lock.
  bool is_posted() const noexcept { return waits_ || sealed_; }

 private:
  friend class Inbox;
  Letter* previous_ = nullptr;  // among those that wait, under the lock
  Letter* next_ = nullptr;
  Letter* sealed_next_ = nullptr;  // among those being delivered; the page's thread alone
  bool waits_ = false;
  bool sealed_ = false;
  const bool shares_commit_;
};

/// What other threads have to tell the page's thread: the only way from one to the other. The
/// graph, the loop and everything else of Coracle belong to the page's thread alone.
class Inbox {
 public:
  constexpr Inbox() noexcept = default;
  Inbox(const Inbox&) = delete;
  Inbox& operator=(const Inbox&) = delete;

  /// The one there is. It is never destroyed.
  static Inbox& get() noexcept;

  /// From any thread: calls `fill` under the lock, and puts the letter at the end; one that waits
  /// there already moves. The page's thread may have deleted the letter by the time this returns:
  /// only who knows that something keeps it may touch it afterwards.
  template <class Fill>
  void post(Letter& letter, Fill&& fill) {
    bool first = false;
    {
      const std::lock_guard guard(lock_);
      std::forward<Fill>(fill)();
      first = append(letter);
    }
    if (first) wake();
  }
  void post(Letter& letter) {
    post(letter, [] {});
  }
  /// From any thread: calls `f` under the lock. It must be short, and post nothing.
  template <class F>
  void locked(F&& f) {
    const std::lock_guard guard(lock_);
    std::forward<F>(f)();
  }

  /// Whether the letter waits to be delivered. On the page's thread.
  bool holds(const Letter& letter) {
    bool held = false;
    locked([&] { held = letter.is_posted(); });
    return held;
  }

  /// On the page's thread, called by the port after `Threads::wake`: delivers what has come so far,
  /// in order, for no longer than a slice of the loop; then asks for another turn. What comes
  /// meanwhile has to wait, in letters that are being delivered too: so a thread that writes
  /// without a pause keeps nothing from being heard, its own values included.
  void deliver();

  /// The lock, for who must be sure that no other thread is inside.
  ThreadLock& lock() noexcept { return lock_; }

 private:
  bool append(Letter& letter) noexcept;
  void unlink(Letter& letter) noexcept;
  void seal_all() noexcept;
  Letter* take(bool shared_only) noexcept;
  static void wake();

  ThreadLock lock_;
  Letter* first_ = nullptr;
  Letter* last_ = nullptr;
  Letter* sealed_first_ = nullptr;  // being delivered; the page's thread alone
  bool woken_ = false;
};

}  // namespace coracle
