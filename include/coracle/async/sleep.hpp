#pragma once

#include <chrono>
#include <coracle/async/loop.hpp>
#include <coracle/async/wait_list.hpp>
#include <coroutine>

namespace coracle {

/// The wait for a moment; see `sleep`.
class [[nodiscard]] Sleep : public Waiter {
 public:
  explicit Sleep(Time delay) noexcept : delay_(delay), timer_(*this) {}
  Sleep(Sleep&& other) noexcept : Sleep(other.delay_) {}

  bool await_ready() const noexcept { return false; }
  template <class Promise>
  void await_suspend(std::coroutine_handle<Promise> awaiting) {
    begin(awaiting.promise());
  }
  void await_resume() const noexcept {}

 private:
  struct WakingTimer : Timer {
    explicit WakingTimer(Sleep& sleep) noexcept : Timer(&fire), sleep(sleep) {}
    static void fire(Timer& timer) { static_cast<WakingTimer&>(timer).sleep.wake(); }
    Sleep& sleep;
  };
  void begin(Frame& awaiting);

  Time delay_;
  WakingTimer timer_;
};

/// Waits: `co_await sleep(10ms);`
///
/// Resumes not before the time has passed; sleepers resume in order of deadline, then of falling
/// asleep. `sleep(0s)` gives the browser a turn. Destroying the sleeper clears the timer. A
/// negative duration fails with code "bad_argument".
template <class Representation, class Period>
[[nodiscard]] Sleep sleep(std::chrono::duration<Representation, Period> duration) noexcept {
  return Sleep(std::chrono::duration_cast<Time>(duration));
}

/// The wait for a frame; see `next_frame`.
class [[nodiscard]] NextFrame {
 public:
  bool await_ready() const noexcept { return false; }
  template <class Promise>
  void await_suspend(std::coroutine_handle<Promise> awaiting) const {
    Loop::current().post_to_frame(Strand::suspend(awaiting.promise(), "the next frame"));
  }
  Time await_resume() const noexcept { return Loop::current().frame_time(); }
};

/// Waits until the next frame is about to be painted, and gives its time. What is changed then is
/// in that frame. In a hidden page frames go on, slowly.
[[nodiscard]] inline NextFrame next_frame() noexcept { return {}; }

/// The wait for others; see `reschedule`.
class [[nodiscard]] Reschedule {
 public:
  bool await_ready() const noexcept { return false; }
  template <class Promise>
  void await_suspend(std::coroutine_handle<Promise> awaiting) const {
    Loop::current().post_new(Strand::suspend(awaiting.promise()));
  }
  void await_resume() const noexcept {}
};

/// Goes to the end of the loop's queue: everything that is ready now runs before this resumes.
/// Long calculations call it now and then, so that the page stays live.
[[nodiscard]] inline Reschedule reschedule() noexcept { return {}; }

}  // namespace coracle
