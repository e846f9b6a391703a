#include <catch_amalgamated.hpp>
#include <memory>
#include <optional>

#include "support.hpp"

using namespace coracle;
using namespace coracle::async_test;

namespace {

bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

bool is_deadlock_on(const Error& error, std::string_view name) {
  return error.code() == "deadlock" && contains(error.message(), str("lock \"", name, "\""));
}

}  // namespace

TEST_CASE("bodies run one at a time, in order of arrival, across suspensions", "[async][b70]") {
  Scene scene;
  Diary diary;
  const Lock lock("document");
  scene.scope.spawn(work(lock, 30ms, diary, "a"));
  scene.scope.spawn(work(lock, 10ms, diary, "b"));
  scene.scope.spawn(work(lock, 20ms, diary, "c"));
  scene.loop.run_until_idle();
  CHECK(diary.text() == "a ~a b ~b c ~c");
  CHECK(scene.loop.now() == 60ms);
  CHECK(!lock.is_held());
  CHECK(!Strand::any_locked());
  CHECK(scene.nothing_left());
}

TEST_CASE("a body that fails releases the lock", "[async][b70]") {
  Scene scene;
  Diary diary;
  const Lock lock;
  scene.scope.spawn([&]() -> Task<> {
    const auto permit = co_await lock.acquire();
    co_await sleep(1ms);
    co_await fail("user", "no");
  });
  scene.scope.spawn(work(lock, 1ms, diary, "next"));
  scene.loop.run_until_idle();
  CHECK(diary.text() == "next ~next");
  CHECK(scene.reports == std::vector<std::string>{"the program: user: no"});
}

TEST_CASE("who is cancelled in the line for a lock leaves it, whatever the place", "[async][b70]") {
  for (int gone = 0; gone < 4; ++gone) {
    Scene scene;
    Diary diary;
    const Lock lock;
    std::vector<TaskHandle> runs;
    for (const char* name : {"a", "b", "c", "d"}) {
      runs.push_back(scene.scope.spawn(work(lock, 10ms, diary, name)));
    }
    scene.loop.run_ready();
    diary.clear();
    runs[gone].cancel();
    scene.loop.run_until_idle();
    const char* const expected[] = {"~a b ~b c ~c d ~d", "~a c ~c d ~d", "~a b ~b d ~d",
                                    "~a b ~b c ~c"};
    CHECK(diary.text() == expected[gone]);
    CHECK(!lock.is_held());
    CHECK(scene.nothing_left());
  }
}

TEST_CASE("a lock given to one that is cancelled before it resumes goes to the next",
          "[async][b70]") {
  Scene scene;
  Diary diary;
  const Lock lock;
  const TaskHandle a = scene.scope.spawn(work(lock, 1h, diary, "a"));
  const TaskHandle b = scene.scope.spawn(work(lock, 10ms, diary, "b"));
  scene.scope.spawn(work(lock, 10ms, diary, "c"));
  scene.loop.run_ready();
  a.cancel();
  CHECK(lock.is_held());
  b.cancel();
  CHECK(lock.is_held());
  scene.loop.run_until_idle();
  CHECK(diary.text() == "a ~a c ~c");
  const TaskHandle last = scene.scope.spawn(work(lock, 10ms, diary, "last"));
  scene.loop.run_ready();
  last.cancel();
  CHECK(!lock.is_held());
  CHECK(scene.nothing_left());
}

TEST_CASE("a destructor that releases one waiter cancels the next", "[async][b70]") {
  Scene scene;
  Diary diary;
  const Lock lock;
  TaskHandle b;
  const TaskHandle a = scene.scope.spawn([&]() -> Task<> {
    const AtEnd at_end([&] { b.cancel(); });
    const auto permit = co_await lock.acquire();
    co_await sleep(1h);
  });
  b = scene.scope.spawn(work(lock, 10ms, diary, "b"));
  scene.scope.spawn(work(lock, 10ms, diary, "c"));
  scene.loop.run_ready();
  a.cancel();
  scene.loop.run_until_idle();
  CHECK(diary.text() == "c ~c");
  CHECK(!lock.is_held());
}

