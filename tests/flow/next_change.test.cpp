#include "waiting.hpp"

using namespace coracle;
using namespace coracle::flow_test;

TEST_CASE("next_change gives the first change after the wait began, not the one before", "[b58]") {
  Scene scene;
  scene.value = 2;
  scene.scope.spawn([&]() -> Task<> {
    scene.diary.add(str("got ", co_await next_change(scene.value)));
    scene.diary.add(str("got ", co_await next_change(scene.value)));
  });
  scene.loop.run_ready();
  CHECK(scene.diary.text().empty());
  scene.value = 2;  // equal: no change
  scene.loop.run_ready();
  CHECK(scene.diary.text().empty());
  scene.value = 3;
  CHECK(scene.diary.text().empty());  // never resumed by who sets
  scene.loop.run_ready();
  CHECK(scene.diary.text() == "got 3");
  scene.value = 4;
  scene.loop.run_ready();
  CHECK(scene.diary.text() == "got 3 got 4");
  CHECK(scene.nothing_left());
}

TEST_CASE("the value is that of the change, also if more follow before the coroutine resumes",
          "[b58]") {
  Scene scene;
  scene.scope.spawn(
      [&]() -> Task<> { scene.diary.add(str("got ", co_await next_change(scene.value))); });
  scene.loop.run_ready();
  scene.value = 5;
  scene.value = 6;
  scene.value = 1;
  scene.loop.run_ready();
  CHECK(scene.diary.text() == "got 5");
  CHECK(scene.nothing_left());
}

TEST_CASE("changes made while the coroutine is busy elsewhere are not seen by next_change",
          "[b58]") {
  Scene scene;
  scene.scope.spawn([&]() -> Task<> {
    for (;;) {
      scene.diary.add(str(co_await next_change(scene.value)));
      co_await sleep(25ms);
    }
  });
  scene.loop.run_ready();
  for (int i = 2; i <= 8; ++i) {
    scene.value = i;
    scene.loop.advance(10ms);
  }
  CHECK(scene.diary.text() == "2 5 8");
  scene.scope.cancel();
  CHECK(scene.nothing_left());
}

TEST_CASE("a batch is one change, with its last value; away and back is none", "[b58][b16]") {
  Scene scene;
  scene.scope.spawn(
      [&]() -> Task<> { scene.diary.add(str("got ", co_await next_change(scene.value))); });
  scene.loop.run_ready();
  batch([&] {
    scene.value = 7;
    scene.value = 1;
  });
  const Computed twice = computed([&] { return 2 * scene.value(); });
  batch([&] {
    scene.value = 7;
    CHECK(twice() == 14);  // a read in between makes readers look, but nothing has changed
    scene.value = 1;
  });
  scene.loop.run_ready();
  CHECK(scene.diary.text().empty());
  batch([&] {
    scene.value = 7;
    scene.value = 8;
  });
  scene.loop.run_ready();
  CHECK(scene.diary.text() == "got 8");
}

TEST_CASE("a trigger counts as a change, and gives the value that stays", "[b58][b5]") {
  Scene scene;
  scene.scope.spawn(
      [&]() -> Task<> { scene.diary.add(str("got ", co_await next_change(scene.value))); });
  scene.loop.run_ready();
  scene.value.trigger();
  scene.loop.run_ready();
  CHECK(scene.diary.text() == "got 1");
  CHECK(scene.nothing_left());
}

TEST_CASE("two waiters both resume, in the order in which they began to wait", "[b62]") {
  Scene scene;
  const auto wait = [&](int name) -> Task<> {
    for (;;) {
      const int value = co_await next_change(scene.value);
      scene.diary.add(str(name, ":", value));
    }
  };
  scene.scope.spawn(wait, 1);
  scene.scope.spawn(wait, 2);
  scene.loop.run_ready();
  scene.value = 2;
  scene.loop.run_ready();
  scene.value = 3;
  scene.loop.run_ready();
  CHECK(scene.diary.text() == "1:2 2:2 1:3 2:3");
  scene.scope.cancel();
  CHECK(scene.nothing_left());
}

TEST_CASE("waits made in one order and awaited in another resume as they were awaited", "[b62]") {
  Scene scene;
  auto first = next_change(scene.value);
  auto second = next_change(scene.value);
  auto third = latest_change(scene.value);
  const auto wait = [&](int name, auto awaitable) -> Task<> {
    co_await std::move(awaitable);
    scene.diary.add(str(name));
  };
  scene.scope.spawn(wait, 3, third);
  scene.scope.spawn(wait, 2, std::move(second));
  scene.scope.spawn(wait, 1, std::move(first));
  scene.loop.run_ready();
  scene.value = 2;
  scene.loop.run_ready();
  CHECK(scene.diary.text() == "3 2 1");
}

TEST_CASE("a waiter that begins to wait while a change is delivered hears of the next one",
          "[b58][b13]") {
  Scene scene;
  scene.value.watch([&](Change<int> change) {
    if (change.now != 2) return;
    scene.scope.spawn(
        [&]() -> Task<> { scene.diary.add(str("got ", co_await next_change(scene.value))); });
  });
  scene.value = 2;
  scene.loop.run_ready();
  CHECK(scene.diary.text().empty());
  scene.value = 3;
  scene.loop.run_ready();
  CHECK(scene.diary.text() == "got 3");
}

