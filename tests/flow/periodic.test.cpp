#include <cmath>
#include <utility>

#include "waiting.hpp"

using namespace coracle;
using namespace coracle::flow_test;

TEST_CASE("every calls after one period, then on the grid, until it is stopped", "[b63]") {
  Scene scene;
  Times times{scene.loop, {}};
  Periodic periodic = scene.scope.enter([&] { return every(10ms, [&] { times.add(); }); });
  CHECK(periodic.is_running());
  CHECK(periodic.period() == 10ms);
  scene.loop.advance(9ms);
  CHECK(periodic.count() == 0);
  scene.loop.advance(26ms);
  CHECK(times.text == "10 20 30");
  CHECK(periodic.count() == 3);
  CHECK(periodic.skipped() == 0);
  CHECK(periodic.drift() == 0ms);
  periodic.stop();
  periodic.stop();
  CHECK_FALSE(periodic.is_running());
  scene.loop.advance(1h);
  CHECK(times.text == "10 20 30");
  CHECK(scene.nothing_left());
}

TEST_CASE("an hour of seconds is 3600 calls, none early or late", "[b63][b67]") {
  Scene scene;
  bool exact = true;
  int calls = 0;
  scene.scope.enter([&] {
    every(1s, [&] {
      ++calls;
      exact = exact && scene.loop.now() == calls * Time(1000);
    });
  });
  scene.loop.advance(1h);
  CHECK(calls == 3600);
  CHECK(exact);
}

TEST_CASE("dropping the handle ends nothing, its scope's end does", "[b63][b47]") {
  Scene scene;
  auto captured = make_ref<Thing>();
  int calls = 0;
  Periodic kept;
  {
    Scope scope;
    scope.enter([&] {
      every(10ms, [&calls, captured] { ++calls; });
      kept = every(10ms, [captured] {});
    });
    scene.loop.advance(35ms);
    CHECK(calls == 3);
    CHECK(captured->use_count() == 3);
  }
  CHECK(captured->use_count() == 1);
  CHECK_FALSE(kept.is_running());
  kept.start();
  kept.set_period(5ms);
  CHECK_FALSE(kept.is_running());
  captured = nullptr;
  CHECK(scene.nothing_left());
}

TEST_CASE("one that has stopped and that nobody refers to frees its function", "[b63][b47]") {
  Scene scene;
  auto captured = make_ref<Thing>();
  Periodic periodic = scene.scope.enter([&] { return every(10ms, [captured] {}, {.count = 2}); });
  scene.loop.advance(1s);
  CHECK(captured->use_count() == 2);
  periodic = Periodic();
  CHECK(captured->use_count() == 1);
}

TEST_CASE("immediately: the first call comes at once, from the loop's queue", "[b63]") {
  Scene scene;
  Times times{scene.loop, {}};
  scene.scope.enter([&] { every(10ms, [&] { times.add(); }, {.immediately = true}); });
  CHECK(times.text.empty());
  scene.loop.advance(25ms);
  CHECK(times.text == "0 10 20");
}

TEST_CASE("count limits the calls, until the time, whichever is first", "[b63]") {
  Scene scene;
  const auto calls_of = [&](PeriodOptions options) {
    Scope scope;
    auto periodic = scope.enter([&] { return every(10ms, [] {}, options); });
    CHECK(scene.loop.run_until_idle());
    CHECK_FALSE(periodic.is_running());
    return periodic.count();
  };
  CHECK(calls_of({.count = 3}) == 3);
  CHECK(calls_of({.count = 0}) == 0);
  CHECK(calls_of({.count = 0, .immediately = true}) == 0);
  CHECK(calls_of({.until = 50ms}) == 5);
  CHECK(calls_of({.until = 49ms}) == 4);
  CHECK(calls_of({.until = 0ms}) == 0);
  CHECK(calls_of({.until = 0ms, .immediately = true}) == 1);
  CHECK(calls_of({.until = 50ms, .immediately = true}) == 6);
  CHECK(calls_of({.count = 3, .until = 1h}) == 3);
  CHECK(calls_of({.count = 300, .until = 40ms, .pacing = Pacing::fixed_delay}) == 4);
}

