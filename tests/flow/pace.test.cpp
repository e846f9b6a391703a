#include <catch_amalgamated.hpp>
#include <coracle/flow/pace.hpp>

#include "flow/support.hpp"

using namespace coracle;
using namespace coracle::test;
using namespace std::chrono_literals;

TEST_CASE("pace: the next value comes when the last one was painted and the time has passed",
          "[b51]") {
  VirtualLoop loop;
  std::vector<double> times;
  const auto count = [&](int to) -> Generator<int> {
    for (int i = 1; i <= to; ++i) co_yield i;
  };
  Signal to(4);
  Binding<int> binding = bind(pace(50ms, count), to);
  Shown shown(binding);
  Effect effect = coracle::effect([&] {
    if (binding.has_value()) times.push_back(loop.now().count());
    binding();
  });
  CHECK(loop.run_until_idle());
  CHECK(shown.values == std::vector<int>{1, 2, 3, 4});
  REQUIRE(times.size() == 4);
  for (std::size_t i = 1; i < times.size(); ++i) CHECK(times[i] - times[i - 1] >= 50);
}

TEST_CASE("pace of nothing is a value a frame", "[b51]") {
  VirtualLoop loop;
  Binding<int> binding = bind(pace(0ms, []() -> AsyncGenerator<int> {
    for (int i = 1; i <= 100; ++i) co_yield i;
  }));
  Shown shown(binding);
  loop.run_ready();
  CHECK(shown.values == std::vector<int>{1});
  loop.run_to_next_frame();
  loop.run_ready();
  CHECK(shown.values == std::vector<int>{1, 2});
}

TEST_CASE("a negative pace fails in words; cancelling a paced run leaves nothing", "[b41][b51]") {
  VirtualLoop loop;
  Reports reports;
  const auto one = []() -> AsyncGenerator<int> { co_yield 1; };
  {
    Shown shown(bind(pace(-1ms, one)));
    loop.run_until_idle();
    REQUIRE(reports.messages.size() == 1);
    CHECK(reports.messages[0].starts_with("bad_argument: pace"));
  }
  {
    Shown shown(bind(pace(1h, one)));
    loop.run_ready();
    CHECK(shown.values == std::vector<int>{1});
  }
  loop.run_until_idle();
  CHECK(async_counts() == AsyncCounts{});
}