TEST_CASE("a change in the turn in which any begins is not lost on its branches", "[b58][b60]") {
  Scene scene;
  scene.scope.spawn([&]() -> Task<> {
    auto first = co_await any(next_change(scene.value), sleep(1s));
    if (first.index() == 0) scene.diary.add(str("got ", first.get<0>()));
  });
  scene.scope.spawn([&]() -> Task<> {
    scene.value = 9;  // the branches of any stand behind this in the queue
    co_return;
  });
  scene.loop.run_until_idle();
  CHECK(scene.diary.text() == "got 9");
  CHECK(scene.nothing_left());
}

TEST_CASE("a cancelled wait removes its observer, and later sets do not notice", "[b59][b41]") {
  Scene scene;
  {
    const TaskHandle waiting = scene.scope.spawn([&]() -> Task<> {
      const Noted end(scene.diary, "cleaned up");
      co_await next_change(scene.value);
      scene.diary.add("resumed");
    });
    scene.loop.run_ready();
    waiting.cancel();
    waiting.cancel();
    CHECK(scene.nothing_left());
    scene.value = 2;
  }
  // Between the change and its turn in the queue.
  const TaskHandle waiting = scene.scope.spawn([&]() -> Task<> {
    co_await next_change(scene.value);
    scene.diary.add("resumed");
  });
  scene.loop.run_ready();
  scene.value = 3;
  waiting.cancel();
  CHECK(scene.nothing_left());
  CHECK(scene.diary.text() == "cleaned up");
  CHECK(scene.reports.empty());
}

TEST_CASE("a wait that times out removes its observer", "[b59][b61]") {
  Scene scene;
  const Result<int> outcome = scene.loop.run(
      [&]() -> Task<int> { co_return co_await with_timeout(10ms, next_change(scene.value)); });
  CHECK(!outcome);
  if (!outcome) CHECK(outcome.error().code() == "timeout");
  CHECK(scene.nothing_left());
  scene.value = 2;
  CHECK(scene.nothing_left());
}

TEST_CASE("waits that are never awaited, or moved, leave nothing behind", "[b59]") {
  Scene scene;
  {
    auto wait = next_change(scene.value);
    auto moved = std::move(wait);
    auto latest = latest_change(scene.value);
    auto all = changes(scene.value);
    scene.value = 2;
    scene.value = 3;
  }
  CHECK(scene.nothing_left());
}

TEST_CASE("a watcher that cancels a waiter during the delivery stops it", "[b59]") {
  Scene scene;
  TaskHandle waiting;
  Scope watching;
  watching.enter([&] { scene.value.watch([&](Change<int>) { waiting.cancel(); }); });
  waiting = scene.scope.spawn([&]() -> Task<> {
    co_await next_change(scene.value);
    scene.diary.add("resumed");
  });
  scene.loop.run_ready();
  scene.value = 2;
  scene.loop.run_ready();
  CHECK(scene.diary.text().empty());
  CHECK(waiting.done());
}

TEST_CASE("a wait keeps the component alive that it waits for", "[b58]") {
  Scene scene;
  {
    Ref<Thing> other = make_ref<Thing>();
    Thing& thing = *other;
    const TaskHandle waiting =
        scene.scope.spawn([&, wait = next_change(other->value)]() mutable -> Task<> {
          scene.diary.add(str("got ", co_await std::move(wait)));
        });
    other = nullptr;
    scene.loop.run_ready();
    CHECK(!waiting.done());
    thing.value = 4;
    scene.loop.run_ready();
  }
  CHECK(scene.diary.text() == "got 4");
  CHECK(scene.nothing_left());
}

TEST_CASE("signals, computeds, bindings and components are waited for alike", "[b58]") {
  Scene scene;
  const Signal<int> signal(1);
  const Computed even = computed([signal] { return signal() % 2 == 0; });
  const Signal<int> other(1);
  const auto plain = bind([](int value) { return 10 * value; }, other);
  const auto slow = bind(
      [](int value) -> Task<int> {
        co_await sleep(10ms);
        co_return 100 * value;
      },
      signal);
  const ThingHandle component;
  const auto wait = [&](auto awaitable) -> Task<> {
    scene.diary.add(str(co_await std::move(awaitable)));
  };
  scene.scope.spawn(wait, next_change(signal));
  scene.scope.spawn(wait, next_change(even));
  scene.scope.spawn(wait, next_change(plain));
  scene.scope.spawn(wait, next_change(slow));
  scene.scope.spawn(wait, next_change(component));
  scene.loop.run_ready();
  signal = 3;  // even comes out equal
  other = 3;
  scene.loop.run_ready();
  CHECK(scene.diary.text() == "3 30");
  signal = 4;
  scene.loop.run_ready();
  CHECK(scene.diary.text() == "3 30 true");
  scene.loop.advance(10ms);
  CHECK(scene.diary.text() == "3 30 true 400");
  component.state->value = 5;
  scene.loop.run_ready();
  CHECK(scene.diary.text() == "3 30 true 400 5");
  CHECK(scene.scope.live_roots() == 0);
}

