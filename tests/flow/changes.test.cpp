#include "waiting.hpp"

using namespace coracle;
using namespace coracle::flow_test;

TEST_CASE("latest_change gives a change made while the coroutine was busy at once, the newest",
          "[b58]") {
  Scene scene;
  scene.scope.spawn([&]() -> Task<> {
    auto latest = latest_change(scene.value);
    for (;;) {
      scene.diary.add(str(co_await latest));
      co_await sleep(25ms);
    }
  });
  scene.loop.run_ready();
  for (int i = 2; i <= 8; ++i) {  // at 0, 10, … 60 ms; it is busy until 25, 50, 75, 100
    scene.value = i;
    scene.loop.advance(10ms);
  }
  scene.loop.advance(100ms);
  CHECK(scene.diary.text() == "2 4 6 8");
  scene.scope.cancel();
  CHECK(scene.nothing_left());
}

TEST_CASE("latest_change gives each change once, and waits where there was none", "[b58]") {
  Scene scene;
  auto latest = latest_change(scene.value);
  CHECK_FALSE(latest.has_change());
  scene.value = 2;
  CHECK(latest.has_change());
  scene.scope.spawn([&]() -> Task<> {
    scene.diary.add(str(co_await latest));
    scene.diary.add(str(co_await latest));
  });
  scene.loop.run_ready();
  CHECK(scene.diary.text() == "2");
  // Two in one turn: the newest, and then nothing more.
  scene.value = 3;
  scene.value = 4;
  scene.loop.run_ready();
  CHECK(scene.diary.text() == "2 4");
  CHECK_FALSE(latest.has_change());
}

TEST_CASE("a wait on latest_change that loses a race leaves the change for the next",
          "[b58][b59]") {
  Scene scene;
  scene.scope.spawn([&]() -> Task<> {
    auto latest = latest_change(scene.value);
    const auto first = co_await any(latest, sleep(10ms));
    scene.diary.add(str("first ", first.index()));
    scene.value = 5;
    scene.diary.add(str("then ", co_await with_timeout(1s, latest)));
  });
  scene.loop.run_until_idle();
  CHECK(scene.diary.text() == "first 1 then 5");
  CHECK(scene.nothing_left());
}

TEST_CASE("a change that was taken down is not lost when its waiter is cancelled before its turn",
          "[b58][b59]") {
  Scene scene;
  auto latest = latest_change(scene.value);
  const auto wait = [&]() -> Task<> { scene.diary.add(str(co_await latest)); };
  const TaskHandle cancelled = scene.scope.spawn(wait);
  scene.loop.run_ready();
  scene.value = 2;
  cancelled.cancel();
  scene.scope.spawn(wait);
  scene.loop.run_ready();
  CHECK(scene.diary.text() == "2");
}

TEST_CASE("a change that one coroutine was woken for is not taken by another", "[b58][b62]") {
  Scene scene;
  auto latest = latest_change(scene.value);
  const auto wait = [&](int name) -> Task<> {
    const Result<int> value = co_await attempt(as_task(latest));
    scene.diary.add(str(name, ":", value ? str(*value) : std::string(value.error().code())));
  };
  scene.scope.spawn(wait, 1);
  scene.scope.spawn([&]() -> Task<> {
    co_await sleep(10ms);
    scene.value = 5;
  });
  scene.scope.spawn([&]() -> Task<> {
    co_await sleep(10ms);
    co_await wait(2);  // while the other one, woken, stands behind this in the queue
  });
  scene.loop.run_until_idle();
  CHECK(scene.diary.text() == "2:bad_argument 1:5");
}

TEST_CASE("one wait may follow the other within an expression", "[b58]") {
  Scene scene;
  scene.scope.spawn([&]() -> Task<> {
    auto latest = latest_change(scene.value);
    const int sum = 10 * (co_await latest) + co_await latest;
    scene.diary.add(str(sum));
  });
  scene.loop.run_ready();
  scene.value = 2;
  scene.loop.run_ready();
  scene.value = 3;
  scene.loop.run_ready();
  CHECK(scene.diary.text() == "23");
}

