#include <coracle/async/completion.hpp>
#include <coracle/async/sleep.hpp>
#include <coracle/async/with_timeout.hpp>

namespace coracle {

WaitList::~WaitList() {
  while (!is_empty()) head_.next_->unlink();
  head_.next_ = head_.previous_ = nullptr;
}

void WaitList::add(Waiter& waiter) noexcept {
  waiter.previous_ = head_.previous_;
  waiter.next_ = &head_;
  head_.previous_->next_ = &waiter;
  head_.previous_ = &waiter;
}

bool WaitList::wake_one() {
  if (is_empty()) return false;
  head_.next_->wake();
  return true;
}

void WaitList::wake_all() {
  while (wake_one()) {
  }
}

void WaitList::fail_all(const Error& error) {
  while (!is_empty()) head_.next_->fail(error);
}

void Sleep::begin(Frame& awaiting) {
  suspend(awaiting, {"a timer", &timer_});
  if (!(delay_ >= Time(0))) {
    return fail(Error("bad_argument", "sleep: the duration must not be negative"));
  }
  Loop::current().set_timer_after(timer_, delay_);
}

void TimeLimit::begin(Frame& awaiting) {
  if (!(limit_ >= Time(0))) {
    return Strand::fail_now(
        awaiting, Error("bad_argument", "with_timeout: the time must not be negative", where_));
  }
  group_.start(awaiting, {"with_timeout", &timer_});
  Loop::current().set_timer_after(timer_, limit_);
}

void TimeLimit::LimitTimer::fire(Timer& timer) {
  TimeLimit& limit = static_cast<LimitTimer&>(timer).limit;
  limit.group_.stop(Error("timeout", "the time was up before the task had finished", limit.where_));
}

bool CompletionState::complete() {
  if (done_) return false;
  done_ = true;
  if (Waiter* waiter = std::exchange(waiter_, nullptr)) waiter->wake();
  return true;
}

bool CompletionState::fail(Error error) {
  if (done_) return false;
  done_ = true;
  if (Waiter* waiter = std::exchange(waiter_, nullptr)) {
    waiter->fail(std::move(error));
  } else {
    error_ = std::move(error);
  }
  return true;
}

void CompletionState::Wait::begin(Frame& awaiting) {
  suspend(awaiting, "a completion");
  if (state_->done_) {
    fail(state_->error_);
  } else if (state_->waiter_) {
    fail(Error("bad_argument", "a completion can be awaited by one coroutine only"));
  } else {
    state_->waiter_ = this;
  }
}

void CompletionState::Wait::leave() noexcept {
  if (state_ && state_->waiter_ == this) state_->waiter_ = nullptr;
}

}  // namespace coracle
