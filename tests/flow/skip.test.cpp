#include <catch_amalgamated.hpp>

#include "flow/support.hpp"

using namespace coracle;
using namespace coracle::test;
using namespace std::chrono_literals;

namespace {

OrSkip<int> odd(int value) { return value % 2 ? OrSkip<int>(value) : skip; }

}  // namespace

TEST_CASE("every kind of function may skip: the last value stays", "[b32]") {
  VirtualLoop loop;
  Signal source(1);
  Binding<int> plain = bind([](int value) { return odd(value); }, source);
  Binding<int> task = bind([](int value) -> Task<OrSkip<int>> { co_return odd(value); }, source);
  Binding<int> generator =
      bind([](int value) -> Generator<OrSkip<int>> { co_yield odd(value); }, source);
  Binding<int> async =
      bind([](int value) -> AsyncGenerator<OrSkip<int>> { co_yield odd(value); }, source);
  Binding<int> fallible = bind(
      [](int value) -> Result<OrSkip<int>> { return Result<OrSkip<int>>(odd(value)); }, source);
  for (const Binding<int>& binding : {plain, task, generator, async, fallible}) {
    source = 1;
    Shown shown(binding);
    loop.run_ready();
    source = 2;
    loop.run_ready();
    CHECK(binding.status() == Status::idle);
    source = 3;
    loop.run_ready();
    CHECK(shown.values == std::vector<int>{1, 3});
  }
}

TEST_CASE("a first run that skips has no value and is no error", "[b32]") {
  VirtualLoop loop;
  Signal source(2);
  const auto task = [](int value) -> Task<OrSkip<int>> { co_return odd(value); };
  for (const Binding<int>& binding :
       {bind(task, source), bind(&odd, source), bind(&odd, source).with({.rate = debounce(1ms)})}) {
    source = 2;
    Shown shown(binding);
    loop.run_until_idle();
    CHECK_FALSE(binding.has_value());
    CHECK(binding.status() == Status::idle);
    source = 3;
    loop.run_until_idle();
    CHECK(shown.values == std::vector<int>{3});
  }
}

TEST_CASE("a plain function whose source has no value yet is pending, and then idle",
          "[b32][b45]") {
  VirtualLoop loop;
  Binding<int> slow = bind([]() -> Task<int> {
    co_await sleep(10ms);
    co_return 2;
  });
  Binding<int> skipping = bind(&odd, slow);
  std::vector<Status> seen;
  Effect effect = coracle::effect([&] { seen.push_back(skipping.status()); });
  loop.run_until_idle();
  CHECK(seen == std::vector<Status>{Status::pending, Status::idle});
}

TEST_CASE("skip is no value: the run is pending until it has given one", "[b32][b45]") {
  VirtualLoop loop;
  Binding<int> binding = bind([]() -> AsyncGenerator<OrSkip<int>> {
    co_yield skip;
    co_await sleep(10ms);
    co_yield 1;
    co_await sleep(10ms);
  });
  Shown shown(binding);
  loop.advance(5ms);
  CHECK(binding.status() == Status::pending);
  loop.advance(10ms);
  CHECK(binding.status() == Status::streaming);
}
