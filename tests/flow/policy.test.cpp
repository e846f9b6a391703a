#include <catch_amalgamated.hpp>
#include <coracle/flow/run_handle.hpp>

#include "flow/support.hpp"

using namespace coracle;
using namespace coracle::test;
using namespace std::chrono_literals;

namespace {

using Log = std::vector<std::string>;

}  // namespace

TEST_CASE("queue: each trigger has its own run, in order, with its own arguments", "[b39]") {
  VirtualLoop loop;
  Signal source(0);
  Log log;
  auto binding = logged_runs(source, log).with({.policy = queue(5)});
  Shown shown(binding);
  loop.run_ready();
  source = 1;
  source = 2;
  loop.advance(1ms);
  CHECK(async_counts().roots == 1);
  CHECK(binding.runs().size() == 3);
  source = 3;
  CHECK(loop.run_until_idle());
  CHECK(shown.values == std::vector<int>{0, 1, 2, 3});
  CHECK(log == Log{"begin 0", "end 0", "begin 1", "end 1", "begin 2", "end 2", "begin 3", "end 3"});
  CHECK(binding.status() == Status::idle);
}

TEST_CASE("a full queue says which trigger it dropped", "[b39]") {
  VirtualLoop loop;
  Reports reports;
  auto thing = make_ref<Thing>();
  Log log;
  auto binding = logged_runs(thing->value, log).with({.policy = queue(2)});
  Shown shown(binding);
  loop.run_ready();
  for (int i = 2; i <= 4; ++i) thing->value = i;
  REQUIRE(reports.messages.size() == 1);
  CHECK(reports.messages[0].starts_with("queue_full: queue(2)"));
  CHECK(reports.messages[0].find("\"value\"") != std::string::npos);
  loop.run_until_idle();
  CHECK(log == Log{"begin 1", "end 1", "begin 2", "end 2", "begin 3", "end 3"});
}

TEST_CASE("drop: a trigger while a run is live is lost, silently", "[b39]") {
  VirtualLoop loop;
  Reports reports;
  Signal source(0);
  Log log;
  auto binding = logged_runs(source, log).with({.policy = drop});
  Shown shown(binding);
  loop.run_ready();
  source = 1;
  CHECK(binding.status() == Status::pending);
  loop.run_until_idle();
  source = 2;
  loop.run_until_idle();
  CHECK(shown.values == std::vector<int>{0, 2});
  CHECK(reports.messages.empty());
}

TEST_CASE("parallel(n): n at once, the others wait in order", "[b39]") {
  VirtualLoop loop;
  Signal source(0);
  Log log;
  auto binding = logged_runs(source, log).with({.policy = parallel(2)});
  Shown shown(binding);
  loop.run_ready();
  for (int i = 1; i <= 4; ++i) source = i;
  loop.run_ready();
  CHECK(async_counts().roots == 2);
  CHECK(loop.run_until_idle());
  CHECK(shown.values == std::vector<int>{0, 1, 2, 3, 4});
  CHECK(log[0] == "begin 0");
  CHECK(log[1] == "begin 1");
  CHECK(log[2] == "end 0");
  CHECK(binding.status() == Status::idle);
}

TEST_CASE("parallel(): every value of every run appears as it comes", "[b39]") {
  VirtualLoop loop;
  Signal source(3);
  auto binding = bind(
                     [](int index) -> Task<int> {
                       co_await sleep(std::chrono::milliseconds(10 * index));
                       co_return index;
                     },
                     source)
                     .with({.policy = parallel()});
  Shown shown(binding);
  loop.run_ready();
  source = 2;
  source = 1;
  CHECK(loop.run_until_idle());
  CHECK(shown.values == std::vector<int>{1, 2, 3});
}

TEST_CASE("the same policies hold for handlers", "[b39]") {
  VirtualLoop loop;
  const auto begun_with = [&](Policy policy) {
    auto thing = make_ref<Thing>();
    std::vector<int> begun;
    thing->pressed.watch(
        [&begun](Pulse press) -> Task<> {
          begun.push_back(press.count);
          co_await sleep(10ms);
        },
        {.policy = policy});
    for (int i = 0; i < 4; ++i) {
      thing->pressed.pulse();
      loop.advance(1ms);
    }
    loop.run_until_idle();
    return begun;
  };
  Reports reports;
  CHECK(begun_with({}) == std::vector<int>{1, 2, 3, 4});
  CHECK(begun_with(parallel()) == std::vector<int>{1, 2, 3, 4});
  CHECK(begun_with(parallel(2)) == std::vector<int>{1, 2, 3, 4});
  CHECK(begun_with(latest) == std::vector<int>{1, 2, 3, 4});
  CHECK(begun_with(drop) == std::vector<int>{1});
  CHECK(reports.messages.empty());
  CHECK(begun_with(queue(2)) == std::vector<int>{1, 2, 3});
  REQUIRE(reports.messages.size() == 1);
  CHECK(reports.messages[0].find("\"pressed\"") != std::string::npos);
}

