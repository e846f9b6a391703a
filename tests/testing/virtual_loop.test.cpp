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

TEST_CASE("a moment that never ends is reported, not a hang", "[testing][b67]") {
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

TEST_CASE("frames come only when something waits for one", "[testing][b67]") {
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

namespace {

// The reports made while it lives.
class Reports {
 public:
  Reports()
      : former_(set_report_sink([this](const Error& error, std::string_view) {
          last = error.code();
          ++count;
        })) {}
  Reports(const Reports&) = delete;
  Reports& operator=(const Reports&) = delete;
  ~Reports() { set_report_sink(std::move(former_)); }
  std::string last;
  int count = 0;

 private:
  ReportSink former_;
};

bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

Task<int> answer_after(Time delay) {
  co_await sleep(delay);
  co_return 42;
}

}  // namespace

TEST_CASE("a task is run to its end and gives its outcome", "[testing][b67]") {
  VirtualLoop loop;
  const Result<int> answer = loop.run(answer_after(30min));
  CHECK(answer.value_or(0) == 42);
  CHECK(loop.now() == 30min);
  bool done = false;
  const std::string captured = "kept";
  const Result<void> nothing = loop.run([&done, captured]() -> Task<> {
    co_await sleep(1s);
    done = captured == "kept";
  });
  CHECK(nothing.has_value());
  CHECK(done);
  const Result<int> failed = loop.run([]() -> Task<int> {
    co_await fail("user", "no");
    co_return 1;
  });
  CHECK(!failed);
  CHECK(failed.error().code() == "user");
  CHECK(async_counts().roots == 0);
}

TEST_CASE("a task ends with what it has spawned, and leaves others alone", "[testing]") {
  VirtualLoop loop;
  Scope scope;
  int others = 0;
  scope.spawn([&]() -> Task<> {
    co_await sleep(2s);
    ++others;
  });
  bool spawned = false;
  CHECK(loop.run([&]() -> Task<> {
    spawn([&spawned]() -> Task<> {
      co_await sleep(2s);
      spawned = true;
    });
    co_await sleep(1s);
  }));
  CHECK(async_counts().roots == 1);
  loop.run_until_idle();
  CHECK(!spawned);
  CHECK(others == 1);
}

TEST_CASE("a task that waits for what can never come is an error that lists who waits for what",
          "[testing][b67]") {
  Reports reports;
  VirtualLoop loop;
  Scope scope;
  WaitList never;
  bool cleaned_up = false;
  scope.spawn([&]() -> Task<> { co_await never.wait(); });
  const Result<int> result = loop.run([&]() -> Task<int> {
    struct Cleaner {
      ~Cleaner() { cleaned_up = true; }
      bool& cleaned_up;
    } const cleaner{cleaned_up};
    co_await sleep(1s);
    co_await all(never.wait(), answer_after(3s));
    co_return 1;
  });
  CHECK(!result);
  CHECK(result.error().code() == "stuck");
  CHECK(cleaned_up);
  CHECK(loop.now() == 4s);
  CHECK(reports.count == 1);
  CHECK(reports.last == "stuck");
#if CORACLE_INTROSPECTION
  CHECK(contains(result.error().message(), "virtual_loop.test.cpp:"));
  CHECK(contains(result.error().message(), " waits for all of\n  a wake-up\n"));
  CHECK(!contains(result.error().message(), "answer_after"));
#endif
  CHECK(contains(loop.pending(), CORACLE_INTROSPECTION ? "waits for a wake-up" : "1 runs"));
}

TEST_CASE("a task that never ends by itself is given up on", "[testing][b67]") {
  const Reports reports;
  VirtualLoop loop;
  const Result<void> result = loop.run(
      []() -> Task<> {
        for (;;) co_await sleep(1min);
      },
      10min);
  CHECK(!result);
  CHECK(result.error().code() == "timeout");
  CHECK(loop.now() <= 10min);
  CHECK(async_counts().roots == 0);
  CHECK(async_counts().timers == 0);
}

TEST_CASE("nothing is pending when every run has ended", "[testing][b67]") {
  VirtualLoop loop;
  Scope scope;
  CHECK(loop.pending().empty());
  scope.spawn([]() -> Task<> { co_await sleep(1min); });
  CHECK(loop.pending().empty());
  CHECK(loop.now() == 1min);
}
