// Policies, rates, status and removal in combination.
#include <catch_amalgamated.hpp>
#include <coracle/flow/run_handle.hpp>

#include "flow/support.hpp"

using namespace coracle;
using namespace coracle::test;
using namespace std::chrono_literals;

namespace {

using Values = std::vector<int>;

// Runs give `value`, `value + 100` and so on, every 10 ms.
AsyncGenerator<int> streaming(int value) {
  for (int i = 0; i < 5; ++i) {
    co_await sleep(10ms);
    co_yield value + 100 * i;
  }
}

Task<int> slow(int value) {
  co_await sleep(10ms);
  co_return value;
}

}  // namespace

TEST_CASE("a trigger that a rate holds back is pending until the new run's first value",
          "[b43][b45]") {
  VirtualLoop loop;
  Signal source(1);
  auto binding = bind(&streaming, source).with({.rate = debounce(25ms)});
  Shown shown(binding);
  loop.advance(15ms);
  CHECK(binding.status() == Status::streaming);
  source = 2;
  CHECK(binding.status() == Status::pending);
  loop.advance(10ms);  // the older run goes on giving values
  CHECK(binding() == 101);
  CHECK(binding.status() == Status::pending);
  loop.advance(16ms);
  CHECK(binding.status() == Status::pending);
  loop.advance(10ms);
  CHECK(binding() == 2);
  CHECK(binding.status() == Status::streaming);
  loop.run_until_idle();
  CHECK(binding.status() == Status::idle);
}

TEST_CASE("the older run's end, failure or cancellation does not end what is held back",
          "[b43][b45]") {
  for (const int end : {0, 1, 2}) {
    VirtualLoop loop;
    Reports reports;
    Signal source(1);
    auto binding = bind(
                       [end](int value) -> Task<int> {
                         co_await sleep(10ms);
                         if (value == 1 && end == 1) co_await fail("user", "no");
                         co_return value;
                       },
                       source)
                       .with({.rate = debounce(50ms)});
    Shown shown(binding);
    loop.advance(5ms);
    source = 2;
    loop.advance(4ms);
    if (end == 2) binding.run().cancel("by hand");
    loop.advance(10ms);
    if (end != 1) CHECK(binding.status() == Status::pending);
    loop.advance(50ms);
    CHECK(shown.values.back() == 2);
    CHECK(binding.status() == Status::idle);
  }
}

TEST_CASE("drop and a rate: what is dropped leaves the status to the run that is live",
          "[b39][b43][b45]") {
  for (const Rate rate : {debounce(5ms), throttle(5ms), frame, on_commit}) {
    VirtualLoop loop;
    auto thing = make_ref<Thing>();
    auto binding = bind(&streaming, thing->value).with({.policy = drop, .rate = rate});
    Shown shown(binding);
    loop.advance(12ms);
    CHECK(binding.status() == Status::streaming);
    thing->moving.move(thing->value, 2);
    thing->moving.release();
    loop.advance(6ms);  // dropped by now, and nothing was given since
    CHECK(binding.runs().size() == 1);
    CHECK(binding.status() == Status::streaming);
    loop.run_until_idle();
    CHECK(shown.values == Values{1, 101, 201, 301, 401});
    CHECK(binding.status() == Status::idle);
    thing->value = 3;
    loop.run_until_idle();
    CHECK(shown.values.back() == 403);
  }
}

TEST_CASE("queue and a rate: each trigger that passes has a run, with the values it passed with",
          "[b39][b43]") {
  VirtualLoop loop;
  Reports reports;
  auto thing = make_ref<Thing>();
  auto binding = bind(&slow, thing->value).with({.policy = queue(2), .rate = throttle(3ms)});
  Shown shown(binding);
  loop.run_ready();
  for (int i = 2; i <= 9; ++i) {
    thing->value = i;
    loop.advance(1ms);
  }
  loop.run_until_idle();
  CHECK(shown.values == Values{1, 2, 4});
  // Those of 0 and 3 ms found the queue with room, those of 6 and 9 ms a full one.
  CHECK(reports.messages.size() == 2);
}

TEST_CASE("every policy with every rate: removal leaves nothing, and showing again starts anew",
          "[b39][b43][b47]") {
  for (const Policy policy : {latest, drop, queue(2), parallel(2), parallel()}) {
    for (const Rate rate : {immediate, frame, debounce(3ms), throttle(3ms), on_commit}) {
      for (int removed_at = 0; removed_at < 20; removed_at += 3) {
        const ReactiveCounts before = counts();
        {
          VirtualLoop loop;
          Reports reports;
          auto thing = make_ref<Thing>();
          auto binding = bind(&slow, thing->value).with({.policy = policy, .rate = rate});
          {
            Shown shown(binding);
            for (int at = 0; at < removed_at; ++at) {
              if (at % 5 == 4) {
                thing->moving.release();
              } else {
                thing->moving.move(thing->value, 100 + at);
              }
              loop.advance(1ms);
            }
          }
          loop.run_ready();
          CHECK(async_counts() == AsyncCounts{});
          CHECK(binding.runs().empty());
          CHECK(binding.status() == Status::idle);
          thing->moving.release();
          thing->value = 7;
          Shown again(binding);
          CHECK(loop.run_until_idle());
          CHECK(again.values == Values{7});
          thing->value = 8;
          CHECK(loop.run_until_idle());
          CHECK(again.values == Values{7, 8});
          CHECK(binding.status() == Status::idle);
        }
        CHECK(counts() == before);
      }
    }
  }
}

