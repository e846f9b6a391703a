#include <algorithm>
#include <catch_amalgamated.hpp>

#include "flow/support.hpp"

using namespace coracle;
using namespace coracle::test;
using namespace std::chrono_literals;

TEST_CASE("a plain function has its value at once and runs once a change", "[b25][b30]") {
  VirtualLoop loop;
  Signal a(1);
  Signal b(2);
  int runs = 0;
  auto sum = bind([&runs](int x, int y, int z) { return ++runs, x + y + z; }, a, b, 100);
  CHECK(sum() == 103);
  CHECK(sum() == 103);
  CHECK(runs == 1);
  batch([&] {
    a = 10;
    b = 20;
  });
  CHECK(sum() == 130);
  CHECK(runs == 2);
  CHECK(sum.status() == Status::idle);
  auto named = bind([](std::string_view text, int x) { return str(text, x); }, "literal ", a);
  CHECK(named() == "literal 10");
}

TEST_CASE("a diamond of plain bindings never sees half of a change", "[b20]") {
  VirtualLoop loop;
  Signal source(1);
  auto left = bind([](int x) { return x * 10; }, source);
  auto right = bind([](int x) { return x * 100; }, source);
  std::vector<int> seen;
  auto sum = bind([&seen](int l, int r) { return seen.push_back(l + r), l + r; }, left, right);
  Shown shown(sum);
  source = 2;
  source = 3;
  CHECK(seen == std::vector<int>{110, 220, 330});
}

TEST_CASE("a function that nobody shows, reads or watches does not run", "[b29]") {
  VirtualLoop loop;
  Signal source(1);
  int plain = 0;
  int async = 0;
  auto plain_binding = bind([&](int x) { return ++plain, x; }, source);
  auto async_binding = bind([&](int x) -> Task<int> { co_return (++async, x); }, source);
  source = 2;
  loop.run_until_idle();
  CHECK(plain == 0);
  CHECK(async == 0);
}

TEST_CASE("a superseded run can never commit, in whichever order three runs would finish",
          "[b38][b31]") {
  std::vector<int> delays = {10, 20, 30};
  do {
    VirtualLoop loop;
    Signal trigger(0);
    std::vector<std::string> log;
    {
      auto slow = bind(
          [&](int index) -> Task<int> {
            if (index == 0) co_return 0;
            Guard guard{log, str(index)};
            co_await sleep(std::chrono::milliseconds(delays[static_cast<std::size_t>(index) - 1]));
            log.push_back(str("value ", index));
            co_return index;
          },
          trigger);
      Shown shown(slow);
      loop.run_ready();
      for (int i = 1; i <= 3; ++i) {
        trigger = i;
        CHECK(slow.status() == Status::pending);
        loop.advance(1ms);
        CHECK(slow() == 0);
        CHECK(async_counts().roots == 1);
      }
      loop.advance(100ms);
      CHECK(shown.values == std::vector<int>{0, 3});
      CHECK(log == std::vector<std::string>{"end 1", "end 2", "value 3", "end 3"});
      CHECK(slow.status() == Status::idle);
    }
    loop.run_until_idle();
    CHECK(async_counts() == AsyncCounts{});
    CHECK(counts().signals == 1);
  } while (std::ranges::next_permutation(delays).found);
}

TEST_CASE("three triggers in one turn start one run, with the newest arguments", "[b38]") {
  VirtualLoop loop;
  Signal trigger(0);
  std::vector<int> started;
  auto binding = bind(
      [&](int index) -> Task<int> {
        started.push_back(index);
        co_await sleep(5ms);
        co_return index;
      },
      trigger);
  Shown shown(binding);
  loop.run_until_idle();
  trigger = 1;
  trigger = 2;
  trigger = 3;
  loop.run_until_idle();
  CHECK(started == std::vector<int>{0, 3});
  CHECK(shown.values == std::vector<int>{0, 3});
}

