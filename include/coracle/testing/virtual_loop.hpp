#pragma once

#include <chrono>
#include <coracle/async/loop.hpp>

namespace coracle {

/// A loop whose clock moves only when the test says so: an hour passes at once, and nothing fires
/// early, late or out of order.
///
///     VirtualLoop loop;  // is the current loop as long as it lives
///     Scope scope;
///     scope.spawn(slow_work);
///     loop.advance(59min);
///     CHECK(!finished);
///     loop.advance(1min);
///     CHECK(finished);
///
/// Frames come every 1/60 s of virtual time, but only when something waits for one. Within one
/// moment turns come first, then timers that are due, then a frame that is due.
class VirtualLoop final : public Loop {
 public:
  static constexpr Time frame_period{1000.0 / 60.0};

  VirtualLoop();
  ~VirtualLoop() override;

  /// Runs what is ready at this moment, timers due now included, until nothing is.
  void run_ready() { advance_to(now_); }
  /// Lets time pass, moment by moment, running what becomes ready.
  template <class Representation, class Period>
  void advance(std::chrono::duration<Representation, Period> duration) {
    advance_to(now_ + std::chrono::duration_cast<Time>(duration));
  }
  void advance_to(Time time);
  /// Runs, letting time pass as needed, until nothing is ready, set or requested. Gives up after
  /// an hour of virtual time, or `limit`, and returns false.
  bool run_until_idle(Time limit = std::chrono::hours(1));
  /// Runs what is due first, no later than `until`, and nothing else; false if there is nothing.
  /// For embedders that have other things to do at each moment.
  bool run_next(Time until);
  /// Lets time pass to the next frame that is due and runs it; false if none is requested.
  bool run_to_next_frame();

  /// True if something is ready, set or requested.
  bool has_work() const noexcept { return turn_ || wake_set_ || frame_; }

  Time now() override { return now_; }
  void request_turn() override { turn_ = true; }
  void request_wake(Time deadline) override;
  void cancel_wake() override { wake_set_ = false; }
  void request_frame() override;

 private:
  bool step(Time until);

  Loop* former_;
  Time now_{0};
  Time wake_at_{0};
  Time frame_at_{0};
  bool turn_ = false;
  bool wake_set_ = false;
  bool frame_ = false;
};

}  // namespace coracle
