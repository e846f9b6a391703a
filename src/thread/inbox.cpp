#include <coracle/async/loop.hpp>
#include <coracle/reactive/batch.hpp>
#include <coracle/thread/inbox.hpp>
#include <coracle/thread/threads.hpp>

namespace coracle {

Inbox& Inbox::get() noexcept {
  // Static objects of threads that are left behind may post until the very end.
  static constinit union Storage {
    constexpr Storage() : inbox() {}
    constexpr ~Storage() {}
    Inbox inbox;
  } storage;
  return storage.inbox;
}

void Inbox::wake() { Threads::current().wake(); }

// True if somebody has to be woken.
bool Inbox::append(Letter& letter) noexcept {
  if (letter.number_ != 0) unlink(letter);
  letter.number_ = ++count_;
  letter.previous_ = last_;
  letter.next_ = nullptr;
  (last_ ? last_->next_ : first_) = &letter;
  last_ = &letter;
  return !std::exchange(woken_, true);
}

void Inbox::unlink(Letter& letter) noexcept {
  (letter.previous_ ? letter.previous_->next_ : first_) = letter.next_;
  (letter.next_ ? letter.next_->previous_ : last_) = letter.previous_;
  letter.previous_ = letter.next_ = nullptr;
  letter.number_ = 0;
}

Letter* Inbox::take(std::uint64_t limit, bool shared_only) {
  const std::lock_guard guard(lock_);
  Letter* const letter = first_;
  if (!letter || letter->number_ > limit || (shared_only && !letter->shares_commit_))
    return nullptr;
  unlink(*letter);
  return letter;
}

void Inbox::deliver() {
  std::uint64_t limit = 0;  // what comes meanwhile has to wait
  locked([&] {
    woken_ = false;
    limit = count_;
  });
  Loop* const loop = Loop::has_current() ? &Loop::current() : nullptr;
  const Time end = loop ? loop->now() + loop->slice() : Time(0);
  while (Letter* letter = take(limit, false)) {
    if (letter->shares_commit_) {
      batch([&] {
        do letter->deliver();
        while ((letter = take(limit, true)));
      });
    } else {
      letter->deliver();
    }
    if (loop && loop->now() >= end && loop->slice() > Time(0)) break;
  }
  bool more = false;
  locked([&] { more = first_ && !std::exchange(woken_, true); });
  if (more) wake();
}

}  // namespace coracle