TEST_CASE("a failing run of a binding is no new value", "[b58]") {
  Scene scene;
  const Signal<int> signal(1);
  const auto checked = bind(
      [](int value) -> Result<int> {
        if (value == 2) return Error("user", "no twos");
        return value;
      },
      signal);
  scene.scope.spawn(
      [&]() -> Task<> { scene.diary.add(str("got ", co_await next_change(checked))); });
  scene.loop.run_ready();
  signal = 2;
  scene.loop.run_ready();
  CHECK(scene.diary.text().empty());
  signal = 3;
  scene.loop.run_ready();
  CHECK(scene.diary.text() == "got 3");
}

TEST_CASE("waiting anew for a binding that only the waiter observes does not begin it anew",
          "[b58]") {
  Scene scene;
  int runs = 0;
  const auto counting = bind([&runs]() -> AsyncGenerator<int> {
    ++runs;
    for (int i = 1; i <= 3; ++i) {
      co_await sleep(10ms);
      co_yield i;
    }
  });
  auto latest = latest_change(counting);
  scene.scope.spawn([&]() -> Task<> {
    for (int i = 0; i < 3; ++i) scene.diary.add(str(co_await latest));
  });
  scene.loop.run_until_idle();
  CHECK(scene.diary.text() == "1 2 3");
  CHECK(runs == 1);
}

TEST_CASE("next tells which pulse it was, and next_click which press", "[b60][b12]") {
  Scene scene;
  const ButtonHandle button;
  scene.thing->pressed.pulse();
  scene.scope.spawn([&]() -> Task<> {
    const Pulse pulse = co_await next(scene.thing->pressed);
    scene.diary.add(str("pulse ", pulse.count));
    const Pulse click = co_await next_click(button);
    scene.diary.add(str("click ", click.count));
  });
  scene.loop.run_ready();
  batch([&] {
    scene.thing->pressed.pulse();
    scene.thing->pressed.pulse();
  });
  scene.loop.run_ready();
  CHECK(scene.diary.text() == "pulse 2");
  button.state->pressed.pulse();
  scene.loop.run_ready();
  CHECK(scene.diary.text() == "pulse 2 click 1");
}

TEST_CASE("any of two clicks and a sleep tells which came first and cancels the losers",
          "[b60][b59]") {
  Scene scene;
  ButtonHandle ok;
  ButtonHandle cancel;
  const ReactiveCounts before = counts();
  const auto ask = [&]() -> Task<> {
    auto first = co_await any(next_click(ok), next_click(cancel), sleep(10s));
    scene.diary.add(first.index() == 0   ? str("ok ", first.get<0>().count)
                    : first.index() == 1 ? str("cancel ", first.get<1>().count)
                                         : str("nobody"));
  };
  for (const ButtonHandle* button : {&ok, &cancel}) {
    scene.scope.spawn(ask);
    scene.loop.run_ready();
    button->state->pressed.pulse();
    scene.loop.run_ready();
    CHECK(async_counts() == AsyncCounts{});
    CHECK(counts() == before);
  }
  scene.scope.spawn(ask);
  scene.loop.advance(10s);
  CHECK(scene.diary.text() == "ok 1 cancel 1 nobody");
  CHECK(counts() == before);
  ok.state->pressed.pulse();
  cancel.state->pressed.pulse();
  CHECK(scene.scope.live_roots() == 0);
}

TEST_CASE("one wait awaited by two coroutines is an error for the second", "[b58]") {
  Scene scene;
  auto latest = latest_change(scene.value);
  const auto wait = [&]() -> Task<> { scene.diary.add(str(co_await latest)); };
  scene.scope.spawn(wait);
  scene.scope.spawn(wait);
  scene.loop.run_ready();
  CHECK(scene.reports.size() == 1);
  scene.value = 2;
  scene.loop.run_ready();
  CHECK(scene.diary.text() == "2");
  CHECK(scene.scope.live_roots() == 0);
}

#if CORACLE_INTROSPECTION
TEST_CASE("the tree of runs says which change is waited for", "[b67]") {
  Scene scene;
  scene.scope.spawn(
      [&]() -> Task<> { co_await any(next_change(scene.value), next(scene.thing->pressed)); });
  const std::string pending = scene.loop.pending();
  CHECK(pending.find("a change of value") != std::string::npos);
  CHECK(pending.find("the event pressed") != std::string::npos);
}
#endif

TEST_CASE("a thousand waiters on one parameter all resume, and a set costs no more afterwards",
          "[b62]") {
  Scene scene;
  int resumed = 0;
  bool in_order = true;
  for (int i = 0; i < 1000; ++i) {
    scene.scope.spawn([&, i]() -> Task<> {
      co_await next_change(scene.value);
      in_order = in_order && resumed == i;
      ++resumed;
    });
  }
  scene.loop.run_ready();
  scene.value = 2;
  scene.loop.run_ready();
  CHECK(resumed == 1000);
  CHECK(in_order);
  CHECK(scene.nothing_left());
}
