#include <algorithm>
#include <cmath>
#include <coracle/async/counts.hpp>
#include <coracle/async/run_tree.hpp>
#include <coracle/base/report.hpp>
#include <coracle/base/str.hpp>
#include <coracle/testing/virtual_loop.hpp>

namespace coracle {

namespace {
// So many turns at one moment, ten million things that were ready, mean that something never stops
// being ready.
constexpr int max_turns = 20;

std::string list_runs() {
  std::string tree = run_tree();
  if (!tree.empty()) return tree;
  const std::size_t count = async_counts().roots;
  return count ? str(count, " runs, which a native build would list\n") : std::string();
}

}  // namespace

VirtualLoop::VirtualLoop() : former_(install(this)) {}

VirtualLoop::~VirtualLoop() { install(former_); }

void VirtualLoop::request_wake(Time deadline) {
  wake_set_ = true;
  wake_at_ = deadline;
}

void VirtualLoop::request_frame() {
  frame_ = true;
  frame_at_ = frame_period * (std::floor(now_ / frame_period) + 1);
  if (frame_at_ <= now_) frame_at_ += frame_period;
}

// Runs the next thing that is due until a moment; false if there is none.
bool VirtualLoop::step(Time until) {
  for (int turns = 0; turn_; ++turns) {
    if (turns == max_turns) {
      report(Error("cycle", "coroutines never stop being ready at one moment of virtual time"),
             "VirtualLoop");
      return false;
    }
    turn_ = false;
    run_turn();
  }
  const bool wake_first = wake_set_ && (!frame_ || wake_at_ <= frame_at_);
  if (wake_first && wake_at_ <= until) {
    now_ = std::max(now_, wake_at_);
    wake_set_ = false;
    run_timers();
    return true;
  }
  if (!wake_first && frame_ && frame_at_ <= until) {
    now_ = std::max(now_, frame_at_);
    frame_ = false;
    run_frame(now_);
    return true;
  }
  return false;
}

void VirtualLoop::advance_to(Time time) {
  while (step(time)) {
  }
  now_ = std::max(now_, time);
}

bool VirtualLoop::run_until_idle(Time limit) {
  const Time end = now_ + limit;
  while (step(end)) {
  }
  return !has_work();
}

std::string VirtualLoop::pending(Time limit) {
  run_until_idle(limit);
  return list_runs();
}

void VirtualLoop::run_while(const bool& live, Time limit) {
  const Time end = now_ + limit;
  while (live && step(end)) {
  }
}

Error VirtualLoop::stuck(Time limit) const {
  Error error =
      has_work()
          ? Error("timeout", str("the task was not done after ", limit.count(),
                                 " ms of virtual time. Live are\n", list_runs()))
          : Error("stuck", str("the task waits for what can never come: nothing is left that "
                               "could wake it. Live are\n",
                               list_runs()));
  report(error, "VirtualLoop::run");
  return error;
}

bool VirtualLoop::run_next(Time until) {
  if (!turn_) return step(until);
  turn_ = false;
  run_turn();
  return true;
}

bool VirtualLoop::run_to_next_frame() {
  while (step(now_)) {
  }
  if (!frame_) return false;
  const Time frame = frame_at_;
  while (frame_ && frame_at_ == frame && step(frame)) {
  }
  return true;
}

}  // namespace coracle