TEST_CASE("the clean-up of a superseded run is over before the next one begins", "[b40]") {
  VirtualLoop loop;
  Signal trigger(0);
  std::vector<std::string> log;
  auto binding = bind(
      [&](int index) -> AsyncGenerator<int> {
        log.push_back(str("begin ", index));
        Guard guard{log, str(index)};
        for (;;) {
          co_yield index;
          co_await sleep(10ms);
        }
      },
      trigger);
  {
    Shown shown(binding);
    loop.advance(25ms);
    CHECK(binding.status() == Status::streaming);
    trigger = 1;
    CHECK(binding.status() == Status::pending);
    CHECK(binding() == 0);
    loop.run_ready();
    CHECK(binding() == 1);
    CHECK(log == std::vector<std::string>{"begin 0", "end 0", "begin 1"});
  }
  loop.run_ready();
  CHECK(log.back() == "end 1");
  CHECK(loop.run_until_idle());
  CHECK(async_counts().roots == 0);
}

TEST_CASE("shown again, a binding starts anew", "[b47]") {
  VirtualLoop loop;
  int runs = 0;
  auto binding = bind([&]() -> AsyncGenerator<int> {
    co_yield ++runs;
    co_await sleep(1h);
  });
  for (int round = 1; round <= 3; ++round) {
    Shown shown(binding);
    loop.run_ready();
    CHECK(shown.values.back() == round);
    CHECK(async_counts().roots == 1);
    if (round == 2) continue;  // gone and back within one turn
    shown.stop();
    loop.run_ready();
    CHECK(async_counts().roots == 0);
    CHECK_FALSE(binding.has_value());
  }
}

TEST_CASE("the function and its captures live as long as the run, the binding gone or not") {
  VirtualLoop loop;
  Signal<std::string> result("");
  {
    auto payload = std::string(100, 'x');
    auto binding = bind(
        [payload, result](std::string more) -> Task<int> {
          co_await sleep(1ms);
          result = payload.substr(0, 3) + more;
          co_return 1;
        },
        std::string(60, 'y'));
    Shown shown(binding);
    loop.advance(2ms);
  }
  CHECK(result().size() == 63);
}

TEST_CASE("a run that lets go of its own binding ends where it next waits", "[b48]") {
  VirtualLoop loop;
  std::vector<std::string> log;
  std::optional<Shown<int>> shown;
  {
    auto binding = bind([&]() -> Task<int> {
      Guard guard{log, "run"};
      shown.reset();
      log.push_back("still here");
      co_await sleep(1ms);
      log.push_back("never");
      co_return 1;
    });
    shown.emplace(binding);
  }
  loop.run_until_idle();
  CHECK(log == std::vector<std::string>{"still here", "end run"});
  CHECK(async_counts() == AsyncCounts{});
}

TEST_CASE("a run that writes its own source is superseded by itself, and ends", "[b48]") {
  VirtualLoop loop;
  Signal count(0);
  auto binding = bind(
      [count](int now) -> Task<int> {
        co_await sleep(1ms);
        if (now < 5) count = now + 1;
        co_return now;
      },
      count);
  Shown shown(binding);
  CHECK(loop.run_until_idle());
  CHECK(shown.values == std::vector<int>{5});
}

TEST_CASE("a failing run keeps the last good value and is reported once", "[b72]") {
  VirtualLoop loop;
  Reports reports;
  Signal source(1);
  auto binding = bind(
      [](int value) -> Task<int> {
        co_await sleep(1ms);
        if (value == 2) co_await fail("user", "two is not allowed");
        co_return value;
      },
      source);
  Shown shown(binding);
  loop.run_until_idle();
  source = 2;
  loop.run_until_idle();
  CHECK(binding.status() == Status::error);
  CHECK(binding.error().message() == "two is not allowed");
  CHECK(binding() == 1);
  CHECK(reports.messages == std::vector<std::string>{"user: two is not allowed"});
  source = 3;
  loop.run_until_idle();
  CHECK(binding.status() == Status::idle);
  CHECK(binding() == 3);
}

TEST_CASE("a function that fails at its first run has no value, and recovers", "[b72]") {
  VirtualLoop loop;
  Reports reports;
  Signal source(1);
  auto plain = bind(
      [](int value) -> Result<int> {
        if (value == 1) return Error("user", "not one");
        return value;
      },
      source);
  Shown shown(plain);
  CHECK(plain.status() == Status::error);
  CHECK_FALSE(plain.has_value());
  source = 2;
  CHECK(plain.status() == Status::idle);
  CHECK(plain() == 2);
  source = 1;
  CHECK(plain() == 2);
  CHECK(plain.status() == Status::error);
  CHECK(reports.messages.size() == 2);
}