TEST_CASE("gone and back within one turn: under every policy the runs start anew, once", "[b47]") {
  for (const Policy policy : {latest, drop, queue(2), parallel(2), parallel()}) {
    VirtualLoop loop;
    Signal source(1);
    int begun = 0;
    auto binding = bind(
                       [&begun](int value) -> Task<int> {
                         ++begun;
                         co_await sleep(10ms);
                         co_return value;
                       },
                       source)
                       .with({.policy = policy});
    std::optional<Shown<int>> shown(binding);
    loop.advance(1ms);
    source = 2;
    begun = 0;
    shown.reset();
    shown.emplace(binding);
    CHECK(loop.run_until_idle());
    CHECK(begun == 1);
    CHECK(shown->values == Values{2});
    CHECK(binding.status() == Status::idle);
    CHECK(async_counts() == AsyncCounts{});
  }
}

TEST_CASE("another policy or rate while runs are live holds from the next trigger on",
          "[b39][b43]") {
  VirtualLoop loop;
  Reports reports;
  Signal source(0);
  auto binding = bind(&slow, source).with({.policy = queue(5)});
  Shown shown(binding);
  loop.run_ready();
  source = 1;
  source = 2;
  binding.with({.policy = latest});
  source = 3;
  CHECK(loop.run_until_idle());
  CHECK(shown.values == Values{3});
  binding.with({.policy = parallel()});
  source = 4;
  source = 5;
  loop.advance(1ms);
  binding.with({.policy = queue(1)});
  source = 6;
  CHECK(loop.run_until_idle());
  CHECK(shown.values == Values{3, 4, 5, 6});
  // What the former rate held back is not lost: the new one has it, or it passes.
  binding.with({.rate = debounce(1h)});
  source = 7;
  loop.advance(1s);
  binding.with({.rate = debounce(1ms)});
  source = 8;
  loop.advance(1s);
  CHECK(shown.values.back() == 8);
  CHECK(binding.status() == Status::idle);
  CHECK(async_counts().timers == 0);
}

TEST_CASE("rates of no time: one run for a turn's triggers, and none is lost", "[b43]") {
  for (const Rate rate : {debounce(0ms), throttle(0ms), throttle(0ms, {.leading = false})}) {
    VirtualLoop loop;
    auto thing = make_ref<Thing>();
    Shown shown(bind(&slow, thing->value).with({.policy = parallel(), .rate = rate}));
    loop.run_until_idle();
    for (int i = 2; i <= 5; ++i) thing->value = i;
    CHECK(loop.run_until_idle());
    CHECK(shown.values.back() == 5);
    thing->value = 6;
    CHECK(loop.run_until_idle());
    CHECK(shown.values.back() == 6);
    CHECK(async_counts().timers == 0);
  }
}

TEST_CASE("a rate whose time is no number is refused in words", "[b43]") {
  VirtualLoop loop;
  Reports reports;
  const Time none(std::numeric_limits<double>::quiet_NaN());
  CHECK(debounce(none).is_immediate());
  CHECK(throttle(none).is_immediate());
  CHECK(reports.messages.size() == 2);
}

TEST_CASE("on_commit with drop: the release while a run is live is dropped, the next one runs",
          "[b39][b43]") {
  VirtualLoop loop;
  auto thing = make_ref<Thing>();
  auto binding = bind(&slow, thing->value).with({.policy = drop, .rate = on_commit});
  Shown shown(binding);
  loop.advance(5ms);
  thing->moving.move(thing->value, 2);
  thing->moving.release();
  loop.run_until_idle();
  CHECK(shown.values == Values{1});
  thing->moving.move(thing->value, 3);
  thing->moving.release();
  loop.run_until_idle();
  CHECK(shown.values == Values{1, 3});
}

TEST_CASE("what is cancelled while it waits makes room in a full queue", "[b39][b42]") {
  VirtualLoop loop;
  Reports reports;
  Signal source(0);
  auto binding = bind(&slow, source).with({.policy = queue(1)});
  Shown shown(binding);
  loop.run_ready();
  source = 1;
  binding.runs()[1].cancel();
  CHECK(binding.status() == Status::pending);
  source = 2;
  CHECK(reports.messages.empty());
  source = 3;
  CHECK(reports.messages.size() == 1);
  loop.run_until_idle();
  CHECK(shown.values == Values{0, 2});
}

TEST_CASE("two presses in one turn are two runs, where the policy lets them", "[b12][b39]") {
  for (const bool in_batch : {false, true}) {
    VirtualLoop loop;
    auto thing = make_ref<Thing>();
    std::vector<bool> pressed;
    auto binding = bind(
                       [&pressed](bool now) -> Task<int> {
                         pressed.push_back(now);
                         co_await sleep(1ms);
                         co_return 0;
                       },
                       thing->pressed)
                       .with({.policy = queue(5)});
    Shown shown(binding);
    loop.run_until_idle();
    const auto press = [&] {
      thing->pressed.pulse();
      thing->pressed.pulse();
    };
    if (in_batch) {
      batch(press);
    } else {
      press();
    }
    loop.run_until_idle();
    CHECK(pressed ==
          (in_batch ? std::vector<bool>{false, true} : std::vector<bool>{false, true, true}));
  }
}

TEST_CASE("a source that is reached through two paths starts one run", "[b20][b37]") {
  VirtualLoop loop;
  auto thing = make_ref<Thing>();
  Values seen;
  auto twice = bind([](int value) { return value * 2; }, thing->value);
  auto square = bind([](int value) { return value * value; }, twice);
  Shown shown(bind(
      [&seen](int a, int b, int c) -> Task<int> {
        seen.push_back(a * 10000 + b * 100 + c);
        co_return a;
      },
      twice, square, thing->value));
  loop.run_until_idle();
  thing->value = 3;
  loop.run_until_idle();
  batch([&] {
    thing->value = 4;
    thing->value = 2;
  });
  loop.run_until_idle();
  CHECK(seen == Values{20401, 63603, 41602});
}
