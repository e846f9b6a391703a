#pragma once

#include <coracle/async/strand.hpp>
#include <coroutine>

namespace coracle {

/// Base of awaitables that wait for something outside: a timer, a reply, a change.
///
/// The contract of every awaitable here. It may be moved until it is awaited, not afterwards. It
/// waits from `await_suspend` on and takes itself off whatever it waits for in its destructor:
/// that is all there is to cancelling, because a cancelled coroutine is destroyed where it waits.
/// `wake` and `fail` never run the coroutine themselves, they put it into the loop's queue; after
/// the first of them nothing else may happen to it.
///
///     struct NextMessage : Waiter {
///       explicit NextMessage(Socket& socket) : socket(socket) {}
///       bool await_ready() const { return socket.has_message(); }
///       template <class Promise>
///       void await_suspend(std::coroutine_handle<Promise> awaiting) {
///         suspend(awaiting.promise(), "a message");
///         socket.readers.add(*this);  // a WaitList: the destructor takes it off
///       }
///       Message await_resume() { return socket.take(); }
///       Socket& socket;
///     };
///
/// Semantics: corral's concept of a cancellable awaitable.
class Waiter {
 public:
  Waiter() noexcept = default;
  Waiter(Waiter&&) noexcept {}
  Waiter& operator=(Waiter&&) = delete;
  ~Waiter() { unlink(); }

  /// For `await_suspend`, before anything that might wake. The note says what is waited for.
  void suspend(Frame& awaiting, WaitNote note = "something") noexcept {
    strand_ = &Strand::suspend(awaiting, note, this);
  }
  bool is_waiting() const noexcept { return strand_ != nullptr; }
  void wake() {
    unlink();
    if (strand_) std::exchange(strand_, nullptr)->wake();
  }
  void fail(Error error) {
    unlink();
    if (strand_) std::exchange(strand_, nullptr)->fail(std::move(error));
  }

 private:
  friend class WaitList;
  void unlink() noexcept {
    if (!next_) return;
    previous_->next_ = next_;
    next_->previous_ = previous_;
    next_ = previous_ = nullptr;
  }

  Waiter* previous_ = nullptr;
  Waiter* next_ = nullptr;
  Strand* strand_ = nullptr;
};

/// Those who wait for the same thing, in the order in which they began to. When the list is
/// destroyed they are left waiting, until they are cancelled.
class WaitList {
 public:
  WaitList() noexcept { head_.previous_ = head_.next_ = &head_; }
  WaitList(const WaitList&) = delete;
  WaitList& operator=(const WaitList&) = delete;
  ~WaitList();

  bool is_empty() const noexcept { return head_.next_ == &head_; }
  /// Who waits longest, or null; and who came after that.
  Waiter* first() const noexcept { return next(head_); }
  Waiter* next(const Waiter& waiter) const noexcept {
    return waiter.next_ == &head_ ? nullptr : waiter.next_;
  }
  /// Adds a waiter that has suspended its coroutine.
  void add(Waiter& waiter) noexcept;
  /// Wakes who waits longest; false if nobody does.
  bool wake_one();
  void wake_all();
  void fail_all(const Error& error);

  /// `co_await list.wait()`: waits to be woken.
  class Wait : public Waiter {
   public:
    explicit Wait(WaitList& list) noexcept : list_(&list) {}
    bool await_ready() const noexcept { return false; }
    template <class Promise>
    void await_suspend(std::coroutine_handle<Promise> awaiting) noexcept {
      suspend(awaiting.promise(), "a wake-up");
      list_->add(*this);
    }
    void await_resume() const noexcept {}

   private:
    WaitList* list_;
  };
  [[nodiscard]] Wait wait() noexcept { return Wait(*this); }

 private:
  Waiter head_;
};

}  // namespace coracle