TEST_CASE("an async function never overlaps itself: late ticks are skipped and counted", "[b63]") {
  Scene scene;
  Times times{scene.loop, {}};
  int live = 0;
  const auto slow = [&]() -> Task<> {
    times.add();
    CHECK(++live == 1);
    co_await sleep(25ms);
    --live;
  };
  const Periodic periodic = scene.scope.enter([&] { return every(10ms, slow, {.count = 4}); });
  scene.loop.run_until_idle();
  CHECK(times.text == "10 40 70 100");
  CHECK(periodic.skipped() == 8);
  CHECK(periodic.drift() == 0ms);
  CHECK(scene.nothing_left());
}

TEST_CASE("by choice one call follows at once for the ticks that are late", "[b63]") {
  Scene scene;
  Times times{scene.loop, {}};
  bool first = true;
  const auto slow = [&]() -> Task<> {
    times.add();
    if (std::exchange(first, false)) co_await sleep(35ms);
  };
  const Periodic periodic = scene.scope.enter(
      [&] { return every(10ms, slow, {.count = 4, .late = LateTick::run_at_once}); });
  scene.loop.advance(46ms);
  CHECK(times.text == "10 45");
  CHECK(periodic.skipped() == 2);
  CHECK(periodic.drift() == 5ms);  // its own tick was at 40
  scene.loop.run_until_idle();
  CHECK(times.text == "10 45 50 60");  // back on the grid, and no burst
  CHECK(periodic.drift() == 0ms);
}

TEST_CASE("fixed delay counts from the end of the call", "[b63]") {
  Scene scene;
  Times times{scene.loop, {}};
  const auto slow = [&]() -> Task<> {
    times.add();
    co_await sleep(25ms);
  };
  const Periodic periodic = scene.scope.enter(
      [&] { return every(10ms, slow, {.count = 3, .pacing = Pacing::fixed_delay}); });
  scene.loop.run_until_idle();
  CHECK(times.text == "10 45 80");
  CHECK(periodic.skipped() == 0);
}

TEST_CASE("a call that ends just when the next tick is due makes it neither late nor double",
          "[b63]") {
  Scene scene;
  for (const Time period : {Time(10), Time(100.0 / 3), Time(1000.0 / 60), Time(0.1)}) {
    int calls = 0;
    Scope scope;
    const Periodic periodic = scope.enter([&] {
      return every(period, [&]() -> Task<> {
        ++calls;
        co_await sleep(period);
      });
    });
    scene.loop.advance(1000.5 * period);
    CHECK(calls == 1000);
    CHECK(periodic.skipped() == 0);
  }
}

TEST_CASE("starting twice is harmless", "[b63]") {
  Scene scene;
  Times times{scene.loop, {}};
  const Periodic periodic = scene.scope.enter([&] { return every(10ms, [&] { times.add(); }); });
  scene.loop.advance(5ms);
  periodic.start();
  periodic.start();
  scene.loop.advance(20ms);
  CHECK(times.text == "10 20");
  CHECK(async_counts().timers == 1);
}

TEST_CASE("starting after stopping begins anew", "[b63]") {
  Scene scene;
  Times times{scene.loop, {}};
  const Periodic periodic =
      scene.scope.enter([&] { return every(10ms, [&] { times.add(); }, {.count = 2}); });
  scene.loop.advance(15ms);
  periodic.stop();
  CHECK(periodic.count() == 1);
  scene.loop.advance(10ms);
  periodic.start();
  CHECK(periodic.count() == 0);
  CHECK(periodic.is_running());
  scene.loop.run_until_idle();
  CHECK(times.text == "10 35 45");
  periodic.start();  // its count was reached
  scene.loop.run_until_idle();
  CHECK(times.text == "10 35 45 55 65");
}

