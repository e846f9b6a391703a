#include <catch_amalgamated.hpp>
#include <memory>
#include <optional>

#include "support.hpp"

using namespace coracle;
using namespace coracle::async_test;

TEST_CASE("a semaphore lets so many in, and the others in order of arrival", "[async][b71]") {
  Scene scene;
  Diary diary;
  const Semaphore semaphore(2);
  scene.scope.spawn(work(semaphore, 30ms, diary, "a"));
  scene.scope.spawn(work(semaphore, 10ms, diary, "b"));
  scene.scope.spawn(work(semaphore, 30ms, diary, "c"));
  scene.scope.spawn(work(semaphore, 10ms, diary, "d"));
  scene.loop.run_ready();
  CHECK(diary.text() == "a b");
  CHECK(semaphore.available() == 0);
  CHECK(!semaphore.try_acquire());
  scene.loop.advance(10ms);
  CHECK(diary.text() == "a b ~b c");
  scene.loop.run_until_idle();
  CHECK(diary.text() == "a b ~b c ~a d ~c ~d");
  CHECK(scene.loop.now() == 40ms);
  CHECK(semaphore.available() == 2);
  CHECK(scene.nothing_left());
}

TEST_CASE("a free permit is taken without waiting, and nobody overtakes the line", "[async][b71]") {
  Scene scene;
  Diary diary;
  const Semaphore semaphore(1);
  auto permit = semaphore.try_acquire();
  CHECK(permit);
  scene.scope.spawn(work(semaphore, 0ms, diary, "first"));
  scene.loop.run_ready();
  permit.release();
  permit.release();
  CHECK(!permit);
  CHECK(semaphore.available() == 0);  // granted already, though nobody has resumed
  CHECK(!semaphore.try_acquire());
  scene.scope.spawn(work(semaphore, 0ms, diary, "second"));
  scene.loop.run_until_idle();
  CHECK(diary.text() == "first ~first second ~second");
  CHECK(semaphore.available() == 1);
}

TEST_CASE("who is cancelled leaves the line", "[async][b71]") {
  Scene scene;
  Diary diary;
  const Semaphore semaphore(1);
  scene.scope.spawn(work(semaphore, 10ms, diary, "a"));
  const TaskHandle b = scene.scope.spawn(work(semaphore, 10ms, diary, "b"));
  scene.scope.spawn(work(semaphore, 10ms, diary, "c"));
  scene.loop.run_ready();
  b.cancel();
  scene.loop.run_until_idle();
  CHECK(diary.text() == "a ~a c ~c");
  CHECK(scene.loop.now() == 20ms);
  CHECK(semaphore.available() == 1);
}

TEST_CASE("a permit granted to one that is cancelled before it resumes goes to the next",
          "[async][b71]") {
  Scene scene;
  Diary diary;
  const Semaphore semaphore(1);
  std::optional<Semaphore::Permit> permit(semaphore.try_acquire());
  const TaskHandle b = scene.scope.spawn(work(semaphore, 10ms, diary, "b"));
  const TaskHandle c = scene.scope.spawn(work(semaphore, 10ms, diary, "c"));
  scene.scope.spawn(work(semaphore, 10ms, diary, "d"));
  scene.loop.run_ready();
  permit.reset();
  b.cancel();
  c.cancel();
  CHECK(semaphore.available() == 0);
  scene.loop.run_until_idle();
  CHECK(diary.text() == "d ~d");
  CHECK(semaphore.available() == 1);
  CHECK(scene.nothing_left());
}

TEST_CASE("a permit granted to the last in line, who is cancelled, is free again", "[async][b71]") {
  Scene scene;
  Diary diary;
  const Semaphore semaphore(1);
  std::optional<Semaphore::Permit> permit(semaphore.try_acquire());
  const TaskHandle b = scene.scope.spawn(work(semaphore, 10ms, diary, "b"));
  scene.loop.run_ready();
  permit.reset();
  CHECK(semaphore.available() == 0);
  b.cancel();
  CHECK(semaphore.available() == 1);
  CHECK(diary.text().empty());
}