TEST_CASE("changes gives every change in order, none lost, where the recipe sees 1, 5, 6",
          "[b58]") {
  Scene scene;
  scene.value = 0;
  scene.scope.spawn([&]() -> Task<> {
    auto moves = changes(scene.value);
    while (const int* value = co_await moves.next()) {
      scene.diary.add(str(*value));
      co_await sleep(35ms);
    }
  });
  scene.loop.run_ready();
  for (int i = 1; i <= 7; ++i) {
    scene.value = i;
    scene.loop.advance(10ms);
  }
  scene.loop.advance(1s);
  CHECK(scene.diary.text() == "1 2 3 4 5 6 7");
  scene.scope.cancel();
  CHECK(scene.nothing_left());
}

TEST_CASE("changes hears from the call on, not from the first next", "[b58]") {
  Scene scene;
  scene.value = 2;
  auto moves = changes(scene.value);
  scene.value = 3;
  scene.value = 4;
  scene.value.trigger();
  scene.scope.spawn([&]() -> Task<> {
    for (int i = 0; i < 3; ++i) {
      const int* value = co_await moves.next();
      scene.diary.add(str(*value));
    }
  });
  scene.loop.run_ready();
  CHECK(scene.diary.text() == "3 4 4");
}

TEST_CASE("changes a watcher makes are among them, oldest to newest", "[b58][b8]") {
  Scene scene;
  scene.value.watch([&](Change<int> change) {
    if (change.now < 5) scene.value = change.now + 1;
  });
  auto moves = changes(scene.value);
  scene.value = 2;
  scene.scope.spawn([&]() -> Task<> {
    while (const int* value = co_await moves.next()) scene.diary.add(str(*value));
  });
  scene.loop.run_ready();
  CHECK(scene.diary.text() == "2 3 4 5");
  scene.scope.cancel();
}

TEST_CASE("changes of an event are its pulses, also several within a batch", "[b58][b12]") {
  Scene scene;
  auto presses = changes(scene.thing->pressed);
  batch([&] {
    scene.thing->pressed.pulse();
    scene.thing->pressed.pulse();
  });
  scene.thing->pressed.pulse();
  scene.scope.spawn([&]() -> Task<> {
    while (const Pulse* press = co_await presses.next()) scene.diary.add(str(press->count));
  });
  scene.loop.run_ready();
  CHECK(scene.diary.text() == "1 2 3");
  scene.scope.cancel();
}

TEST_CASE("two readers of changes each see all of them", "[b58][b62]") {
  Scene scene;
  const auto read = [&](char name, AsyncGenerator<int> moves) -> Task<> {
    while (const int* value = co_await moves.next()) {
      scene.diary.add(str(std::string(1, name), *value));
    }
  };
  scene.scope.spawn(read, 'a', changes(scene.value));
  scene.scope.spawn(read, 'b', changes(scene.value));
  scene.loop.run_ready();
  scene.value = 2;
  scene.value = 3;
  scene.loop.run_ready();
  CHECK(scene.diary.text() == "a2 a3 b2 b3");
  scene.scope.cancel();
  CHECK(scene.nothing_left());
}

TEST_CASE("ten thousand changes wait for a slow reader, and are freed with it", "[b58]") {
  Scene scene;
  {
    auto moves = changes(scene.value);
    for (int i = 2; i <= 10'001; ++i) scene.value = i;
    const auto sum = scene.loop.run([&]() -> Task<int> {
      int sum = 0;
      for (int i = 0; i < 5'000; ++i) sum += *co_await moves.next() - i;
      co_return sum;
    });
    CHECK(sum);
    if (sum) CHECK(*sum == 2 * 5'000);
  }
  CHECK(scene.nothing_left());
}

TEST_CASE("values that are vectors of bool, and move through, arrive whole", "[b58]") {
  Scene scene;
  auto all = changes(scene.thing->flags);
  scene.thing->flags = {true, false};
  scene.thing->flags = {false, true, true};
  scene.scope.spawn([&]() -> Task<> {
    while (auto* flags = co_await all.next()) scene.diary.add(str(flags->size()));
  });
  scene.loop.run_ready();
  CHECK(scene.diary.text() == "2 3");
  scene.scope.cancel();
}