TEST_CASE("ten thousand wait for one lock", "[async][b70]") {
  Scene scene;
  const Lock lock;
  int inside = 0;
  int next = 0;
  bool in_order = true;
  for (int i = 0; i < 10'000; ++i) {
    scene.scope.spawn([&, i]() -> Task<> {
      const auto permit = co_await lock.acquire();
      in_order = in_order && i == next++ && ++inside == 1;
      const AtEnd at_end([&] { --inside; });
      if (i % 100 == 0) co_await sleep(1ms);
    });
  }
  scene.loop.run_until_idle();
  CHECK(in_order);
  CHECK(next == 10'000);
  CHECK(scene.loop.now() == 100ms);
  CHECK(scene.nothing_left());
}

TEST_CASE("ten thousand in the line for a lock are cancelled at once", "[async][b70]") {
  Scene scene;
  Diary diary;
  const Lock lock;
  for (int i = 0; i < 10'000; ++i) {
    scene.scope.spawn([&]() -> Task<> {
      const auto permit = co_await lock.acquire();
      co_await sleep(1h);
    });
  }
  scene.loop.run_ready();
  scene.scope.cancel();
  CHECK(!lock.is_held());
  CHECK(scene.nothing_left());
}

TEST_CASE("a lock taken twice by one task is an error that names it", "[async][b70]") {
  Scene scene;
  const Lock lock("document");
  CHECK(scene.run([&]() -> Task<> {
    const auto permit = co_await lock.acquire();
    const auto again = [](Lock lock) -> Task<> { const auto permit = co_await lock.acquire(); };
    const Result<void> nested = co_await attempt(again(lock));
    CHECK(!nested);
    CHECK(is_deadlock_on(nested.error(), "document"));
    CHECK(lock.is_held());
    const auto in_branch = co_await attempt(all(sleep(1ms), all(again(lock))));
    CHECK((!in_branch && is_deadlock_on(in_branch.error(), "document")));
    const auto in_any = co_await attempt(any(again(lock), sleep(1ms)));
    CHECK((!in_any && is_deadlock_on(in_any.error(), "document")));
    const Result<void> timed = co_await attempt(with_timeout(1ms, again(lock)));
    CHECK((!timed && is_deadlock_on(timed.error(), "document")));
  }));
  CHECK(!lock.is_held());
  CHECK(scene.nothing_left());
}

TEST_CASE("a lock may be taken again once it was released", "[async][b70]") {
  Scene scene;
  const Lock lock;
  CHECK(scene.run([&]() -> Task<> {
    for (int i = 0; i < 3; ++i) {
      const auto permit = co_await lock.acquire();
      co_await sleep(1ms);
    }
    auto permit = co_await lock.acquire();
    permit.release();
    permit = co_await lock.acquire();
    CHECK(permit);
  }));
  CHECK(!lock.is_held());
}

TEST_CASE("branches beside one another wait for each other, not for ever", "[async][b70]") {
  Scene scene;
  Diary diary;
  const Lock lock;
  CHECK(scene.run([&]() -> Task<> {
    co_await all(work(lock, 2ms, diary, "a"), work(lock, 1ms, diary, "b"),
                 work(lock, 1ms, diary, "c"));
  }));
  CHECK(diary.text() == "a ~a b ~b c ~c");
}

TEST_CASE("a lock that a branch has taken belongs to who waited for the branch", "[async][b70]") {
  Scene scene;
  const Lock lock("document");
  CHECK(scene.run([&]() -> Task<> {
    {
      const auto permit = co_await with_timeout(1s, lock.acquire());
      CHECK(Lock::is_writing());
      const auto again = co_await attempt(lock.acquire());
      CHECK(!again);
      co_await sleep(1ms);
      CHECK(Lock::is_writing());
    }
    CHECK(!Lock::is_writing());
    Lock::Permit kept;
    co_await all(sleep(2ms), [](Lock lock, Lock::Permit& kept) -> Task<> {
      kept = co_await lock.acquire();
    }(lock, kept));
    CHECK(Lock::is_writing());
    const Result<Lock::Permit> again = co_await attempt(lock.acquire());
    CHECK((!again && is_deadlock_on(again.error(), "document")));
  }));
  CHECK(!lock.is_held());
}

TEST_CASE("a branch that waits for a lock which its sibling leaves to both is told",
          "[async][b70]") {
  Scene scene;
  Diary diary;
  const Lock lock("document");
  CHECK(scene.run([&]() -> Task<> {
    const auto both = co_await attempt(all(lock.acquire(), work(lock, 1ms, diary, "never")));
    CHECK((!both && is_deadlock_on(both.error(), "document")));
    CHECK(!lock.is_held());
    auto first = co_await any(lock.acquire(), work(lock, 1ms, diary, "never"));
    CHECK(first.index() == 0);
    CHECK(lock.is_held());
  }));
  CHECK(diary.text().empty());
  CHECK(!lock.is_held());
}

TEST_CASE("tasks that wait for each other's locks are told, however many", "[async][b70]") {
  for (int count = 2; count <= 5; ++count) {
    Scene scene;
    std::vector<Lock> locks;
    for (int i = 0; i < count; ++i) locks.emplace_back(str("lock", i));
    int done = 0;
    for (int i = 0; i < count; ++i) {
      scene.scope.spawn([&, i]() -> Task<> {
        const auto mine = co_await locks[i].acquire();
        co_await sleep(Time(1 + i));
        const auto others = co_await locks[(i + 1) % count].acquire();
        ++done;
      });
    }
    scene.loop.run_until_idle();
    CHECK(done == count - 1);  // the last one to wait fails, and lets the others go on
    CHECK(scene.reports.size() == 1);
    CHECK(contains(scene.reports[0], "deadlock: lock \"lock0\""));
    CHECK(scene.nothing_left());
  }
}

TEST_CASE("who may stop waiting by itself is no deadlock", "[async][b70]") {
  Scene scene;
  const Lock a("a");
  const Lock b("b");
  bool second_done = false;
  scene.scope.spawn([&]() -> Task<> {
    const auto permit = co_await a.acquire();
    co_await sleep(1ms);
    const auto first = co_await any(b.acquire(), sleep(10ms));
    CHECK(first.index() == 1);
  });
  scene.scope.spawn([&]() -> Task<> {
    const auto permit = co_await b.acquire();
    co_await sleep(2ms);
    const auto other = co_await a.acquire();
    second_done = true;
  });
  scene.loop.run_until_idle();
  CHECK(second_done);
  CHECK(scene.reports.empty());
}

TEST_CASE("a permit handed on to another run is that run's", "[async][b70]") {
  Scene scene;
  Diary diary;
  const Lock lock;
  CHECK(scene.run([&]() -> Task<> {
    auto permit = co_await lock.acquire();
    spawn(
        [&](Lock::Permit permit) -> Task<> {
          CHECK(Lock::is_writing());
          co_await sleep(5ms);
          CHECK(Lock::is_writing());
          CHECK(permit);
          diary.add("released");
        },
        std::move(permit));
    co_await sleep(1ms);
    CHECK(!Lock::is_writing());
    permit = co_await lock.acquire();
    diary.add("acquired");
  }));
  CHECK(diary.text() == "released acquired");
}

TEST_CASE("a permit that outlives its run, and its lock, is nobody's", "[async][b70]") {
  Scene scene;
  Diary diary;
  std::optional<Lock::Permit> kept;
  {
    const Lock lock;
    CHECK(scene.run([&]() -> Task<> { kept.emplace(co_await lock.acquire()); }));
    CHECK(lock.is_held());
    scene.scope.spawn(work(lock, 1ms, diary, "next"));
    scene.loop.run_until_idle();
    CHECK(scene.reports.empty());
#if CORACLE_INTROSPECTION
    CHECK(contains(run_tree(), "waits for lock \"unnamed\", which a run that has ended holds\n"));
#endif
  }
  kept.reset();
  scene.loop.run_until_idle();
  CHECK(diary.text() == "next ~next");
  CHECK(!Strand::any_locked());
}

#if CORACLE_INTROSPECTION
TEST_CASE("the tree names the lock and who holds it", "[async][b67][b70]") {
  Scene scene;
  Diary diary;
  const Lock lock("document");
  scene.scope.spawn(work(lock, 1h, diary, "a"));
  scene.scope.spawn(work(lock, 1h, diary, "b"));
  scene.loop.run_ready();
  CHECK(contains(run_tree(), ") waits for lock \"document\", which work (support.hpp:"));
  CHECK(contains(run_tree(), ") holds\n"));
  scene.scope.cancel();
}
#endif

TEST_CASE("who holds a lock is writing, with its branches, and nobody else", "[async][b70]") {
  Scene scene;
  const Lock lock;
  int checks = 0;
  scene.scope.spawn([&]() -> Task<> {
    CHECK(!Lock::is_writing());
    const auto permit = co_await lock.acquire();
    CHECK(Lock::is_writing());
    co_await all(sleep(2ms), [](int& checks) -> Task<> {
      CHECK(Lock::is_writing());
      co_await sleep(1ms);
      CHECK(Lock::is_writing());
      ++checks;
    }(checks));
    CHECK(Lock::is_writing());
    ++checks;
  });
  scene.scope.spawn([&]() -> Task<> {
    for (int i = 0; i < 4; ++i) {
      CHECK(!Lock::is_writing());
      co_await sleep(500us);
    }
    ++checks;
  });
  scene.loop.run_until_idle();
  CHECK(checks == 3);
  CHECK(!Lock::is_writing());
}

TEST_CASE("what waits for a release is told once, when the lock is free of its holder",
          "[async][b70]") {
  struct Teller final : AtRelease {
    explicit Teller(Diary& diary) : AtRelease(&diary), diary(diary) {}
    void released() override { diary.add(Lock::is_writing() ? "still" : "released"); }
    Diary& diary;
  };
  Scene scene;
  Diary diary;
  const Lock lock;
  CHECK(scene.run([&]() -> Task<> {
    {
      const auto permit = co_await lock.acquire();
      LockState* const state = LockState::writing();
      CHECK(state->at_release(&diary) == nullptr);
      state->add(new Teller(diary));
      CHECK(state->at_release(&diary) != nullptr);
      CHECK(state->at_release(&scene) == nullptr);
      co_await sleep(1ms);
      CHECK(diary.text().empty());
    }
    CHECK(diary.text() == "released");
    const auto permit = co_await lock.acquire();
    CHECK(LockState::writing()->at_release(&diary) == nullptr);
  }));
  CHECK(diary.text() == "released");
}
