#include <catch_amalgamated.hpp>
#include <memory>

#include "support.hpp"

using namespace coracle;
using namespace coracle::async_test;

namespace {

Task<> wait_here(Diary& diary, WaitList& list, std::string name) {
  const Noted noted(diary, name);
  co_await list.wait();
}

Task<> outer(Diary& diary, WaitList& list) {
  const Noted first(diary, "outer-first");
  const Noted second(diary, "outer-second");
  co_await wait_here(diary, list, "inner");
}

}  // namespace

TEST_CASE("cancelling destroys the leaf first and each frame from its last local", "[async][b41]") {
  Scene scene;
  Diary diary;
  WaitList list;
  const TaskHandle run = scene.scope.spawn([&]() -> Task<> {
    const Noted noted(diary, "root");
    co_await outer(diary, list);
  });
  scene.loop.run_until_idle();
  run.cancel();
  CHECK(diary.text() == "inner outer-second outer-first root");
  CHECK(run.done());
  CHECK(scene.nothing_left());
}

TEST_CASE("cancelling twice is harmless", "[async][b41]") {
  Scene scene;
  Diary diary;
  WaitList list;
  const TaskHandle run = scene.scope.spawn([&]() -> Task<> { co_await outer(diary, list); });
  const TaskHandle copy = run;
  scene.loop.run_until_idle();
  run.cancel();
  run.cancel();
  copy.cancel();
  CHECK(copy.done());
  CHECK(diary.text() == "inner outer-second outer-first");
}

TEST_CASE("a run that was never begun is cancelled without having run", "[async][b41]") {
  Scene scene;
  auto captured = std::make_shared<int>(1);
  bool ran = false;
  const TaskHandle run = scene.scope.spawn([&ran, captured]() -> Task<> {
    ran = true;
    co_return;
  });
  CHECK(captured.use_count() == 2);
  run.cancel();
  CHECK(captured.use_count() == 1);
  scene.loop.run_until_idle();
  CHECK(!ran);
  CHECK(scene.nothing_left());
}

TEST_CASE("a run is cancelled while it stands in the ready queue", "[async][b41]") {
  Scene scene;
  WaitList list;
  bool resumed = false;
  const TaskHandle run = scene.scope.spawn([&]() -> Task<> {
    co_await list.wait();
    resumed = true;
  });
  scene.loop.run_until_idle();
  list.wake_all();
  CHECK(async_counts().ready == 1);
  run.cancel();
  CHECK(async_counts().ready == 0);
  scene.loop.run_until_idle();
  CHECK(!resumed);
  CHECK(scene.nothing_left());
}

TEST_CASE("waking never runs the woken coroutine inside", "[async]") {
  Scene scene;
  WaitList list;
  Diary diary;
  scene.scope.spawn([&]() -> Task<> {
    co_await list.wait();
    diary.add("woken");
  });
  scene.loop.run_until_idle();
  list.wake_all();
  diary.add("after-wake");
  scene.loop.run_until_idle();
  CHECK(diary.text() == "after-wake woken");
}

TEST_CASE("a run that cancels itself goes on until it next waits", "[async][b41]") {
  Scene scene;
  Diary diary;
  TaskHandle run;
  run = scene.scope.spawn([&]() -> Task<> {
    const Noted noted(diary, "destroyed");
    run.cancel();
    diary.add("still-here");
    co_await sleep(1ms);
    diary.add("never");
  });
  scene.loop.run_until_idle();
  CHECK(diary.text() == "still-here destroyed");
  CHECK(scene.loop.now() == 0ms);
  CHECK(scene.nothing_left());
}

TEST_CASE("a run that cancels itself and ends, or fails, counts as cancelled", "[async]") {
  Scene scene;
  TaskHandle first;
  TaskHandle second;
  first = scene.scope.spawn([&]() -> Task<> {
    first.cancel();
    co_return;
  });
  second = scene.scope.spawn([&]() -> Task<> {
    second.cancel();
    co_await fail("user", "nobody hears this");
  });
  scene.loop.run_until_idle();
  CHECK(first.done());
  CHECK(second.done());
  CHECK(scene.reports.empty());
  CHECK(scene.nothing_left());
}

TEST_CASE("a run destroys its own scope and ends when it next waits", "[async][b69]") {
  Scene scene;
  Diary diary;
  auto scope = std::make_unique<Scope>();
  WaitList list;
  scope->spawn([&]() -> Task<> { co_await wait_here(diary, list, "sibling"); });
  scope->spawn([&]() -> Task<> {
    const Noted noted(diary, "self");
    scope.reset();
    diary.add("scope-gone");
    CHECK(Scope::current() == nullptr);
    co_await reschedule();
    diary.add("never");
  });
  scene.loop.run_until_idle();
  CHECK(diary.text() == "sibling scope-gone self");
  CHECK(scene.nothing_left());
}

