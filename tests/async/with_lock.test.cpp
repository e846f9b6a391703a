#include <catch_amalgamated.hpp>
#include <memory>

#include "support.hpp"

using namespace coracle;
using namespace coracle::async_test;

namespace {

bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

}  // namespace

TEST_CASE("functions with a lock run one at a time, in order of arrival", "[async][b70]") {
  Scene scene;
  Diary diary;
  const auto handler = with_lock([&](int number, Time time) -> Task<> {
    diary.add(str(number));
    co_await sleep(time);
    diary.add(str("~", number));
  });
  scene.scope.spawn(handler, 1, 20ms);
  scene.scope.spawn(handler, 2, 10ms);
  scene.scope.spawn(with_lock([&]() { diary.add("plain"); }));
  scene.scope.spawn(with_lock(Lock("other"), [&]() { diary.add("other"); }));
  scene.loop.run_until_idle();
  CHECK(diary.text() == "1 other ~1 2 ~2 plain");
  CHECK(!program_lock().is_held());
  CHECK(scene.nothing_left());
}

TEST_CASE("a function with a lock gives what it gave without", "[async][b70]") {
  Scene scene;
  CHECK(scene.run([]() -> Task<> {
    const Lock lock;
    const int plain = co_await with_lock(lock, [](int a, int b) { return a + b; })(1, 2);
    CHECK(plain == 3);
    const auto move_only = [](std::unique_ptr<int> in) -> Task<std::unique_ptr<int>> {
      co_await sleep(1ms);
      co_return std::move(in);
    };
    auto out = co_await with_lock(lock, move_only)(std::make_unique<int>(7));
    CHECK(*out == 7);
    const auto half = [](int number) -> Result<int> {
      if (number % 2 == 1) return Error("odd", "");
      return number / 2;
    };
    const int good = co_await with_lock(lock, half)(8);
    CHECK(good == 4);
    const Result<int> bad = co_await attempt(with_lock(lock, half)(7));
    CHECK((!bad && bad.error().code() == "odd"));
  }));
  CHECK(scene.nothing_left());
}

TEST_CASE("a function with a lock keeps its parameters", "[async][b70]") {
  using Handler = decltype(with_lock([](int, std::string) -> Task<> { co_return; }));
  static_assert(std::is_invocable_r_v<Task<>, Handler&, int, std::string>);
  static_assert(std::is_invocable_v<const Handler&, int, const char*>);
  static_assert(!std::is_invocable_v<Handler&>);
  static_assert(!std::is_invocable_v<Handler&, int>);
  static_assert(!std::is_invocable_v<Handler&, int, std::string, int>);
  using Generic = decltype(with_lock([](auto... values) { return sizeof...(values); }));
  static_assert(std::is_invocable_r_v<Task<std::size_t>, Generic&, int, char>);
}

TEST_CASE("a function with a lock, and its arguments, live as long as its run", "[async][b70]") {
  Scene scene;
  Diary diary;
  const auto kept = std::make_shared<int>(1);
  {
    const auto handler = with_lock([kept](const std::string& text, Diary* diary) -> Task<> {
      co_await sleep(1ms);
      diary->add(str(text, *kept));
    });
    const std::string text = "a text that is too long to be stored in the string itself ";
    auto waiting = handler(text, &diary);
    scene.scope.spawn(handler, text, &diary);
    scene.scope.spawn(std::move(waiting));
    scene.loop.run_ready();
  }
  CHECK(kept.use_count() == 2);
  scene.loop.run_until_idle();
  CHECK(diary.text() ==
        "a text that is too long to be stored in the string itself 1 "
        "a text that is too long to be stored in the string itself 1");
  CHECK(kept.use_count() == 1);
}

TEST_CASE("a function whose turn never came is not called", "[async][b70]") {
  Scene scene;
  Diary diary;
  const auto handler = with_lock([&](std::string name) -> Task<> {
    diary.add(name);
    co_await sleep(10ms);
  });
  scene.scope.spawn(handler, "a");
  const TaskHandle b = scene.scope.spawn(handler, "b");
  scene.scope.spawn(handler, "c");
  scene.loop.advance(5ms);
  b.cancel();
  scene.loop.run_until_idle();
  CHECK(diary.text() == "a c");
  CHECK(scene.loop.now() == 20ms);
}

TEST_CASE("a function with a lock that calls one with the same lock is told", "[async][b70]") {
  Scene scene;
  bool called = false;
  const Lock lock("document");
  const auto inner = with_lock(lock, [&]() { called = true; });
  scene.scope.spawn(with_lock(lock, [&]() -> Task<> { co_await inner(); }));
  scene.scope.spawn(with_lock([]() -> Task<> { co_await with_lock([] {})(); }));
  scene.loop.run_until_idle();
  CHECK(!called);
  REQUIRE(scene.reports.size() == 2);
  CHECK(contains(scene.reports[0] + scene.reports[1], "deadlock: lock \"document\""));
  CHECK(contains(scene.reports[0] + scene.reports[1], "deadlock: lock \"program\""));
  CHECK(!lock.is_held());
  CHECK(!program_lock().is_held());
}
