#include <catch_amalgamated.hpp>
#include <memory>
#include <stdexcept>

#include "support.hpp"

using namespace coracle;
using namespace coracle::async_test;

namespace {

Generator<int> squares(int count) {
  for (int i = 0; i < count; ++i) co_yield i* i;
}

Generator<int> guarded_numbers(Diary& diary, bool fails) {
  const Noted noted(diary, "closed");
  co_yield 1;
  if (fails) co_await fail("user", "in the middle");
  co_yield 2;
}

AsyncGenerator<std::string> words(Diary& diary, WaitList* list = nullptr) {
  const Noted noted(diary, "closed");
  co_yield "one";
  co_await sleep(1ms);
  co_yield str("tw", 'o');
  if (list) co_await list->wait();
  const std::string three = "three";
  co_yield three;
}

}  // namespace

TEST_CASE("a generator gives its values, and then null for ever", "[async]") {
  int sum = 0;
  for (int square : squares(5)) sum += square;
  CHECK(sum == 30);
  for (int square : squares(0)) sum += square;
  CHECK(sum == 30);
  Generator<int> generator = squares(1);
  CHECK(generator);
  REQUIRE(generator.next());
  CHECK(!generator.next());
  CHECK(!generator.next());
  CHECK(!generator);
  CHECK(!generator.error());
}

TEST_CASE("a generator is sent what its co_yield gives", "[async][b56]") {
  Diary diary;
  const auto echo = [&]() -> Generator<std::string, int> {
    const int first = co_yield "ready";
    const int second = co_yield str("got ", first);
    diary.add(str(first + second));
  };
  Generator<std::string, int> conversation = echo();
  CHECK(*conversation.next() == "ready");
  CHECK(*conversation.send(3) == "got 3");
  CHECK(!conversation.send(4));
  CHECK(diary.text() == "7");

  const auto takes_ownership = []() -> Generator<int, std::unique_ptr<int>> {
    int sum = 0;
    for (;;) {
      const std::unique_ptr<int> number = co_yield sum;
      sum += *number;
    }
  };
  auto sums = takes_ownership();
  sums.next();
  sums.send(std::make_unique<int>(2));
  CHECK(*sums.send(std::make_unique<int>(3)) == 5);
}

TEST_CASE("a generator destroyed early runs its destructors once", "[async]") {
  Diary diary;
  {
    auto generator = guarded_numbers(diary, false);
    CHECK(*generator.next() == 1);
    auto moved = std::move(generator);
    CHECK(!generator.next());
    CHECK(*moved.next() == 2);
  }
  CHECK(diary.text() == "closed");
  {
    auto never_started = guarded_numbers(diary, false);
  }
  CHECK(diary.text() == "closed");
}

TEST_CASE("failing inside a generator closes it once", "[async][b57]") {
  Scene scene;
  Diary diary;
  {
    auto generator = guarded_numbers(diary, true);
    CHECK(*generator.next() == 1);
    CHECK(!generator.next());
    CHECK(diary.text() == "closed");
    CHECK(generator.error().message() == "in the middle");
    CHECK(!generator.error());
    CHECK(!generator.next());
  }
  CHECK(diary.text() == "closed");
  CHECK(scene.reports.empty());
  {
    auto generator = guarded_numbers(diary, true);
    while (generator.next()) {
    }
  }
  REQUIRE(scene.reports.size() == 1);
  CHECK(scene.reports[0] == "generator: user: in the middle");
}

TEST_CASE("a generator whose handle goes while it runs is closed at its next yield", "[async]") {
  Diary diary;
  std::unique_ptr<Generator<int>> generator;
  const auto suicidal = [&]() -> Generator<int> {
    const Noted noted(diary, "closed");
    co_yield 1;
    CHECK(generator->is_running());
    generator.reset();
    diary.add("handle-gone");
    co_yield 2;
    diary.add("never");
  };
  generator = std::make_unique<Generator<int>>(suicidal());
  CHECK(*generator->next() == 1);
  CHECK(!generator->is_running());
  CHECK(!generator->next());
  CHECK(diary.text() == "handle-gone closed");
}

TEST_CASE("a million steps of a generator use no stack", "[async]") {
  const auto ones = [](int count) -> Generator<int> {
    for (int i = 0; i < count; ++i) co_yield 1;
  };
  int sum = 0;
  for (int one : ones(1'000'000)) sum += one;
  CHECK(sum == 1'000'000);
}

TEST_CASE("an async generator waits inside and converts what it yields", "[async]") {
  Scene scene;
  Diary diary;
  CHECK(scene.run([&]() -> Task<> {
    auto generator = words(diary);
    while (std::string* word = co_await generator.next()) diary.add(std::move(*word));
    CHECK(!generator);
    const std::string* none = co_await generator.next();
    CHECK(!none);
    diary.add("end");
  }));
  CHECK(diary.text() == "one two three closed end");
  CHECK(scene.loop.now() == 1ms);
  CHECK(scene.nothing_left());
}

TEST_CASE("an async generator is destroyed early, unstarted, at a yield and at a wait", "[async]") {
  Scene scene;
  Diary diary;
  WaitList list;
  {
    auto unstarted = words(diary);
  }
  CHECK(diary.text().empty());
  CHECK(scene.run([&]() -> Task<> {
    auto generator = words(diary);
    const std::string one = *co_await generator.next();
    CHECK(one == "one");
    auto moved = std::move(generator);
    const std::string two = *co_await moved.next();
    CHECK(two == "two");
  }));
  CHECK(diary.text() == "closed");
  diary.clear();

  const TaskHandle run = scene.scope.spawn([&]() -> Task<> {
    const Noted noted(diary, "consumer");
    auto generator = words(diary, &list);
    while (co_await generator.next()) {
    }
  });
  scene.loop.run_until_idle();
  CHECK(!list.is_empty());
  run.cancel();
  CHECK(list.is_empty());
  CHECK(diary.text() == "closed consumer");
  CHECK(scene.nothing_left());
}