TEST_CASE("a branch destroys the scope that owns all of it", "[async][b69]") {
  Scene scene;
  Diary diary;
  auto scope = std::make_unique<Scope>();
  WaitList list;
  const auto destroyer = [&]() -> Task<> {
    const Noted noted(diary, "branch");
    co_await sleep(1ms);
    scope.reset();
    CHECK(Scope::current() == nullptr);
    co_await sleep(1ms);
    diary.add("never");
  };
  scope->spawn([&]() -> Task<> {
    const Noted noted(diary, "root");
    co_await all(wait_here(diary, list, "waiting"), destroyer());
  });
  scene.loop.run_until_idle();
  CHECK(diary.text() == "waiting branch root");
  CHECK(scene.nothing_left());
}

TEST_CASE("destructors of a cancelled run cancel siblings, spawn, post and set timers", "[async]") {
  Scene scene;
  Diary diary;
  WaitList list;
  const TaskHandle sibling =
      scene.scope.spawn([&]() -> Task<> { co_await wait_here(diary, list, "sibling"); });
  const TaskHandle run = scene.scope.spawn([&]() -> Task<> {
    const AtEnd cleanup([&] {
      diary.add("cleanup");
      sibling.cancel();
      spawn([&diary]() -> Task<> {
        co_await sleep(5ms);
        diary.add("spawned");
      });
      list.wake_all();
    });
    co_await list.wait();
  });
  scene.loop.run_until_idle();
  run.cancel();
  CHECK(diary.text() == "cleanup sibling");
  scene.loop.run_until_idle();
  CHECK(diary.text() == "cleanup sibling spawned");
  CHECK(scene.nothing_left());
}

TEST_CASE("runs that cancel each other from their destructors both end", "[async]") {
  Scene scene;
  WaitList list;
  TaskHandle first;
  TaskHandle second;
  int ended = 0;
  first = scene.scope.spawn([&]() -> Task<> {
    const AtEnd cleanup([&] {
      second.cancel();
      ++ended;
    });
    co_await list.wait();
  });
  second = scene.scope.spawn([&]() -> Task<> {
    const AtEnd cleanup([&] {
      first.cancel();
      ++ended;
    });
    co_await list.wait();
  });
  scene.loop.run_until_idle();
  first.cancel();
  CHECK(ended == 2);
  CHECK(scene.nothing_left());
}

TEST_CASE("a branch's destructor cancels the run that waits for it", "[async][b68]") {
  Scene scene;
  Diary diary;
  WaitList list;
  TaskHandle run;
  const auto branch = [&]() -> Task<> {
    const AtEnd cleanup([&] {
      diary.add("branch");
      run.cancel();
      diary.add("after-cancel");
    });
    co_await list.wait();
  };
  run = scene.scope.spawn([&]() -> Task<> {
    const Noted noted(diary, "root");
    co_await any(branch(), sleep(1ms), list.wait());
    diary.add("never");
  });
  scene.loop.run_until_idle();
  CHECK(diary.text() == "branch after-cancel root");
  CHECK(run.done());
  CHECK(list.is_empty());
  CHECK(scene.nothing_left());
}

TEST_CASE("an unwinding frame's destructor cancels its own run", "[async]") {
  Scene scene;
  Diary diary;
  TaskHandle run;
  const auto failing = [&]() -> Task<> {
    const AtEnd cleanup([&] { run.cancel(); });
    co_await fail("user", "away");
  };
  run = scene.scope.spawn([&]() -> Task<> {
    const Noted noted(diary, "root");
    static_cast<void>(co_await attempt(failing()));
    diary.add("never");
  });
  scene.loop.run_until_idle();
  CHECK(diary.text() == "root");
  CHECK(scene.reports.empty());
  CHECK(scene.nothing_left());
}

TEST_CASE("cancelling a scope takes the newest run first and refuses new ones meanwhile",
          "[async][b69]") {
  Scene scene;
  Diary diary;
  WaitList list;
  for (const char* name : {"first", "second", "third"}) {
    scene.scope.spawn([&, name]() -> Task<> {
      const AtEnd cleanup([&diary, name] {
        diary.add(name);
        spawn([&diary]() -> Task<> {
          diary.add("refused");
          co_return;
        });
      });
      co_await list.wait();
    });
  }
  scene.loop.run_until_idle();
  scene.scope.cancel();
  CHECK(diary.text() == "third second first");
  CHECK(scene.scope.live_roots() == 0);
  scene.loop.run_until_idle();
  CHECK(diary.text() == "third second first");

  bool ran = false;
  scene.scope.spawn([&]() -> Task<> {
    ran = true;
    co_return;
  });
  scene.loop.run_until_idle();
  CHECK(ran);
  CHECK(scene.nothing_left());
}

TEST_CASE("ten thousand rounds of spawn and cancel leave nothing", "[async][b69]") {
  Scene scene;
  WaitList list;
  for (int i = 0; i < 10'000; ++i) {
    const TaskHandle run = scene.scope.spawn([&]() -> Task<> { co_await list.wait(); });
    if (i % 2) scene.loop.run_ready();
    run.cancel();
  }
  scene.loop.run_until_idle();
  CHECK(list.is_empty());
  CHECK(scene.nothing_left());
}
