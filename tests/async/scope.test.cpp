#include <catch_amalgamated.hpp>
#include <memory>

#include "support.hpp"

using namespace coracle;
using namespace coracle::async_test;

namespace {

TaskHandle start_with_captures(Scope& scope, Diary& diary) {
  std::string text = "a text that is too long to be stored inside of the string";
  auto guard = std::make_unique<Noted>(diary, "guard");
  return scope.spawn([text, guard = std::move(guard), &diary]() -> Task<> {
    co_await sleep(10ms);
    diary.add(text.substr(0, 6));
  });
}

}  // namespace

TEST_CASE("a captured lambda outlives its creator", "[async][b69]") {
  Scene scene;
  Diary diary;
  const TaskHandle run = start_with_captures(scene.scope, diary);
  CHECK(!run.done());
  scene.loop.run_until_idle();
  CHECK(diary.text() == "a text guard");
  CHECK(run.done());
  CHECK(scene.nothing_left());
}

TEST_CASE("arguments are stored by value, also for parameters by reference", "[async][b69]") {
  Scene scene;
  std::string heard;
  {
    std::string text = "a text that is too long to be stored inside of the string";
    auto pointer = std::make_unique<int>(5);
    scene.scope.spawn(
        [&heard](const std::string& text, std::unique_ptr<int> number) -> Task<> {
          co_await sleep(1ms);
          heard = str(text.size(), " ", *number);
        },
        text, std::move(pointer));
    text = "overwritten";
  }
  scene.loop.run_until_idle();
  CHECK(heard == "57 5");
  CHECK(scene.nothing_left());
}

TEST_CASE("spawning runs nothing of the new run before control is back in the loop",
          "[async][b69]") {
  Scene scene;
  Diary diary;
  scene.scope.spawn([&]() -> Task<> {
    diary.add("outer");
    spawn([&]() -> Task<> {
      diary.add("inner");
      co_return;
    });
    diary.add("outer-again");
    co_return;
  });
  diary.add("main");
  scene.loop.run_until_idle();
  CHECK(diary.text() == "main outer outer-again inner");
}

TEST_CASE("the current scope is the run's own, in its branches and its clean-up too",
          "[async][b69]") {
  Scene scene;
  Scope child(scene.scope);
  bool right = true;
  const auto check = [&]() -> Task<> {
    right = right && Scope::current() == &child;
    const AtEnd cleanup([&] { right = right && Scope::current() == &child; });
    co_await sleep(1ms);
    right = right && Scope::current() == &child;
  };
  child.spawn([&]() -> Task<> {
    co_await all(check(), check());
    co_await check();
    scene.scope.enter([&] { right = right && Scope::current() == &scene.scope; });
    co_await sleep(1h);
  });
  const TaskHandle cancelled = child.spawn([&]() -> Task<> { co_await check(); });
  scene.loop.run_ready();
  cancelled.cancel();
  scene.loop.advance(10ms);
  child.cancel();
  CHECK(right);
  CHECK(Scope::current() == nullptr);
  CHECK(child.enter([] { return Scope::current(); }) == &child);
}

TEST_CASE("spawning without a scope is reported and starts nothing", "[async]") {
  Scene scene;
  const TaskHandle run = spawn([]() -> Task<> { co_return; });
  CHECK(run.done());
  CHECK(scene.reports.size() == 1);
}

TEST_CASE("a scope's end destroys its runs and child scopes", "[async][b47][b69]") {
  Scene scene;
  Diary diary;
  WaitList list;
  const auto waiter = [&](std::string name) -> Task<> {
    const Noted noted(diary, std::move(name));
    co_await list.wait();
  };
  {
    Scope scope;
    Scope child(scope);
    scope.spawn(waiter, "parent");
    child.spawn(waiter, "child");
    scene.loop.run_until_idle();
    scope.cancel();
    CHECK(diary.text() == "child parent");
    child.spawn(waiter, "again");
    scene.loop.run_until_idle();
  }
  CHECK(diary.text() == "child parent again");
  CHECK(list.is_empty());
  CHECK(scene.nothing_left());
}

TEST_CASE("closing cancels for good and waits for what is held", "[async][b69]") {
  Scene scene;
  Diary diary;
  WaitList list;
  Scope scope;
  Hold hold = scope.hold();
  scope.spawn([&]() -> Task<> {
    const Noted noted(diary, "run");
    co_await list.wait();
  });
  scene.loop.run_until_idle();
  scene.scope.spawn([&]() -> Task<> {
    co_await scope.close();
    diary.add("closed");
  });
  scene.loop.run_until_idle();
  CHECK(diary.text() == "run");
  CHECK(scope.held() == 1);
  CHECK(scope.spawn([]() -> Task<> { co_return; }).done());
  Hold moved = std::move(hold);
  hold.release();
  scene.loop.run_until_idle();
  CHECK(diary.text() == "run");
  moved.release();
  moved.release();
  CHECK(diary.text() == "run");
  scene.loop.run_until_idle();
  CHECK(diary.text() == "run closed");
  CHECK(scene.nothing_left());
}

