#include <algorithm>
#include <catch_amalgamated.hpp>
#include <coracle/flow/watch_several.hpp>
#include <stdexcept>

#include "flow/support.hpp"

using namespace coracle;
using namespace coracle::test;
using namespace std::chrono_literals;

namespace {
using Log = std::vector<std::string>;
}

TEST_CASE("an always watcher hears of equal values too, once a commit", "[b3]") {
  VirtualLoop loop;
  auto thing = make_ref<Thing>();
  std::vector<Change<int>> always;
  int others = 0;
  Subscription subscription =
      thing->value.watch([&](Change<int> change) { always.push_back(change); }, {.always = true});
  thing->value.watch([&] { ++others; });
  thing->value = 1;
  thing->value = 2;
  thing->value = 2;
  batch([&] {
    thing->value = 2;
    thing->value = 2;
  });
  thing->value.trigger();
  CHECK(others == 2);
  REQUIRE(always.size() == 5);
  CHECK(always[0].kind == ChangeKind::set);
  CHECK(always[0].before == 1);
  CHECK(always[1].kind == ChangeKind::changed);
  CHECK(always[1].now == 2);
  CHECK(always[2].kind == ChangeKind::set);
  CHECK(always[3].kind == ChangeKind::set);
  CHECK(always[4].kind == ChangeKind::triggered);
  subscription.dispose();
  thing->value = 2;
  CHECK(always.size() == 5);
}

TEST_CASE("watchers run by order, then by registration, also across a batch and an event", "[b4]") {
  VirtualLoop loop;
  auto first = make_ref<Thing>();
  auto second = make_ref<Thing>();
  Log log;
  const auto note = [&log](std::string name) { return [&log, name] { log.push_back(name); }; };
  second->value.watch(note("0 first"));
  first->value.watch(note("0 second"));
  first->other.watch(note("5"), {.order = 5});
  first->value.watch(note("-1"), {.order = -1});
  second->pressed.watch(note("-2"), {.order = -2});
  first->value.watch(note("0 third"));
  batch([&] {
    first->other = 2;
    first->value = 2;
    second->value = 2;
    second->pressed.pulse();
  });
  CHECK(log == Log{"-2", "-1", "0 first", "0 second", "0 third", "5"});
}

TEST_CASE("after a watcher failed in a trigger, no later equal set runs the others", "[b5]") {
  VirtualLoop loop;
  Reports reports;
  auto thing = make_ref<Thing>();
  int runs = 0;
  thing->value.watch([](Change<int>) -> Task<> { co_await fail("user", "no"); });
  thing->value.watch([&] { ++runs; });
  thing->value.trigger();
  loop.run_until_idle();
  thing->value = 1;
  CHECK(runs == 1);
  CHECK(reports.messages.size() == 1);
}

TEST_CASE("a watcher of several parameters runs once per commit, told of each in watched order",
          "[b6]") {
  VirtualLoop loop;
  const ReactiveCounts before = counts();
  {
    auto thing = make_ref<Thing>();
    auto other = make_ref<Thing>();
    Log log;
    const auto part = [](const auto& change) {
      return change ? str(change->before, "-", change->now) : std::string("same");
    };
    Subscription subscription = watch(
        [&](std::optional<Change<int>> a, std::optional<Change<int>> b,
            std::optional<Pulse> press) {
          log.push_back(str(part(a), " ", part(b), press ? " pressed" : ""));
        },
        thing->value, other->other, thing->pressed);
    thing->value = 2;
    batch([&] {
      other->other = 5;
      thing->value = 3;
      other->other = 6;
    });
    batch([&] {
      thing->value = 9;
      thing->value = 3;
    });
    thing->pressed.pulse();
    CHECK(log == Log{"1-2 same", "2-3 1-6", "same same pressed"});
    subscription.dispose();
    thing->value = 4;
    CHECK(log.size() == 3);

    int runs = 0;
    watch(
        [&runs]() -> Task<> {
          co_await sleep(1ms);
          ++runs;
        },
        thing->value, thing->other);
    batch([&] {
      thing->value = 7;
      thing->other = 7;
    });
    loop.run_until_idle();
    CHECK(runs == 1);
  }
  CHECK(counts() == before);
}

