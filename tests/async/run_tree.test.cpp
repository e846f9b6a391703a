#include <algorithm>
#include <catch_amalgamated.hpp>

#include "support.hpp"

using namespace coracle;
using namespace coracle::async_test;

#if CORACLE_INTROSPECTION

namespace {

Task<> inner(WaitList& list) { co_await list.wait(); }
Task<> outer(WaitList& list) { co_await inner(list); }

Task<> deep(int depth, WaitList& list) {
  if (depth == 0) co_return co_await list.wait();
  co_await deep(depth - 1, list);
}

AsyncGenerator<int> numbers() {
  co_yield 1;
  co_await sleep(7s);
}

struct Message : Waiter {
  explicit Message(int number) : number(number) {}
  bool await_ready() const { return false; }
  template <class Promise>
  void await_suspend(std::coroutine_handle<Promise> awaiting) {
    suspend(awaiting.promise(), [](const Waiter& waiter) {
      return str("message ", static_cast<const Message&>(waiter).number);
    });
  }
  void await_resume() const {}
  int number;
};

Task<> nested(int depth, WaitList& list) {
  if (depth == 0) co_return co_await list.wait();
  co_await all(nested(depth - 1, list));
}

bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

std::string without_lines(std::string text) {
  for (std::size_t at = 0; (at = text.find(".cpp:", at)) != std::string::npos;) {
    std::size_t end = at += 5;
    while (end < text.size() && text[end] >= '0' && text[end] <= '9') ++end;
    text.replace(at, end - at, "N");
  }
  return text;
}

}  // namespace

TEST_CASE("the tree names the coroutines of each run, outermost first", "[async][b67]") {
  Scene scene;
  WaitList list;
  CHECK(run_tree().empty());
  scene.scope.spawn(&outer, std::ref(list));
  scene.scope.spawn([]() -> Task<> { co_await sleep(1500ms); });
  CHECK(run_tree() == "a run waits for its turn\na run waits for its turn\n");
  scene.loop.run_ready();
  CHECK(without_lines(run_tree()) ==
        "outer (run_tree.test.cpp:N) > inner (run_tree.test.cpp:N) waits for a wake-up\n"
        "run_tree.test.cpp:N waits for a timer in 1500 ms\n");
  scene.loop.advance(499.9ms);
  CHECK(contains(run_tree(), "a timer in 1000.1 ms"));
  list.wake_all();
  CHECK(contains(run_tree(), "inner (run_tree.test.cpp:"));
  CHECK(contains(run_tree(), ") waits for its turn\n"));
  scene.loop.run_until_idle();
  CHECK(run_tree().empty());
}

TEST_CASE("the tree shows branches below who waits for them, those that have ended no more",
          "[async][b67]") {
  Scene scene;
  WaitList list;
  scene.scope.spawn([&]() -> Task<> {
    co_await all(sleep(1s), any(inner(list), sleep(5s)), with_timeout(9s, outer(list)),
                 next_frame(), reschedule());
  });
  scene.loop.run_ready();
  CHECK(without_lines(run_tree()) ==
        "run_tree.test.cpp:N waits for all of\n"
        "  a timer in 1000 ms\n"
        "  any of\n"
        "    inner (run_tree.test.cpp:N) waits for a wake-up\n"
        "    a timer in 5000 ms\n"
        "  with_timeout in 9000 ms, for\n"
        "    outer (run_tree.test.cpp:N) > inner (run_tree.test.cpp:N) waits for a wake-up\n"
        "  the next frame\n");
  scene.loop.advance(2s);
  CHECK(without_lines(run_tree()) ==
        "run_tree.test.cpp:N waits for all of\n"
        "  any of\n"
        "    inner (run_tree.test.cpp:N) waits for a wake-up\n"
        "    a timer in 3000 ms\n"
        "  with_timeout in 7000 ms, for\n"
        "    outer (run_tree.test.cpp:N) > inner (run_tree.test.cpp:N) waits for a wake-up\n");
  scene.scope.cancel();
  CHECK(run_tree().empty());
}

TEST_CASE("the tree is printed from inside a run, and while runs are destroyed", "[async][b67]") {
  Scene scene;
  std::string during;
  std::string closing;
  scene.scope.spawn([&]() -> Task<> {
    const AtEnd at_end([&] { closing = run_tree(); });
    co_await all(sleep(1s), [](std::string& during) -> Task<> {
      during = run_tree();
      co_await sleep(10s);
    }(during));
  });
  scene.loop.advance(1s);
  CHECK(contains(during, " is running\n"));
  scene.scope.cancel();
  CHECK(contains(closing, " is running\n"));
}

TEST_CASE("the tree of a very long chain and of very many runs stays short", "[async][b67]") {
  Scene scene;
  WaitList list;
  scene.scope.spawn(&deep, 10'000, std::ref(list));
  for (int i = 0; i < 999; ++i) scene.scope.spawn([]() -> Task<> { co_await sleep(1s); });
  scene.loop.run_ready();
  const std::string tree = run_tree();
  CHECK(contains(tree, " > … > deep (run_tree.test.cpp:"));
  CHECK(tree.ends_with("and 900 more\n"));
  CHECK(tree.size() < 10'000);
}

TEST_CASE("branches of branches, very deep, do not overflow the stack of who prints them",
          "[async][b67]") {
  Scene scene;
  WaitList list;
  scene.scope.spawn(&nested, 1'000, std::ref(list));
  scene.loop.run_ready();
  CHECK(std::ranges::count(run_tree(), '\n') == 21);
}

TEST_CASE("the tree shows generators, awaited and at their values", "[async][b67]") {
  Scene scene;
  scene.scope.spawn([]() -> Task<> {
    auto values = numbers();
    while (co_await values.next()) {
    }
  });
  scene.loop.run_ready();
  CHECK(without_lines(run_tree()) ==
        "run_tree.test.cpp:N > numbers (run_tree.test.cpp:N) waits for a timer in 7000 ms\n");
}

TEST_CASE("waiters of one's own say what they wait for", "[async][b67]") {
  Scene scene;
  scene.scope.spawn([]() -> Task<> { co_await Message(3); });
  scene.loop.run_ready();
  CHECK(contains(run_tree(), " waits for message 3\n"));
}

#else

TEST_CASE("where there is no introspection the tree is empty") {
  Scene scene;
  scene.scope.spawn([]() -> Task<> { co_await sleep(1s); });
  scene.loop.run_ready();
  CHECK(run_tree().empty());
}

#endif