TEST_CASE("an async generator that fails is closed once, and its consumer fails", "[async][b57]") {
  Scene scene;
  Diary diary;
  const auto failing = [&](bool after_wait) -> AsyncGenerator<int> {
    const Noted noted(diary, "closed");
    co_yield 1;
    if (after_wait) co_await sleep(1ms);
    co_await fail("user", "in the middle");
  };
  CHECK(scene.run([&]() -> Task<> {
    for (const bool after_wait : {false, true}) {
      auto generator = failing(after_wait);
      const auto drain = [&]() -> Task<int> {
        int sum = 0;
        while (int* value = co_await generator.next()) sum += *value;
        co_return sum;
      };
      const Result<int> result = co_await attempt(drain());
      CHECK(!result);
      CHECK(!generator);
      const int* none = co_await generator.next();
      CHECK(!none);
    }
  }));
  CHECK(diary.text() == "closed closed");
  CHECK(scene.nothing_left());
}

TEST_CASE("async generators through which values flow are destroyed from the source up",
          "[async]") {
  Scene scene;
  Diary diary;
  WaitList list;
  const auto source = [&]() -> AsyncGenerator<int> {
    const Noted noted(diary, "source");
    for (int i = 0; i < 3; ++i) co_yield int(i);
    co_await list.wait();
  };
  const auto doubled = [&](AsyncGenerator<int> from) -> AsyncGenerator<int> {
    const Noted noted(diary, "doubled");
    while (int* value = co_await from.next()) co_yield *value * 2;
  };
  int sum = 0;
  const TaskHandle run = scene.scope.spawn([&]() -> Task<> {
    auto values = doubled(doubled(source()));
    while (int* value = co_await values.next()) sum += *value;
  });
  scene.loop.run_until_idle();
  CHECK(sum == 12);
  run.cancel();
  CHECK(diary.text() == "source doubled doubled");
  CHECK(scene.nothing_left());
}

TEST_CASE("async generators that stand at a yield are destroyed as locals are", "[async]") {
  Scene scene;
  Diary diary;
  const auto source = [&]() -> AsyncGenerator<int> {
    const Noted noted(diary, "source");
    co_yield 1;
  };
  const auto relay = [&]() -> AsyncGenerator<int> {
    const Noted before(diary, "before");
    AsyncGenerator<int> from = source();
    const Noted after(diary, "after");
    while (int* value = co_await from.next()) co_yield *value;
  };
  CHECK(scene.run([&]() -> Task<> {
    auto values = relay();
    co_await values.next();
  }));
  CHECK(diary.text() == "after source before");
  CHECK(scene.nothing_left());
}

TEST_CASE("an async generator that others only ask is not destroyed with them, however deep",
          "[async]") {
  Scene scene;
  Diary diary;
  struct Asking {
    static AsyncGenerator<int> ask(AsyncGenerator<int>& source, int levels) {
      if (levels == 0) {
        while (int* value = co_await source.next()) co_yield *value;
      } else {
        AsyncGenerator<int> below = ask(source, levels - 1);
        while (int* value = co_await below.next()) co_yield *value;
      }
    }
  };
  const auto count = [&]() -> AsyncGenerator<int> {
    const Noted noted(diary, "source");
    for (int i = 0;; ++i) co_yield int(i);
  };
  CHECK(scene.run([&]() -> Task<> {
    auto source = count();
    for (const int levels : {0, 1, 15, 16, 17, 100}) {
      auto values = Asking::ask(source, levels);
      co_await values.next();
    }
    CHECK(diary.text().empty());
    const int* const next = co_await source.next();
    CHECK(*next == 6);
  }));
  CHECK(diary.text() == "source");
  CHECK(scene.nothing_left());
}

TEST_CASE("a million values of an async generator, ready and not, use no stack", "[async]") {
  Scene scene;
  const auto numbers = [](int count) -> AsyncGenerator<int> {
    for (int i = 0; i < count; ++i) {
      if (i % 16 == 0) co_await reschedule();
      co_yield int(i);
    }
  };
  int count = 0;
  CHECK(scene.run([&]() -> Task<> {
    auto generator = numbers(1'000'000);
    while (co_await generator.next()) ++count;
  }));
  CHECK(count == 1'000'000);
  CHECK(scene.nothing_left());
}

#if CORACLE_EXCEPTIONS

TEST_CASE("an exception inside a generator closes it", "[async][b57]") {
  Scene scene;
  Diary diary;
  const auto throwing = [&]() -> Generator<int> {
    const Noted noted(diary, "closed");
    co_yield 1;
    throw std::runtime_error("thrown");
  };
  auto generator = throwing();
  generator.next();
  CHECK(!generator.next());
  CHECK(generator.error().message() == "thrown");
  const auto throwing_later = [&]() -> AsyncGenerator<int> {
    const Noted noted(diary, "closed");
    co_yield 1;
    throw std::runtime_error("thrown");
  };
  CHECK(scene.run([&]() -> Task<> {
    auto later = throwing_later();
    const auto drain = [&]() -> Task<> {
      while (co_await later.next()) {
      }
    };
    const Result<void> result = co_await attempt(drain());
    CHECK(result.error().code() == "exception");
  }));
  CHECK(diary.text() == "closed closed");
  CHECK(scene.nothing_left());
}

#endif
