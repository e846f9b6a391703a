#include <catch_amalgamated.hpp>
#include <memory>
#include <stdexcept>

#include "support.hpp"

using namespace coracle;
using namespace coracle::async_test;

namespace {

Task<int> fail_after(Time delay, Diary& diary, std::string name) {
  const Noted noted(diary, name);
  co_await sleep(delay);
  co_await fail("user", name + " failed");
  co_return 0;
}

Task<int> middle(Diary& diary) {
  const Noted noted(diary, "middle");
  const int value = co_await fail_after(1ms, diary, "leaf");
  diary.add("never");
  co_return value;
}

Task<> wait_forever(Diary& diary, WaitList& list, std::string name) {
  const Noted noted(diary, name);
  co_await list.wait();
}

}  // namespace

TEST_CASE("an error unwinds innermost first, up to attempt and no further", "[async]") {
  Scene scene;
  Diary diary;
  CHECK(scene.run([&]() -> Task<> {
    const Noted noted(diary, "boundary");
    const Result<int> result = co_await attempt(middle(diary));
    CHECK(!result);
    CHECK(result.error().code() == "user");
    CHECK(result.error().message() == "leaf failed");
    diary.add("caught");
  }));
  CHECK(diary.text() == "leaf middle caught boundary");
  CHECK(scene.nothing_left());
}

TEST_CASE("attempt gives values, also those that cannot be copied, and nothing", "[async]") {
  Scene scene;
  CHECK(scene.run([]() -> Task<> {
    Result<int> number = co_await attempt(value_after(1ms, 7));
    CHECK(number.value_or(0) == 7);
    const auto make = []() -> Task<std::unique_ptr<int>> { co_return std::make_unique<int>(8); };
    Result<std::unique_ptr<int>> pointer = co_await attempt(make());
    CHECK(pointer.has_value());
    CHECK(**pointer == 8);
    Result<void> nothing = co_await attempt(sleep(1ms));
    CHECK(nothing.has_value());
  }));
  CHECK(scene.nothing_left());
}

TEST_CASE("attempt catches again and again in one frame, and nested", "[async]") {
  Scene scene;
  Diary diary;
  int failures = 0;
  CHECK(scene.run([&]() -> Task<> {
    for (int i = 0; i < 1000; ++i) {
      const auto twice = [&]() -> Task<int> {
        const Result<int> first = co_await attempt(fail_after(0ms, diary, "x"));
        failures += !first;
        co_await fail(first.error());
        co_return 1;
      };
      failures += !co_await attempt(twice());
      diary.clear();
    }
  }));
  CHECK(failures == 2000);
  CHECK(scene.nothing_left());
}

TEST_CASE("an error that nobody attempts is reported once, by the scope's handler or the sink",
          "[async][b73][b69]") {
  Scene scene;
  Diary diary;
  scene.scope.spawn([&]() -> Task<> { co_await middle(diary); });
  scene.loop.run_until_idle();
  REQUIRE(scene.reports.size() == 1);
  CHECK(scene.reports[0] == "the program: user: leaf failed");

  Scope child(scene.scope);
  std::string heard;
  scene.scope.on_error([&](Error error) { heard += str("outer ", error.code(), ";"); });
  child.spawn([&]() -> Task<> { co_await fail("one", ""); });
  scene.loop.run_until_idle();
  child.on_error([&](Error error) { heard += str("inner ", error.code(), ";"); });
  child.spawn([&]() -> Task<> { co_await fail("two", ""); });
  scene.loop.run_until_idle();
  CHECK(heard == "outer one;inner two;");
  CHECK(scene.reports.size() == 1);
  CHECK(scene.nothing_left());
}