TEST_CASE("a permit whose wait was timed out in the moment in which it was granted is not lost",
          "[async][b61][b71]") {
  for (const bool released_first : {false, true}) {
    Scene scene;
    const Semaphore semaphore(0);
    const auto waiting = [&]() -> Task<> {
      const auto result = co_await attempt(with_timeout(10ms, semaphore.acquire()));
      CHECK((!result || semaphore.available() == 0));
    };
    const auto releasing = [&]() -> Task<> {
      co_await sleep(10ms);
      semaphore.release();
    };
    if (released_first) scene.scope.spawn(releasing);
    scene.scope.spawn(waiting);
    if (!released_first) scene.scope.spawn(releasing);
    scene.loop.run_until_idle();
    CHECK(semaphore.available() == 1);
    CHECK(scene.nothing_left());
  }
}

TEST_CASE("the loser of any gives back the permit that it was granted", "[async][b60][b71]") {
  Scene scene;
  const Semaphore left(1);
  const Semaphore right(1);
  CHECK(scene.run([&]() -> Task<> {
    auto first = co_await any(left.acquire(), right.acquire());
    CHECK(first.index() == 0);
    CHECK(left.available() == 0);
    CHECK(right.available() == 1);
  }));
  CHECK(left.available() == 1);
}

TEST_CASE("permits are moved, handed on, and outlive their semaphore and their run",
          "[async][b71]") {
  Scene scene;
  Diary diary;
  std::optional<Semaphore::Permit> kept;
  {
    const Semaphore semaphore(1);
    CHECK(scene.run([&]() -> Task<> {
      auto permit = co_await semaphore.acquire();
      kept.emplace(std::move(permit));
      CHECK(!permit);
    }));
    CHECK(semaphore.available() == 0);
    scene.scope.spawn(work(semaphore, 0ms, diary, "next"));
    scene.loop.run_until_idle();
  }
  CHECK(diary.text().empty());
  *kept = Semaphore::Permit();
  scene.loop.run_until_idle();
  CHECK(diary.text() == "next ~next");
}

TEST_CASE("a semaphore counts what one run makes and others take", "[async][b71]") {
  Scene scene;
  const Semaphore made(0);
  int taken = 0;
  for (int i = 0; i < 3; ++i) {
    scene.scope.spawn([&]() -> Task<> {
      auto permit = co_await made.acquire();
      ++taken;
      co_await sleep(1h);
    });
  }
  scene.loop.run_ready();
  made.release(2);
  scene.loop.run_ready();
  CHECK(taken == 2);
  made.release(2);
  scene.loop.run_ready();
  CHECK(taken == 3);
  CHECK(made.available() == 1);
  scene.scope.cancel();
  CHECK(made.available() == 4);
}

TEST_CASE("whoever is cancelled when, the permits add up", "[async][b71]") {
  for (unsigned seed = 1; seed <= 200; ++seed) {
    Scene scene;
    unsigned random = seed;
    const auto next = [&](unsigned limit) {
      random = random * 1103515245 + 12345;
      return (random >> 16) % limit;
    };
    const Semaphore semaphore(1 + next(3));
    const std::size_t permits = semaphore.available();
    std::size_t inside = 0;
    std::vector<TaskHandle> runs;
    for (int step = 0; step < 60; ++step) {
      if (next(3) > 0) {
        runs.push_back(scene.scope.spawn([&, time = Time(next(5))]() -> Task<> {
          const auto permit = co_await semaphore.acquire();
          CHECK(++inside <= permits);
          const AtEnd at_end([&] { --inside; });
          co_await sleep(time);
        }));
      } else if (!runs.empty()) {
        runs[next(static_cast<unsigned>(runs.size()))].cancel();
      }
      if (next(2) == 0) scene.loop.advance(Time(next(3)));
    }
    scene.loop.run_until_idle();
    CHECK(semaphore.available() == permits);
    CHECK(scene.nothing_left());
  }
}
