#include <catch_amalgamated.hpp>

#include "support.hpp"

// These also run as WebAssembly at -O0 and -Oz on the default stack of 64 KiB: whatever recursed,
// or resumed a coroutine from within another, would overflow it.

using namespace coracle;
using namespace coracle::async_test;

namespace {

constexpr int depth = 100'000;

struct Alive {
  Alive() { ++count; }
  Alive(Alive&&) noexcept { ++count; }
  ~Alive() { --count; }
  static inline int count = 0;
};

Task<int> ready(int value) { co_return value; }

[[gnu::noinline]] Task<int> descend(int levels, WaitList* list) {
  const Alive alive;
  if (levels == 0) {
    if (list) co_await list->wait();
    co_return 0;
  }
  co_return 1 + co_await descend(levels - 1, list);
}

[[gnu::noinline]] Task<int> descend_and_fail(int levels) {
  const Alive alive;
  if (levels == 0) co_await fail("user", "at the leaf");
  co_return 1 + co_await descend_and_fail(levels - 1);
}

[[gnu::noinline]] Task<int> attempt_at_every_level(int levels, WaitList* list, bool fails) {
  const Alive alive;
  if (levels == 0) {
    if (list) co_await list->wait();
    if (fails) co_await fail("user", "at the leaf");
    co_return 0;
  }
  const Result<int> below = co_await attempt(attempt_at_every_level(levels - 1, list, fails));
  if (!below) co_await fail(below.error());
  co_return 1 + *below;
}

[[gnu::noinline]] Task<int> wrap(Task<int> inner) { co_return 1 + co_await std::move(inner); }

[[gnu::noinline]] Task<int> nested_groups(int levels, WaitList* list) {
  const Alive alive;
  if (levels == 0) {
    if (list) co_await list->wait();
    co_return 0;
  }
  auto [below, nothing] = co_await all(nested_groups(levels - 1, list), ready(1));
  co_return below + nothing;
}

[[gnu::noinline]] Task<int> nested_races(int levels, WaitList& leaf, WaitList& others) {
  const Alive alive;
  if (levels == 0) {
    co_await leaf.wait();
    co_await fail("user", "at the leaf");
  }
  auto first = co_await any(nested_races(levels - 1, leaf, others), others.wait());
  co_return static_cast<int>(first.index());
}

[[gnu::noinline]] AsyncGenerator<int> relay(int levels) {
  const Alive alive;
  if (levels > 0) {
    AsyncGenerator<int> inner = relay(levels - 1);
    while (const int* value = co_await inner.next()) co_yield *value;
  }
  co_yield 1;
  co_yield 2;
}

[[gnu::noinline]] AsyncGenerator<int> relay_of(AsyncGenerator<int> inner) {
  const Alive alive;
  while (const int* value = co_await inner.next()) co_yield *value;
}

AsyncGenerator<int> pipeline() {
  AsyncGenerator<int> whole = relay(0);
  for (int i = 0; i < depth; ++i) whole = relay_of(std::move(whole));
  return whole;
}

}  // namespace

