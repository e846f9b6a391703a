#include <coracle/flow/rate.hpp>

#include <coracle/async/scope.hpp>
#include <coracle/flow/parameter_visitor.hpp>
#include <coracle/reactive/observer.hpp>
#include <utility>

namespace coracle {

namespace {

// Passes in a step of its own, from the loop. It may be gone after that.
class SteppingLimiter : public RateLimiter, protected ReadyNode {
 protected:
  explicit SteppingLimiter(Rated& rated)
      : ReadyNode([](ReadyNode& node) { static_cast<SteppingLimiter&>(node).rated_.pass(); }),
        rated_(rated) {}
  void pass_in_a_step() { Loop::current().post(*this); }

  Rated& rated_;
};

class FrameLimiter final : public SteppingLimiter {
 public:
  explicit FrameLimiter(Rated& rated) : SteppingLimiter(rated) {}
  Verdict trigger() override {
    Loop::current().post_to_frame(*this);
    return Verdict::later;
  }
  void reset() override { unlink(); }
};

class CommitLimiter final : public SteppingLimiter, private Observer {
 public:
  explicit CommitLimiter(Rated& rated)
      : SteppingLimiter(rated),
        Observer([](Observer& self) { static_cast<CommitLimiter&>(self).movement_changed(); }) {}

  Verdict trigger() override {
    held_back_ = is_moving();
    if (held_back_) return Verdict::quiet;
    unlink();
    return Verdict::now;
  }
  void reset() override {
    held_back_ = false;
    clear();
    unlink();
  }

 private:
  bool is_moving() {
    MovementTracker tracker;
    track([&] { rated_.each_parameter(tracker); });
    return tracker.is_moving();
  }
  void movement_changed() {
    if (held_back_ && !is_moving()) {
      held_back_ = false;
      pass_in_a_step();
    }
  }

  bool held_back_ = false;
};

Rate refused(const char* message) {
  current_scope().handle_error(Error("bad_argument", message));
  return {};
}

bool is_duration(Time time) { return time >= Time(0); }

}  // namespace

class DebounceLimiter final : public SteppingLimiter, private Timer {
 public:
  DebounceLimiter(const Rate& rate, Rated& rated)
      : SteppingLimiter(rated), Timer(&fire), quiet_(rate.time_) {}
  Verdict trigger() override {
    unlink();
    Loop::current().set_timer_after(*this, quiet_);
    return Verdict::later;
  }
  void reset() override {
    cancel();
    unlink();
  }
  static std::unique_ptr<RateLimiter> make(const Rate& rate, Rated& rated) {
    return std::make_unique<DebounceLimiter>(rate, rated);
  }

 private:
  static void fire(Timer& timer) { static_cast<DebounceLimiter&>(timer).pass_in_a_step(); }
  Time quiet_;
};

class ThrottleLimiter final : public SteppingLimiter, private Timer {
 public:
  ThrottleLimiter(const Rate& rate, Rated& rated)
      : SteppingLimiter(rated),
        Timer(&fire),
        period_(rate.time_),
        leading_(rate.leading_),
        trailing_(rate.trailing_) {}

  Verdict trigger() override {
    if (!is_set()) {
      Loop::current().set_timer_after(*this, period_);
      if (leading_) return Verdict::now;
    }
    if (!trailing_) return Verdict::lost;
    held_back_ = true;
    return Verdict::later;
  }
  void reset() override {
    held_back_ = false;
    cancel();
    unlink();
  }
  static std::unique_ptr<RateLimiter> make(const Rate& rate, Rated& rated) {
    return std::make_unique<ThrottleLimiter>(rate, rated);
  }

 private:
  static void fire(Timer& timer) {
    auto& self = static_cast<ThrottleLimiter&>(timer);
    if (!std::exchange(self.held_back_, false)) return;
    Loop::current().set_timer_after(self, self.period_);
    self.pass_in_a_step();
  }

  Time period_;
  bool leading_;
  bool trailing_;
  bool held_back_ = false;
};

std::unique_ptr<RateLimiter> limit_to_frames(const Rate&, Rated& rated) {
  return std::make_unique<FrameLimiter>(rated);
}

std::unique_ptr<RateLimiter> limit_to_commits(const Rate&, Rated& rated) {
  return std::make_unique<CommitLimiter>(rated);
}

Rate debounce_for(Time quiet) {
  if (!is_duration(quiet)) return refused("debounce: the duration must not be negative");
  Rate rate(&DebounceLimiter::make);
  rate.time_ = quiet;
  return rate;
}

Rate throttle_to(Time period, bool leading, bool trailing) {
  if (!is_duration(period)) return refused("throttle: the duration must not be negative");
  if (!leading && !trailing) {
    return refused("throttle: neither leading nor trailing would let nothing through");
  }
  Rate rate(&ThrottleLimiter::make);
  rate.time_ = period;
  rate.leading_ = leading;
  rate.trailing_ = trailing;
  return rate;
}

}  // namespace coracle