TEST_CASE("one failing watcher stops no other, in a batch neither; one report names it", "[b7]") {
  VirtualLoop loop;
  Log origins;
  ReportSink former = set_report_sink(
      [&](const Error& error, std::string_view) { origins.emplace_back(error.message()); });
  auto thing = make_ref<Thing>();
  int runs = 0;
  thing->value.watch([](Change<int>) -> Task<> { co_await fail("user", "first"); });
  thing->value.watch([&] { ++runs; });
  thing->other.watch([&] { ++runs; });
  batch([&] {
    thing->value = 2;
    thing->other = 2;
  });
  loop.run_until_idle();
  CHECK(runs == 2);
  CHECK(thing->value.peek() == 2);
  CHECK(origins == Log{"first"});
  set_report_sink(std::move(former));
}

TEST_CASE("the report of a failing watcher names it, whatever it watches and at whatever rate",
          "[b7]") {
  VirtualLoop loop;
  Log origins;
  ReportSink former = set_report_sink([&](const Error& error, std::string_view origin) {
    origins.push_back(str(origin, ": ", error.message()));
  });
  auto thing = make_ref<Thing>();
  const auto failing = [](const char* what) {
    return [what]() -> Task<> { co_await fail("user", what); };
  };
  thing->value.watch(failing("plain"));
  thing->value.watch(failing("late"), {.rate = debounce(1ms)});
  thing->value.watch(failing("queued"), {.policy = queue(2)});
  thing->pressed.watch(failing("event"));
  watch(failing("several"), thing->other, thing->value);
  thing->value = 2;
  thing->pressed.pulse();
  loop.run_until_idle();
  std::ranges::sort(origins);
  CHECK(origins ==
        Log{"other: several", "pressed: event", "value: late", "value: plain", "value: queued"});
#if CORACLE_EXCEPTIONS
  origins.clear();
  thing->end.watch([] { throw std::runtime_error("thrown"); });
  thing->end = 3;
  CHECK(origins == Log{"end: thrown"});
#endif
  set_report_sink(std::move(former));
}

TEST_CASE("a watcher that sets what it watches: all see oldest to newest, and last what is live",
          "[b8][b17]") {
  VirtualLoop loop;
  auto thing = make_ref<Thing>();
  Log log;
  const auto note = [&](const char* name) {
    return [&log, name](Change<int> change) {
      log.push_back(str(name, " ", change.before, "-", change.now));
    };
  };
  thing->value.watch(note("a"));
  thing->value.watch([&](Change<int> change) {
    note("b")(change);
    if (change.now < 4) thing->value = change.now + 1;
  });
  thing->value.watch(note("c"));
  thing->value = 2;
  CHECK(log ==
        Log{"a 1-2", "b 1-2", "c 1-2", "a 2-3", "b 2-3", "c 2-3", "a 3-4", "b 3-4", "c 3-4"});
  CHECK(thing->value.peek() == 4);
}

TEST_CASE("a watcher that feeds itself for ever is stopped, by name, and lives on", "[b9]") {
  VirtualLoop loop;
  Log log;
  ReportSink former = set_report_sink([&](const Error& error, std::string_view origin) {
    log.push_back(str(error.code(), " ", origin));
  });
  auto thing = make_ref<Thing>();
  bool feeds = true;
  int runs = 0;
  thing->value.watch([&](Change<int> change) {
    ++runs;
    if (feeds) thing->value = change.now + 1;
  });
  thing->value = 2;
  CHECK(log == Log{"cycle value"});
  CHECK(runs <= 200);
  feeds = false;
  runs = 0;
  thing->value = -1;
  CHECK(runs == 1);
  CHECK(log.size() == 1);
  set_report_sink(std::move(former));
}