TEST_CASE("an error in the last of several children cancels the rest, whose clean-up comes first",
          "[async][b68]") {
  Scene scene;
  Diary diary;
  WaitList list;
  CHECK(scene.run([&]() -> Task<> {
    const auto parent = [&]() -> Task<> {
      const Noted noted(diary, "parent");
      co_await all(wait_forever(diary, list, "first"), wait_forever(diary, list, "second"),
                   fail_after(2ms, diary, "last"));
    };
    const Result<void> result = co_await attempt(parent());
    CHECK(!result);
    diary.add("caught");
  }));
  CHECK(diary.text() == "last first second parent caught");
  CHECK(list.is_empty());
  CHECK(scene.nothing_left());
}

TEST_CASE("when two children fail in one turn, the first error counts", "[async][b68]") {
  Scene scene;
  Diary diary;
  std::string message;
  CHECK(scene.run([&]() -> Task<> {
    const auto both = [&]() -> Task<> {
      co_await all(fail_after(1ms, diary, "one"), fail_after(1ms, diary, "two"));
    };
    message = (co_await attempt(both())).error().message();
  }));
  CHECK(message == "one failed");
  CHECK(diary.text() == "one two");
  CHECK(scene.nothing_left());
}

TEST_CASE("an awaitable fails long after it was awaited", "[async]") {
  Scene scene;
  Completion<int> slot;
  CHECK_FALSE(scene.run([&]() -> Task<> { static_cast<void>(co_await slot); }));
  slot.fail(Error("network", "the line went dead"));
  scene.loop.run_until_idle();
  REQUIRE(scene.reports.size() == 1);
  CHECK(scene.reports[0] == "the program: network: the line went dead");
  CHECK(scene.nothing_left());
}

TEST_CASE("an error says where it was raised", "[async]") {
  Scene scene;
  std::uint32_t line = 0;
  const auto failing = []() -> Task<> { co_await fail("user", "here"); };
  const auto here = static_cast<std::uint32_t>(__LINE__);
  scene.run([&]() -> Task<> { line = (co_await attempt(failing())).error().where().line; });
  CHECK(line == here - 1);
}

TEST_CASE("a task that was moved away before is an error, not a crash", "[async]") {
  Scene scene;
  Task<> task = []() -> Task<> { co_return; }();
  Task<> moved = std::move(task);
  CHECK(!task);
  scene.scope.spawn(std::move(task));
  scene.loop.run_until_idle();
  REQUIRE(scene.reports.size() == 1);
  CHECK(scene.reports[0].starts_with("the program: bad_argument: "));
}

#if CORACLE_EXCEPTIONS

TEST_CASE("an exception that leaves a coroutine becomes an error", "[async]") {
  Scene scene;
  Diary diary;
  CHECK(scene.run([&]() -> Task<> {
    const auto thrower = [&](Time delay) -> Task<int> {
      const Noted noted(diary, "thrower");
      if (delay > 0ms) co_await sleep(delay);
      throw std::runtime_error("thrown");
    };
    for (const Time delay : {Time(0), Time(1)}) {
      const Result<int> result = co_await attempt(thrower(delay));
      CHECK(!result);
      CHECK(result.error().code() == "exception");
      CHECK(result.error().message() == "thrown");
    }
  }));
  CHECK(diary.text() == "thrower thrower");

  scene.scope.spawn(
      [](int value) -> Task<> {
        if (value) throw value;
        co_return;
      },
      3);
  const auto callable = [](const std::string&) -> Task<> {
    throw std::runtime_error("before the first wait");
    co_return;
  };
  scene.scope.spawn(callable, std::string("x"));
  scene.loop.run_until_idle();
  REQUIRE(scene.reports.size() == 2);
  CHECK(scene.reports[1] == "the program: exception: before the first wait");
  CHECK(scene.nothing_left());
}

#endif

namespace {

template <class A>
concept CanBeAwaited =
    requires(A&& awaitable) { awaiter_of(std::forward<A>(awaitable)).await_ready(); };

}  // namespace

TEST_CASE("awaiting a task that was not moved, so perhaps twice, does not compile", "[async]") {
  STATIC_CHECK(CanBeAwaited<Task<int>>);
  STATIC_CHECK(!CanBeAwaited<Task<int>&>);
  STATIC_CHECK(!CanBeAwaited<const Task<int>&>);
}
