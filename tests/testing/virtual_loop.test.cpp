#include <catch_amalgamated.hpp>
#include <coracle/async/async.hpp>
#include <coracle/base/report.hpp>
#include <coracle/testing/virtual_loop.hpp>

using namespace coracle;
using namespace std::chrono_literals;

TEST_CASE("an hour passes at once, nothing early and nothing late", "[testing][b67]") {
  VirtualLoop loop;
  Scope scope;
  int ticks = 0;
  scope.spawn([&]() -> Task<> {
    for (;;) {
      co_await sleep(1s);
      ++ticks;
    }
  });
  loop.advance(1h);
  CHECK(ticks == 3600);
  loop.advance(999ms);
  CHECK(ticks == 3600);
  loop.advance(1ms);
  CHECK(ticks == 3601);
}

TEST_CASE("running until idle gives up on what never ends", "[testing][b67]") {
  VirtualLoop loop;
  Scope scope;
  CHECK(loop.run_until_idle());
  scope.spawn([]() -> Task<> {
    for (;;) co_await sleep(1min);
  });
  CHECK(!loop.run_until_idle(Time(600'000)));
  CHECK(loop.now() <= 10min);
  CHECK(loop.has_work());
}

TEST_CASE("a moment that never ends is reported, not a hang", "[testing]") {
  VirtualLoop loop;
  Scope scope;
  std::string code;
  ReportSink former =
      set_report_sink([&](const Error& error, std::string_view) { code = error.code(); });
  const TaskHandle run = scope.spawn([]() -> Task<> {
    for (;;) co_await reschedule();
  });
  loop.run_ready();
  set_report_sink(std::move(former));
  CHECK(code == "cycle");
}

TEST_CASE("frames come only when something waits for one", "[testing]") {
  VirtualLoop loop;
  Scope scope;
  CHECK(!loop.run_to_next_frame());
  int frames = 0;
  scope.spawn([&]() -> Task<> {
    for (int i = 0; i < 2; ++i) {
      co_await next_frame();
      ++frames;
    }
  });
  CHECK(loop.run_to_next_frame());
  CHECK(frames == 1);
  CHECK(loop.now() == VirtualLoop::frame_period);
  CHECK(loop.run_to_next_frame());
  CHECK(frames == 2);
  CHECK(!loop.run_to_next_frame());
}

TEST_CASE("loops are nested like scopes", "[testing]") {
  VirtualLoop outer;
  {
    VirtualLoop inner;
    CHECK(&Loop::current() == &inner);
  }
  CHECK(&Loop::current() == &outer);
}
