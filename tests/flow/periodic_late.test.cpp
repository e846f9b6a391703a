#include <algorithm>
#include <utility>

#include "waiting.hpp"

using namespace coracle;
using namespace coracle::flow_test;

namespace {

/// A loop on which calculating takes time: the test moves the clock while things run.
class SlowLoop final : public Loop {
 public:
  SlowLoop() : former_(install(this)) {}
  ~SlowLoop() override { install(former_); }
  Time now() override { return time; }
  void request_turn() override { turn_ = true; }
  void request_wake(Time deadline) override { wake_ = deadline; }
  void cancel_wake() override { wake_ = Time(-1); }
  void request_frame() override {}

  /// What a browser does: one turn or timer, and between any two of them whatever else there is.
  void run_until(Time end, auto&& in_between) {
    while (time < end) {
      in_between();
      if (std::exchange(turn_, false)) {
        run_turn();
      } else if (wake_ >= Time(0) && wake_ <= end) {
        time = std::max(time, std::exchange(wake_, Time(-1)));
        run_timers();
      } else {
        time = end;
      }
    }
  }

  Time time{0};

 private:
  Loop* former_;
  Time wake_{-1};
  bool turn_ = false;
};

}  // namespace

TEST_CASE(
    "a function slower than its period has a turn of its own for each call, so that others "
    "come in between",
    "[b64]") {
  SlowLoop loop;
  Scope scope;
  for (const LateTick late : {LateTick::skip, LateTick::run_at_once}) {
    std::uint64_t clicks = 0;
    const Time start = loop.time;
    Time last = start;
    Time longest{0};
    const Periodic periodic =
        scope.enter([&] { return every(10ms, [&] { loop.time += Time(33); }, {.late = late}); });
    loop.run_until(start + Time(10'000), [&] {
      ++clicks;  // where the browser handles input and paints
      longest = std::max(longest, loop.time - last);
      last = loop.time;
    });
    periodic.stop();
    CHECK(longest <= Time(43));
    CHECK(clicks >= periodic.count());
    if (late == LateTick::skip) {
      CHECK(periodic.count() == 250);  // at 10, 50, 90, …
    } else {
      CHECK(periodic.count() > 300);  // without a pause
    }
    CHECK(periodic.count() + periodic.skipped() >= 990);
  }
}

TEST_CASE("drift tells how late a call began, and does not add up on the grid", "[b63]") {
  SlowLoop loop;
  Scope scope;
  std::vector<double> drifts;
  scope.enter([&] {
    every(10ms, [&](Periodic self) { drifts.push_back(self.drift().count()); }, {.until = 60ms});
    every(30ms, [&] { loop.time += Time(7); }, {.until = 30ms});
  });
  loop.run_until(Time(100), [] {});
  // The tick of 30 was made after that of the other one, so it waits until 37.
  CHECK(drifts == std::vector<double>{0, 0, 7, 0, 0, 0});
}

TEST_CASE("a page that was asleep for an hour has no burst of missed calls", "[b63]") {
  SlowLoop loop;
  Scope scope;
  for (const LateTick late : {LateTick::skip, LateTick::run_at_once}) {
    const Time start = loop.time;
    const Periodic periodic = scope.enter([&] { return every(10ms, [] {}, {.late = late}); });
    loop.run_until(start + Time(15), [] {});
    loop.time += Time(3'600'000);
    loop.run_until(loop.time + Time(10), [] {});
    CHECK(periodic.count() <= 4);
    CHECK(periodic.count() + periodic.skipped() == 360'002);
    periodic.stop();
  }
}
