#include <catch_amalgamated.hpp>
#include <coracle/flow/run_handle.hpp>

#include "flow/support.hpp"

using namespace coracle;
using namespace coracle::test;
using namespace std::chrono_literals;

TEST_CASE("a run's handle tells its status, when it started and what triggered it", "[b42]") {
  VirtualLoop loop;
  auto thing = make_ref<Thing>();
  auto binding = bind(
      [](int value) -> AsyncGenerator<int> {
        co_await sleep(10ms);
        co_yield value;
        co_await sleep(10ms);
      },
      thing->value);
  CHECK(binding.run().done());
  Shown shown(binding);
  loop.run_ready();
  const RunHandle first = binding.run();
  CHECK_FALSE(first.done());
  CHECK(first.status() == Status::pending);
  CHECK(first.trigger().phase == Phase::first);
  loop.advance(15ms);
  CHECK(first.status() == Status::streaming);
  thing->value = 2;
  loop.run_ready();
  CHECK(first.done());
  CHECK(first.status() == Status::cancelled);
  const RunHandle second = binding.run();
  CHECK(second.trigger().source == "value");
  CHECK(second.trigger().phase == Phase::committed);
  CHECK(second.started_at() == Time(15));
  CHECK(binding.runs().size() == 1);
  loop.run_until_idle();
  CHECK(second.done());
  CHECK(second.status() == Status::idle);
  CHECK(second.started_at() == Time(15));
  // Also when nobody had asked before it ended.
  thing->value.trigger();
  loop.run_until_idle();
  CHECK(binding.run().done());
  CHECK(binding.run().trigger().phase == Phase::triggered);
  CHECK(binding.run().trigger().source == "value");
}

TEST_CASE("cancelling a run ends it where it waits, twice at no harm, and says why",
          "[b41][b42][b45]") {
  VirtualLoop loop;
  Signal source(1);
  std::vector<std::string> log;
  auto binding = bind(
      [&log](int value) -> AsyncGenerator<int> {
        co_yield value;
        Guard guard{log, "run"};
        co_await sleep(1h);
      },
      source);
  Shown shown(binding);
  loop.run_ready();
  const RunHandle run = binding.run();
  run.cancel("enough");
  run.cancel("again");
  CHECK(log == std::vector<std::string>{"end run"});
  CHECK(run.done());
  CHECK(run.status() == Status::cancelled);
  CHECK(run.reason() == "enough");
  CHECK(binding.status() == Status::cancelled);
  CHECK(binding() == 1);
  CHECK(async_counts() == AsyncCounts{});
  source = 2;
  loop.run_ready();
  CHECK(binding() == 2);
  CHECK(binding.status() == Status::streaming);
}

TEST_CASE("why the newest run was cancelled is known to who asks afterwards", "[b42]") {
  VirtualLoop loop;
  Signal source(1);
  std::vector<std::string> log;
  {
    auto binding = logged_runs(source, log);
    Shown shown(binding);
    loop.run_ready();
    binding.run().cancel("enough");
    CHECK(binding.run().status() == Status::cancelled);
    CHECK(binding.run().reason() == "enough");
    source = 2;
    loop.run_until_idle();
    CHECK(binding.run().status() == Status::idle);
    CHECK(binding.run().reason().empty());
    source = 3;
    loop.run_ready();
    binding.run().cancel("and again");
  }
  CHECK(async_counts() == AsyncCounts{});
}

TEST_CASE("a run that waits for its turn can be cancelled, too", "[b41][b42]") {
  VirtualLoop loop;
  Signal source(0);
  std::vector<std::string> log;
  auto binding = logged_runs(source, log).with({.policy = queue(3)});
  Shown shown(binding);
  loop.run_ready();
  source = 1;
  source = 2;
  auto runs = binding.runs();
  REQUIRE(runs.size() == 3);
  CHECK(runs[1].started_at() == Time(0));
  runs[1].cancel();
  CHECK(runs[1].status() == Status::cancelled);
  loop.run_until_idle();
  CHECK(log == std::vector<std::string>{"begin 0", "end 0", "begin 2", "end 2"});
}

TEST_CASE("a run finds its own handle, also in a branch, and what it spawns finds none", "[b42]") {
  VirtualLoop loop;
  auto thing = make_ref<Thing>();
  std::vector<std::string> sources;
  const auto note = [&sources] {
    const RunHandle run = current_run();
    sources.emplace_back(run.done() ? "none" : run.trigger().source);
  };
  thing->value.watch([note](Change<int>) -> Task<> {
    note();
    co_await all([](auto note) -> Task<> {
      co_await sleep(1ms);
      note();
    }(note));
    spawn([note]() -> Task<> {
      note();
      co_return;
    });
  });
  note();
  thing->value = 2;
  loop.run_until_idle();
  CHECK(sources == std::vector<std::string>{"none", "value", "value", "none"});
}

TEST_CASE("a run that cancels itself ends where it next waits", "[b41]") {
  VirtualLoop loop;
  std::vector<std::string> log;
  auto thing = make_ref<Thing>();
  thing->pressed.watch([&log]() -> Task<> {
    Guard guard{log, "run"};
    current_run().cancel();
    log.push_back("still here");
    co_await sleep(1ms);
    log.push_back("never");
  });
  thing->pressed.pulse();
  loop.run_until_idle();
  CHECK(log == std::vector<std::string>{"still here", "end run"});
}

TEST_CASE("retry runs the function again with the arguments as they are", "[b72]") {
  VirtualLoop loop;
  Reports reports;
  Signal source(7);
  int runs = 0;
  std::vector<Phase> phases;
  auto async = bind(
      [&](int value, Trigger trigger) -> Task<int> {
        phases.push_back(trigger.phase);
        if (++runs == 1) co_await fail("user", "not yet");
        co_return value;
      },
      source);
  Shown shown(async);
  loop.run_until_idle();
  CHECK(async.status() == Status::error);
  async.retry();
  CHECK(async.status() == Status::pending);
  loop.run_until_idle();
  CHECK(async.status() == Status::idle);
  CHECK(async() == 7);
  CHECK(phases == std::vector<Phase>{Phase::first, Phase::retried});

  int calls = 0;
  auto plain = bind([&calls](int value) { return value + ++calls; }, source);
  Shown shown_plain(plain);
  plain.retry();
  CHECK(shown_plain.values == std::vector<int>{8, 9});
}
