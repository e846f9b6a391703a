// Runs, clean-ups and watchers that act on what started them.
#include <catch_amalgamated.hpp>
#include <coracle/flow/run_handle.hpp>

#include "flow/support.hpp"

using namespace coracle;
using namespace coracle::test;
using namespace std::chrono_literals;

namespace {

using Log = std::vector<std::string>;
using Values = std::vector<int>;

}  // namespace

TEST_CASE("a run that writes its own source: the write is the next trigger, under every policy",
          "[b48]") {
  for (const Policy policy : {latest, queue(1), drop, parallel(1), parallel(2), parallel()}) {
    for (const bool waits_first : {false, true}) {
      VirtualLoop loop;
      Reports reports;
      Signal count(0);
      int live = 0;
      auto binding = bind(
                         [&live, count, waits_first](int now) -> Task<int> {
                           ++live;
                           if (waits_first) co_await sleep(1ms);
                           if (now < 5) count = now + 1;
                           if (!waits_first) co_await sleep(1ms);
                           --live;
                           co_return now;
                         },
                         count)
                         .with({.policy = policy});
      Shown shown(binding);
      CHECK(loop.run_until_idle());
      CHECK(reports.messages.empty());
      CHECK(async_counts() == AsyncCounts{});
      CHECK(binding.runs().empty());
      CHECK(binding.status() == Status::idle);
      // A trigger by a run is one while a run is live, so `drop` drops it.
      CHECK(shown.values.back() == (count.peek() == 1 ? 0 : 5));
    }
  }
}

TEST_CASE("a run that writes its own source for ever leaves others their turns", "[b48]") {
  for (const Policy policy : {latest, queue(3), parallel()}) {
    VirtualLoop loop;
    Signal count(0);
    Shown shown(bind(
                    [count](int now) -> Task<int> {
                      count = now + 1;
                      co_return now;
                    },
                    count)
                    .with({.policy = policy}));
    Scope scope;
    int turns = 0;
    scope.spawn([&]() -> Task<> {
      for (; turns < 100; ++turns) co_await reschedule();
      shown.stop();
    });
    CHECK(loop.run_until_idle());
    CHECK(turns == 100);
    CHECK(count.peek() < 1000);
  }
}

TEST_CASE("a plain function that writes its own source settles, or is stopped and named",
          "[b9][b48]") {
  VirtualLoop loop;
  Reports reports;
  Signal count(0);
  auto limited = bind(
      [count](int now) {
        if (now < 5) count = now + 1;
        return now;
      },
      count);
  Shown shown(limited);
  CHECK(limited() == 5);
  CHECK(reports.messages.empty());

  Signal endless(0);
  Shown stopped(bind([endless](int now) { return endless = now + 1, now; }, endless));
  REQUIRE_FALSE(reports.messages.empty());
  CHECK(reports.messages[0].starts_with("cycle: "));
}

TEST_CASE("two watchers that feed each other for ever are stopped, and one is named", "[b9]") {
  VirtualLoop loop;
  Log origins;
  ReportSink former = set_report_sink([&](const Error& error, std::string_view origin) {
    origins.push_back(str(error.code(), " ", origin));
  });
  auto thing = make_ref<Thing>();
  int runs = 0;
  thing->value.watch([&](Change<int> change) { thing->other = change.now + 1, ++runs; });
  thing->other.watch([&](Change<int> change) { thing->value = change.now + 1, ++runs; });
  thing->value = 2;
  REQUIRE_FALSE(origins.empty());
  CHECK((origins[0] == "cycle value" || origins[0] == "cycle other"));
  CHECK(runs < 1000);
  set_report_sink(std::move(former));
}

TEST_CASE("the clean-up of a superseded run may write its source: that is the newest trigger",
          "[b40][b48]") {
  for (const Policy policy : {latest, queue(5), parallel()}) {
    VirtualLoop loop;
    Signal source(0);
    Log log;
    struct Writes {
      const Signal<int>& source;
      int from;
      ~Writes() {
        if (from == 1) source = 9;
      }
    };
    auto binding = bind(
                       [&](int value) -> AsyncGenerator<int> {
                         log.push_back(str("begin ", value));
                         Guard guard{log, str(value)};
                         Writes writes{source, value};
                         co_yield value;
                         co_await sleep(10ms);
                       },
                       source)
                       .with({.policy = policy});
    Shown shown(binding);
    loop.run_ready();
    source = 1;
    loop.advance(1ms);
    source = 2;
    CHECK(loop.run_until_idle());
    CHECK(shown.values.back() == 9);
    CHECK(std::ranges::count(log, "begin 9") == 1);
    CHECK(std::ranges::count(log, "end 9") == 1);
    CHECK(async_counts() == AsyncCounts{});
  }
}