TEST_CASE("a million ready awaits in a loop use no stack", "[async][deep]") {
  Scene scene;
  long sum = 0;
  scene.scope.spawn([&]() -> Task<> {
    for (int i = 0; i < 1'000'000; ++i) sum += co_await ready(i & 1);
  });
  scene.loop.run_until_idle();
  CHECK(sum == 500'000);
  CHECK(scene.nothing_left());
}

TEST_CASE("a million turns of the ready queue use no stack", "[async][deep]") {
  Scene scene;
  int turns = 0;
  scene.scope.spawn([&]() -> Task<> {
    for (; turns < 1'000'000; ++turns) co_await reschedule();
  });
  scene.loop.run_until_idle();
  CHECK(turns == 1'000'000);
  CHECK(scene.nothing_left());
}

TEST_CASE("a chain of 100 000 awaits completes", "[async][deep]") {
  Scene scene;
  int result = 0;
  scene.scope.spawn([&]() -> Task<> { result = co_await descend(depth, nullptr); });
  scene.loop.run_until_idle();
  CHECK(result == depth);
  CHECK(Alive::count == 0);
  CHECK(scene.nothing_left());
}

TEST_CASE("a chain of 100 000 awaits is cancelled at its leaf", "[async][deep]") {
  Scene scene;
  WaitList list;
  const TaskHandle run = scene.scope.spawn([&]() -> Task<> { co_await descend(depth, &list); });
  scene.loop.run_until_idle();
  CHECK(Alive::count == depth + 1);
  CHECK(!list.is_empty());
  run.cancel();
  CHECK(run.done());
  CHECK(Alive::count == 0);
  CHECK(list.is_empty());
  CHECK(scene.nothing_left());
}

TEST_CASE("a chain of 100 000 awaits fails at its leaf", "[async][deep]") {
  Scene scene;
  std::string code;
  scene.scope.spawn([&]() -> Task<> {
    const Result<int> result = co_await attempt(descend_and_fail(depth));
    code = result ? "" : std::string(result.error().code());
  });
  scene.loop.run_until_idle();
  CHECK(code == "user");
  CHECK(Alive::count == 0);
  CHECK(scene.nothing_left());
}

TEST_CASE("a chain of 100 000 attempts completes, fails and is cancelled", "[async][deep]") {
  Scene scene;
  int result = 0;
  std::string code;
  scene.scope.spawn([&]() -> Task<> {
    result = co_await attempt_at_every_level(depth, nullptr, false);
    const Result<int> failed = co_await attempt(attempt_at_every_level(depth, nullptr, true));
    code = failed ? "" : std::string(failed.error().code());
  });
  scene.loop.run_until_idle();
  CHECK(result == depth);
  CHECK(code == "user");
  CHECK(Alive::count == 0);

  WaitList list;
  const TaskHandle run =
      scene.scope.spawn([&]() -> Task<> { co_await attempt_at_every_level(depth, &list, false); });
  scene.loop.run_until_idle();
  CHECK(Alive::count == depth + 1);
  run.cancel();
  CHECK(Alive::count == 0);
  CHECK(scene.nothing_left());
}

TEST_CASE("a chain of 100 000 tasks that were never started is destroyed", "[async][deep]") {
  Scene scene;
  {
    Task<int> task = ready(0);
    for (int i = 0; i < depth; ++i) task = wrap(std::move(task));
  }
  CHECK(scene.nothing_left());

  Task<int> task = ready(0);
  for (int i = 0; i < depth; ++i) task = wrap(std::move(task));
  int result = 0;
  scene.scope.spawn([&](Task<int> inner) -> Task<> { result = co_await std::move(inner); },
                    std::move(task));
  scene.loop.run_until_idle();
  CHECK(result == depth);
  CHECK(scene.nothing_left());
}

TEST_CASE("groups nested 10 000 deep complete and are cancelled", "[async][deep]") {
  Scene scene;
  int result = 0;
  scene.scope.spawn([&]() -> Task<> { result = co_await nested_groups(depth / 10, nullptr); });
  scene.loop.run_until_idle();
  CHECK(result == depth / 10);
  CHECK(Alive::count == 0);

  WaitList list;
  const TaskHandle run =
      scene.scope.spawn([&]() -> Task<> { co_await nested_groups(depth / 10, &list); });
  scene.loop.run_until_idle();
  CHECK(Alive::count == depth / 10 + 1);
  run.cancel();
  CHECK(Alive::count == 0);
  CHECK(scene.nothing_left());
}

TEST_CASE("races nested 10 000 deep pass an error up", "[async][deep]") {
  Scene scene;
  WaitList leaf;
  WaitList others;
  bool failed = false;
  scene.scope.spawn(
      [&]() -> Task<> { failed = !co_await attempt(nested_races(depth / 10, leaf, others)); });
  scene.loop.run_until_idle();
  CHECK(Alive::count == depth / 10 + 1);
  leaf.wake_one();
  scene.loop.run_until_idle();
  CHECK(failed);
  CHECK(others.is_empty());
  CHECK(Alive::count == 0);
  CHECK(scene.nothing_left());
}

TEST_CASE("a hundred thousand branches are cancelled in one pass", "[async][deep]") {
  Scene scene;
  WaitList list;
  const TaskHandle run = scene.scope.spawn([&]() -> Task<> {
    std::vector<Task<int>> tasks;
    for (int i = 0; i < depth; ++i) tasks.push_back(descend(0, &list));
    co_await all(std::move(tasks));
  });
  scene.loop.run_until_idle();
  CHECK(Alive::count == depth);
  run.cancel();
  CHECK(Alive::count == 0);
  CHECK(scene.nothing_left());
}

TEST_CASE("a pipeline of 100 000 generators that stand at a yield is destroyed", "[async][deep]") {
  Scene scene;
  for (const bool nested : {true, false}) {
    AsyncGenerator<int> numbers = nested ? relay(depth) : pipeline();
    int first = 0;
    CHECK(scene.run([&]() -> Task<> { first = *co_await numbers.next(); }));
    CHECK(first == 1);
    CHECK(Alive::count == depth + 1);
    numbers = AsyncGenerator<int>();
    CHECK(Alive::count == 0);
    CHECK(scene.nothing_left());
  }
}

TEST_CASE("a run that is a pipeline of 100 000 generators is cancelled at a yield",
          "[async][deep]") {
  Scene scene;
  const TaskHandle run = scene.scope.spawn([]() -> Task<> {
    AsyncGenerator<int> numbers = pipeline();
    while (co_await numbers.next()) co_await sleep(1s);
  });
  scene.loop.advance(1s);
  CHECK(Alive::count == depth + 1);
  run.cancel();
  CHECK(Alive::count == 0);
  CHECK(scene.nothing_left());
}

TEST_CASE("a pipeline of 100 000 generators that was not started is destroyed", "[async][deep]") {
  Scene scene;
  {
    const AsyncGenerator<int> numbers = pipeline();
    CHECK(numbers);
  }
  CHECK(scene.nothing_left());
}