TEST_CASE("a superseded handler is cancelled and clean before the next begins", "[b39][b40]") {
  VirtualLoop loop;
  auto thing = make_ref<Thing>();
  Log log;
  thing->value.watch(
      [&log](Change<int> change) -> Task<> {
        log.push_back(str("begin ", change.now));
        Guard guard{log, str(change.now)};
        co_await sleep(10ms);
        log.push_back(str("done ", change.now));
      },
      {.policy = latest});
  thing->value = 2;
  loop.run_ready();
  thing->value = 3;
  thing->value = 4;
  loop.run_until_idle();
  CHECK(log == Log{"begin 2", "end 2", "begin 4", "done 4", "end 4"});
}

TEST_CASE("a handler that is no longer subscribed drops what waits and finishes what runs",
          "[b2][b39]") {
  VirtualLoop loop;
  auto thing = make_ref<Thing>();
  std::vector<int> done;
  Subscription subscription = thing->pressed.watch(
      [&](Pulse press) -> Task<> {
        co_await sleep(10ms);
        done.push_back(press.count);
      },
      {.policy = queue(5)});
  thing->pressed.pulse();
  thing->pressed.pulse();
  loop.advance(1ms);
  CHECK(subscription.runs().size() == 2);
  subscription.dispose();
  CHECK(subscription.runs().empty());
  loop.run_until_idle();
  CHECK(done == std::vector<int>{1});
  CHECK(async_counts() == AsyncCounts{});
}

TEST_CASE("pending holds until the newest run's first value, whatever becomes of older ones",
          "[b45]") {
  VirtualLoop loop;
  Signal source(0);
  auto binding = bind(
      [](int) -> AsyncGenerator<int> {
        co_await sleep(10ms);
        co_yield 1;
        co_await sleep(10ms);
      },
      source);
  std::vector<Status> seen;
  Effect effect = coracle::effect([&] { seen.push_back(binding.status()); });
  Shown shown(binding);
  loop.advance(5ms);
  CHECK(binding.status() == Status::pending);
  source = 1;
  loop.advance(7ms);  // the first run was cancelled meanwhile
  CHECK(binding.status() == Status::pending);
  loop.advance(5ms);
  CHECK(binding.status() == Status::streaming);
  loop.run_until_idle();
  CHECK(seen ==
        std::vector<Status>{Status::idle, Status::pending, Status::streaming, Status::idle});
}

TEST_CASE("a queue is pending while any of its runs has no value", "[b45]") {
  VirtualLoop loop;
  Signal source(0);
  Log log;
  auto binding = logged_runs(source, log).with({.policy = queue(5)});
  Shown shown(binding);
  loop.run_ready();
  source = 1;
  loop.advance(15ms);
  CHECK(binding() == 0);
  CHECK(binding.status() == Status::pending);
  loop.advance(10ms);
  CHECK(binding.status() == Status::idle);
}

TEST_CASE("a queue of 0 and parallel of 0 are refused in words, and what is usual holds", "[b39]") {
  VirtualLoop loop;
  Reports reports;
  CHECK_FALSE(queue(0).is_given());
  CHECK_FALSE(parallel(0).is_given());
  CHECK_FALSE(queue(static_cast<std::size_t>(-1)).is_given());
  REQUIRE(reports.messages.size() == 3);
  CHECK(reports.messages[0].starts_with("bad_argument: queue(0)"));
  CHECK(reports.messages[1].starts_with("bad_argument: parallel(0)"));
  Signal source(0);
  Log log;
  Shown shown(logged_runs(source, log).with({.policy = queue(0)}));
  loop.run_ready();
  source = 1;
  loop.run_until_idle();
  CHECK(shown.values == std::vector<int>{1});
}

TEST_CASE("a policy for a function that is never live is a mistake", "[b39]") {
  VirtualLoop loop;
  Reports reports;
  Signal source(1);
  bind([](int value) { return value; }, source).with({.policy = queue(2)});
  auto thing = make_ref<Thing>();
  thing->pressed.watch([] {}, {.policy = queue(2)});
  CHECK(reports.messages.size() == 2);
}

TEST_CASE("leaving cancels all runs of every policy, and nothing is left", "[b47]") {
  for (const Policy policy : {latest, drop, queue(3), parallel(2), parallel()}) {
    const ReactiveCounts before = counts();
    {
      VirtualLoop loop;
      Signal source(0);
      Log log;
      auto binding = logged_runs(source, log).with({.policy = policy});
      Shown shown(binding);
      loop.run_ready();
      for (int i = 1; i < 4; ++i) source = i;
      loop.advance(1ms);
      shown.stop();
      loop.run_ready();
      CHECK(async_counts().roots == 0);
      CHECK(binding.runs().empty());
      CHECK(binding.status() == Status::idle);
      CHECK_FALSE(loop.run_until_idle() == false);
    }
    CHECK(counts() == before);
  }
}

TEST_CASE("a run whose value ends its own binding harms nobody") {
  VirtualLoop loop;
  std::optional<Binding<int>> binding;
  std::optional<Effect> effect;
  binding.emplace(bind([]() -> AsyncGenerator<int> {
    co_yield 1;
    co_yield 2;
  }));
  int seen = 0;
  effect.emplace(coracle::effect([&] {
    if (!binding || !binding->has_value()) return;
    seen = (*binding)();
    binding.reset();
  }));
  loop.run_until_idle();
  CHECK(seen == 1);
  CHECK(async_counts().roots == 0);
}