TEST_CASE("a failure of a superseded run is nobody's business", "[b38]") {
  VirtualLoop loop;
  Reports reports;
  Signal source(1);
  auto binding = bind(
      [](int value) -> Task<int> {
        co_await sleep(1ms);
        if (value == 1) co_await fail("user", "late");
        co_return value;
      },
      source);
  Shown shown(binding);
  loop.run_ready();
  source = 2;
  loop.run_until_idle();
  CHECK(reports.messages.empty());
  CHECK(binding() == 2);
}

TEST_CASE("a plain generator is stepped by the loop, one turn a value", "[b26]") {
  VirtualLoop loop;
  auto binding = bind([]() -> Generator<int> {
    for (int i = 0; i < 5; ++i) co_yield i;
  });
  Shown shown(binding);
  loop.run_until_idle();
  CHECK(shown.values == std::vector<int>{0, 1, 2, 3, 4});
  CHECK(binding.status() == Status::idle);
}

TEST_CASE("a binding of a binding waits for its first value", "[b27]") {
  VirtualLoop loop;
  Signal source(1);
  auto slow = bind(
      [](int value) -> Task<int> {
        co_await sleep(10ms);
        co_return value * 10;
      },
      source);
  int runs = 0;
  auto next = bind([&runs](int value) { return ++runs, value + 1; }, slow);
  Shown shown(next);
  CHECK(next.status() == Status::pending);
  loop.run_until_idle();
  CHECK(shown.values == std::vector<int>{11});
  CHECK(runs == 1);
  source = 2;
  loop.run_until_idle();
  CHECK(shown.values == std::vector<int>{11, 21});
}

TEST_CASE("a source given twice starts one run", "[b37]") {
  VirtualLoop loop;
  Signal source(1);
  int runs = 0;
  auto binding =
      bind([&runs](int a, int b) -> Task<int> { co_return (++runs, a + b); }, source, source);
  Shown shown(binding);
  loop.run_until_idle();
  source = 2;
  loop.run_until_idle();
  CHECK(runs == 2);
  CHECK(shown.values == std::vector<int>{2, 4});
}

TEST_CASE("10 000 random schedules: no stale commit, one live run, clean-up exactly once",
          "[b49]") {
  std::uint32_t state = 12345;
  const auto random = [&state](std::uint32_t below) {
    state ^= state << 13;
    state ^= state >> 17;
    state ^= state << 5;
    return state % below;
  };
  Reports reports;
  for (int round = 0; round < 10'000; ++round) {
    VirtualLoop loop;
    Signal trigger(0);
    int begun = 0;
    int ended = 0;
    int newest = -1;
    bool stale = false;
    {
      struct Count {
        int& ended;
        ~Count() { ++ended; }
      };
      auto binding = bind(
          [&, random](int index) -> AsyncGenerator<int> {
            ++begun;
            newest = index;
            Count count{ended};
            const std::uint32_t steps = random(4);
            for (std::uint32_t i = 0; i < steps; ++i) {
              if (random(3) == 0) co_await sleep(std::chrono::milliseconds(random(5)));
              if (random(16) == 0) co_await fail("user", "by chance");
              co_yield index;
            }
          },
          trigger);
      std::optional<Shown<int>> shown(binding);
      for (int step = 0; step < 6; ++step) {
        switch (random(4)) {
          case 0:
          case 1: trigger = trigger.peek() + 1; break;
          case 2: loop.advance(std::chrono::milliseconds(random(6))); break;
          default:
            if (shown) {
              shown.reset();
            } else {
              shown.emplace(binding);
            }
        }
        if (binding.has_value() && binding() > trigger.peek()) stale = true;
        if (begun - ended > 1) stale = true;
      }
      if (!shown) shown.emplace(binding);
      loop.run_until_idle();
      if (newest != trigger.peek()) stale = true;
      if (!shown->values.empty() && !std::ranges::is_sorted(shown->values)) stale = true;
    }
    loop.run_until_idle();
    INFO("round " << round);
    REQUIRE_FALSE(stale);
    REQUIRE(begun == ended);
    REQUIRE(async_counts() == AsyncCounts{});
  }
}