TEST_CASE("released waits for the last hold, and a hold may outlive its scope", "[async][b69]") {
  Scene scene;
  Hold orphan;
  bool released = false;
  {
    Scope scope;
    Hold first = scope.hold();
    orphan = scope.hold();
    scene.scope.spawn([&]() -> Task<> {
      co_await scope.released();
      released = true;
    });
    scene.loop.run_until_idle();
    first.release();
    scene.loop.run_until_idle();
    CHECK(!released);
    orphan.release();
    scene.loop.run_until_idle();
    CHECK(released);
    orphan = scope.hold();
  }
  orphan.release();
  CHECK(scene.nothing_left());
}

TEST_CASE("a run that closes its own scope ends there", "[async][b69]") {
  Scene scene;
  Diary diary;
  scene.scope.spawn([&]() -> Task<> {
    const Noted noted(diary, "ended");
    co_await scene.scope.close();
    diary.add("never");
  });
  scene.loop.run_until_idle();
  CHECK(diary.text() == "ended");
  CHECK(scene.nothing_left());
}

TEST_CASE("handles follow a run to its end, in any number and order", "[async][b42]") {
  Scene scene;
  WaitList list;
  TaskHandle first = scene.scope.spawn([&]() -> Task<> { co_await list.wait(); });
  TaskHandle second = first;
  TaskHandle third;
  third = second;
  first = TaskHandle();
  CHECK(first.done());
  CHECK(!third.done());
  std::vector<TaskHandle> many(100, second);
  many.erase(many.begin() + 10, many.begin() + 20);
  scene.loop.run_until_idle();
  list.wake_all();
  scene.loop.run_until_idle();
  CHECK(second.done());
  CHECK(third.done());
  CHECK(many.front().done());
  third.cancel();
}

TEST_CASE("a root tells its owner of values, the end, failure and cancelling", "[async]") {
  class Run final : public Root {
   public:
    explicit Run(Diary& diary) : diary_(diary) {}
    bool go_on = true;

   private:
    void finished() override {
      release_frame();
      diary_.add("finished");
    }
    void failed(Error error) override { diary_.add(std::string(error.code())); }
    void cancelled() override { diary_.add("cancelled"); }
    void yielded() override {
      diary_.add(str(yielded_value<int>()));
      CHECK(!is_on_stack());
      if (go_on) proceed();
    }
    Diary& diary_;
  };
  Scene scene;
  Diary diary;
  const auto count = [&](int to, bool fails) -> AsyncGenerator<int> {
    const Noted noted(diary, "body-gone");
    for (int i = 0; i < to; ++i) {
      if (i % 2) co_await sleep(1ms);
      co_yield int(i);
    }
    if (fails) co_await fail("user", "");
  };
  Run run(diary);
  run.start(scene.scope, count(3, false));
  CHECK(run.is_live());
  scene.loop.run_until_idle();
  CHECK(diary.text() == "0 1 2 body-gone finished");
  CHECK(!run.is_live());

  diary.clear();
  run.start(scene.scope, count(1, true));
  scene.loop.run_until_idle();
  CHECK(diary.text() == "0 body-gone user");

  // Told to proceed while it waits elsewhere, it goes on waiting there.
  diary.clear();
  run.start(scene.scope, count(2, false));
  scene.loop.run_ready();
  run.proceed();
  scene.loop.run_ready();
  CHECK(diary.text() == "0");
  scene.loop.run_until_idle();
  CHECK(diary.text() == "0 1 body-gone finished");

  diary.clear();
  run.go_on = false;
  run.start(scene.scope, count(3, false));
  scene.loop.run_until_idle();
  CHECK(diary.text() == "0");
  CHECK(run.is_live());
  run.proceed();
  scene.loop.run_until_idle();
  run.cancel();
  run.cancel();
  CHECK(diary.text() == "0 1 body-gone cancelled");
  run.proceed();
  scene.loop.run_until_idle();
  CHECK(diary.text() == "0 1 body-gone cancelled");
  CHECK(scene.nothing_left());
}

TEST_CASE("a root takes a result that cannot be copied", "[async]") {
  class Run final : public Root {
   public:
    std::unique_ptr<int> result;

   private:
    void finished() override { result = take_result<std::unique_ptr<int>>(); }
    void failed(Error) override {}
  };
  Scene scene;
  Run run;
  const auto make = []() -> Task<std::unique_ptr<int>> {
    co_await sleep(1ms);
    co_return std::make_unique<int>(9);
  };
  run.start(scene.scope, make());
  scene.loop.run_until_idle();
  REQUIRE(run.result);
  CHECK(*run.result == 9);
  CHECK(scene.nothing_left());
}
