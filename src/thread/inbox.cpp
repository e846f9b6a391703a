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
  if (letter.waits_) unlink(letter);
  letter.waits_ = true;
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
}

// Makes what waits what is delivered.
void Inbox::seal_all() noexcept {
  sealed_first_ = first_;
  for (Letter* letter = first_; letter; letter = letter->sealed_next_) {
    letter->sealed_next_ = letter->next_;
    letter->waits_ = false;
    letter->sealed_ = true;
    letter->seal();
  }
  first_ = last_ = nullptr;
}

Letter* Inbox::take(bool shared_only) noexcept {
  Letter* const letter = sealed_first_;
  if (!letter || (shared_only && !letter->shares_commit_)) return nullptr;
  sealed_first_ = letter->sealed_next_;
  letter->sealed_ = false;
  return letter;
}

void Inbox::deliver() {
  locked([&] {
    woken_ = false;
    if (!sealed_first_) seal_all();
  });
  Loop* const loop = Loop::has_current() ? &Loop::current() : nullptr;
  const Time end = loop ? loop->now() + loop->slice() : Time(0);
  while (Letter* letter = take(false)) {
    if (letter->shares_commit_) {
      batch([&] {
        do letter->deliver();
        while ((letter = take(true)));
      });
    } else {
      letter->deliver();
    }
    if (loop && loop->now() >= end && loop->slice() > Time(0)) break;
  }
  bool more = false;
  locked([&] { more = (sealed_first_ || first_) && !std::exchange(woken_, true); });
  if (more) wake();
}

}  // namespace coracle