TEST_CASE("retry while a run is live is a trigger like any other", "[b39][b72]") {
  const auto begun_with = [](Policy policy) {
    VirtualLoop loop;
    Signal source(7);
    Log log;
    auto binding = bind(
                       [&log](int value) -> Task<int> {
                         log.emplace_back("begin");
                         Guard guard{log, str(value)};
                         co_await sleep(10ms);
                         co_return value;
                       },
                       source)
                       .with({.policy = policy});
    Shown shown(binding);
    loop.advance(1ms);
    binding.retry();
    binding.retry();
    CHECK(binding.status() == Status::pending);
    CHECK(loop.run_until_idle());
    CHECK(binding.status() == Status::idle);
    CHECK(shown.values == Values{7});
    return std::ranges::count(log, "begin");
  };
  CHECK(begun_with(latest) == 2);
  CHECK(begun_with(drop) == 1);
  CHECK(begun_with(queue(2)) == 3);
  CHECK(begun_with(parallel()) == 3);
}

TEST_CASE("a run may retry itself, and an error handler may retry what failed", "[b72][b73]") {
  VirtualLoop loop;
  Reports reports;
  int runs = 0;
  std::optional<Binding<int>> binding;
  binding.emplace(bind([&]() -> Task<int> {
    if (++runs < 3) binding->retry();
    co_await sleep(1ms);
    co_return runs;
  }));
  {
    Shown shown(*binding);
    CHECK(loop.run_until_idle());
    CHECK(shown.values == Values{3});
  }
  int tries = 0;
  std::optional<Binding<int>> failing;
  failing.emplace(bind([&]() -> Task<int> {
                    if (++tries < 3) co_await fail("user", "not yet");
                    co_return tries;
                  }).on_error([&](Error) { failing->retry(); }));
  Shown shown(*failing);
  CHECK(loop.run_until_idle());
  CHECK(shown.values == Values{3});
  CHECK(failing->status() == Status::idle);
  CHECK(reports.messages.empty());
}

TEST_CASE("a run that cancels all runs of its binding ends, and the next trigger runs", "[b41]") {
  for (const Policy policy : {latest, queue(3), parallel()}) {
    VirtualLoop loop;
    Signal source(0);
    std::optional<Binding<int>> binding;
    binding.emplace(bind(
                        [&](int value) -> Task<int> {
                          co_await sleep(std::chrono::milliseconds(5 + value));
                          if (value == 0) {
                            for (const RunHandle& run : binding->runs()) run.cancel("all");
                          }
                          co_await sleep(1ms);
                          co_return value;
                        },
                        source)
                        .with({.policy = policy}));
    Shown shown(*binding);
    loop.run_ready();
    loop.advance(20ms);
    CHECK(binding->runs().empty());
    CHECK(shown.values.empty());
    CHECK(binding->status() == Status::cancelled);
    source = 4;
    CHECK(loop.run_until_idle());
    CHECK(shown.values == Values{4});
    CHECK(binding->status() == Status::idle);
    CHECK(async_counts() == AsyncCounts{});
  }
}

TEST_CASE("a handle outlives the run's binding, and cancelling it then is harmless", "[b41][b42]") {
  VirtualLoop loop;
  RunHandle live;
  RunHandle waiting;
  {
    Signal source(0);
    auto binding = bind(
                       [](int value) -> Task<int> {
                         co_await sleep(1h);
                         co_return value;
                       },
                       source)
                       .with({.policy = queue(2)});
    Shown shown(binding);
    loop.advance(5ms);
    source = 1;
    live = binding.runs()[0];
    waiting = binding.runs()[1];
  }
  loop.run_until_idle();
  for (const RunHandle& run : {live, waiting}) {
    CHECK(run.done());
    CHECK(run.status() == Status::cancelled);
    run.cancel("late");
    CHECK(run.reason().empty());
  }
  CHECK(live.trigger().phase == Phase::first);
  CHECK(waiting.trigger().phase == Phase::committed);
  CHECK(async_counts() == AsyncCounts{});
}

TEST_CASE("a watcher may cancel the run whose value it hears, and a run its own watcher",
          "[b2][b41]") {
  VirtualLoop loop;
  Log log;
  auto binding = bind([&log]() -> AsyncGenerator<int> {
    Guard guard{log, "run"};
    for (int i = 1;; ++i) {
      co_yield i;
      co_await sleep(1ms);
    }
  });
  Values heard;
  Subscription subscription = binding.watch([&](Change<int> change) {
    heard.push_back(change.now);
    if (change.now == 2) binding.run().cancel("enough");
  });
  CHECK(loop.run_until_idle());
  CHECK(heard == Values{1, 2});
  CHECK(log == Log{"end run"});
  CHECK(binding.status() == Status::cancelled);
  subscription.dispose();
  loop.run_ready();

  auto thing = make_ref<Thing>();
  Subscription own;
  own = thing->pressed.watch([&](Pulse press) -> Task<> {
    log.push_back(str("press ", press.count));
    own.dispose();
    co_await sleep(1ms);
    log.emplace_back("goes on");
  });
  thing->pressed.pulse();
  loop.run_ready();
  thing->pressed.pulse();
  loop.run_until_idle();
  CHECK(log == Log{"end run", "press 1", "goes on"});
}