TEST_CASE("bounds are parameters like any other: they are watched", "[b10]") {
  VirtualLoop loop;
  auto thing = make_ref<Thing>();
  std::vector<int> ends;
  thing->end.watch([&](Change<int> change) { ends.push_back(change.now); });
  thing->end = 20;
  thing->end = 20;
  CHECK(ends == std::vector<int>{20});
}

TEST_CASE("a watcher added while a change is delivered hears of the next one first", "[b13]") {
  VirtualLoop loop;
  auto thing = make_ref<Thing>();
  Log log;
  bool added = false;
  thing->value.watch([&](Change<int>) {
    if (std::exchange(added, true)) return;
    thing->value.watch([&](Change<int> change) { log.push_back(str(change.before, change.now)); });
  });
  thing->value = 2;
  CHECK(log.empty());
  thing->value = 3;
  CHECK(log == Log{"23"});
}

TEST_CASE("a batch with any kind of coroutine does not compile", "[b19]") {
  STATIC_CHECK(reactive::Coroutine<Task<>>);
  STATIC_CHECK(reactive::Coroutine<Task<int>>);
  STATIC_CHECK(reactive::Coroutine<AsyncGenerator<int>>);
  STATIC_CHECK_FALSE(reactive::Coroutine<int>);
}

TEST_CASE("a binding is watched: each new value once, and it runs as long as that lasts",
          "[b27][b29]") {
  VirtualLoop loop;
  const ReactiveCounts before = counts();
  {
    Signal source(1);
    Log log;
    Subscription subscription =
        bind([](int value) -> Task<int> { co_return value / 2; }, source)
            .watch([&](Change<int> change) { log.push_back(str(change.before, "-", change.now)); });
    loop.run_ready();
    CHECK(log == Log{"0-0"});  // the first value
    source = 2;
    loop.run_ready();
    source = 3;
    loop.run_ready();
    source = 4;
    loop.run_ready();
    CHECK(log == Log{"0-0", "0-1", "1-2"});
    subscription.dispose();
    loop.run_ready();
    CHECK_FALSE(source.is_observed());
    int calls = 0;
    Subscription plain =
        bind([](int value) { return value * 10; }, source).watch([&](Change<int> change) {
          calls = change.now;
        });
    CHECK(calls == 0);
    source = 5;
    CHECK(calls == 50);
    plain.dispose();
  }
  CHECK(counts() == before);
}

TEST_CASE("two changes in one batch start one run", "[b33]") {
  VirtualLoop loop;
  auto thing = make_ref<Thing>();
  auto other = make_ref<Thing>();
  int runs = 0;
  const auto add = [&runs](int a, int b) -> Task<int> {
    ++runs;
    co_await sleep(1ms);
    co_return a + b;
  };
  for (const Policy policy : {latest, queue(5), parallel()}) {
    thing->value = 1;
    Shown shown(bind(add, thing->value, other->value).with({.policy = policy}));
    loop.run_until_idle();
    runs = 0;
    batch([&] {
      thing->value = 2;
      other->value = other->value.peek() + 1;
      thing->value = 3;
    });
    loop.run_until_idle();
    CHECK(runs == 1);
  }
}

TEST_CASE("an unrelated parameter of the same component starts no run", "[b34]") {
  VirtualLoop loop;
  auto thing = make_ref<Thing>();
  int runs = 0;
  Shown shown(bind([&runs](int value) -> Task<int> { co_return (++runs, value); }, thing->value));
  Shown plain(bind([&runs](int value) { return ++runs, value; }, thing->value));
  loop.run_until_idle();
  CHECK(runs == 2);
  thing->other = 5;
  thing->end = 50;
  thing->pressed.pulse();
  loop.run_until_idle();
  CHECK(runs == 2);
}