TEST_CASE("stopping lets the call under way end, and starting again does not overlap it", "[b63]") {
  Scene scene;
  Times times{scene.loop, {}};
  const Periodic periodic = scene.scope.enter([&] {
    return every(10ms, [&]() -> Task<> {
      times.add();
      co_await sleep(25ms);
      times.text += "e";
    });
  });
  scene.loop.advance(15ms);
  periodic.stop();
  periodic.start();  // at 15; the call is under way until 35, when the tick of 35 is due
  scene.loop.advance(21ms);
  CHECK(times.text == "10e 35");
  CHECK(periodic.skipped() == 1);
  periodic.stop();
  scene.loop.run_until_idle();
  CHECK(times.text == "10e 35e");
  CHECK(scene.nothing_left());
}

TEST_CASE("a new period counts from the last call, and what is overdue comes at once", "[b63]") {
  Scene scene;
  Times times{scene.loop, {}};
  const Periodic periodic = scene.scope.enter([&] { return every(100ms, [&] { times.add(); }); });
  scene.loop.advance(110ms);
  periodic.set_period(30ms);
  CHECK(periodic.period() == 30ms);
  scene.loop.advance(55ms);  // at 165
  CHECK(times.text == "100 130 160");
  periodic.set_period(1h);
  scene.loop.advance(35ms);  // at 200
  periodic.set_period(25ms);
  scene.loop.advance(30ms);
  CHECK(times.text == "100 130 160 200 225");
  CHECK(periodic.skipped() == 0);
}

TEST_CASE("setting the period again and again does not put the call off", "[b63]") {
  Scene scene;
  Times times{scene.loop, {}};
  const Periodic periodic = scene.scope.enter([&] { return every(20ms, [&] { times.add(); }); });
  for (int i = 0; i < 10; ++i) {
    scene.loop.advance(5ms);
    periodic.set_period(i % 2 == 0 ? 21ms : 20ms);
  }
  CHECK(times.text == "20 40");
}

TEST_CASE("a function may take the handle: to stop, or to change its own period", "[b63]") {
  Scene scene;
  Times times{scene.loop, {}};
  scene.scope.enter([&] {
    every(10ms, [&](Periodic self) {
      times.add();
      if (self.count() == 2) self.set_period(5ms);
      if (self.count() == 4) self.stop();
    });
  });
  scene.loop.run_until_idle();
  CHECK(times.text == "10 20 25 30");
  CHECK(scene.nothing_left());
}

TEST_CASE("a period that is not above 0, or a negative time, is a clear error", "[b63]") {
  Scene scene;
  std::vector<std::string> errors;
  unsigned line = 0;
  scene.scope.on_error([&](Error error) {
    errors.push_back(str(error.code(), ": ", error.message()));
    line = error.where().line;
  });
  int calls = 0;
  scene.scope.enter([&] {
    for (const Time period : {Time(0), Time(-1), Time(NAN), Time(INFINITY)}) {
      const Periodic periodic = every(period, [&] { ++calls; });
      CHECK(line == __LINE__ - 1);
      CHECK_FALSE(periodic.is_running());
      periodic.start();
      CHECK_FALSE(periodic.is_running());
    }
    CHECK_FALSE(every(1ms, [&] { ++calls; }, {.until = -1ms}).is_running());
  });
  CHECK(errors.size() == 5);
  for (std::size_t i = 0; i < errors.size(); ++i) {
    CHECK(errors[i].find(i < 4 ? "bad_argument: every: the period must be longer than 0"
                               : "`until`") != std::string::npos);
  }
  const Periodic periodic = scene.scope.enter([&] { return every(10ms, [&] { ++calls; }); });
  periodic.set_period(0ms);
  CHECK(errors.size() == 6);
  CHECK(periodic.period() == 10ms);
  scene.loop.advance(10ms);
  CHECK(calls == 1);
}

TEST_CASE("a handle to nothing is harmless", "[b63]") {
  const Periodic none;
  none.start();
  none.stop();
  none.set_period(1ms);
  CHECK_FALSE(none.is_running());
  CHECK(none.count() + none.skipped() == 0);
  CHECK(none.drift() + none.period() == 0ms);
}
