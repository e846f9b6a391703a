#include "waiting.hpp"

using namespace coracle;
using namespace coracle::flow_test;

namespace {

struct PlainFunction {
  void operator()(int) const {}
};
struct TaskFunction {
  Task<> operator()() const { co_return; }
};
struct SilentGenerator {
  Generator<int> operator()() const { co_return; }
};
struct OtherConversation {
  Generator<Wait, std::string> operator()() const { co_return; }
};
struct Conversation {
  Generator<Wait, long> operator()() const { co_return; }
};

}  // namespace

TEST_CASE("for_each_change takes what can be sent the changes, and nothing else", "[b55][b26]") {
  static_assert(detail::ProgramOfChanges<Conversation, int>);
  static_assert(!detail::ProgramOfChanges<PlainFunction, int>);
  static_assert(!detail::ProgramOfChanges<TaskFunction, int>);
  static_assert(!detail::ProgramOfChanges<SilentGenerator, int>);
  static_assert(!detail::ProgramOfChanges<OtherConversation, int>);
}

TEST_CASE("each change is sent in, and it ends when the generator returns", "[b55]") {
  Scene scene;
  std::string log;
  const auto work = [&]() -> Generator<Wait, int> {
    for (int i = 0; i < 3; ++i) {
      log += str("did work ", i, "\n");
      const int value = co_yield Wait{};
      log += str("continued with value ", value, "\n");
    }
  };
  const TaskHandle run = scene.scope.enter([&] { return for_each_change(scene.value, work); });
  scene.loop.run_ready();
  CHECK(log == "did work 0\n");
  for (int i = 2; i <= 4; ++i) {
    CHECK(!run.done());
    scene.value = i;
    scene.loop.run_ready();
  }
  CHECK(log ==
        "did work 0\ncontinued with value 2\ndid work 1\ncontinued with value 3\n"
        "did work 2\ncontinued with value 4\n");
  CHECK(run.done());
  scene.value = 9;
  CHECK(scene.nothing_left());
}

TEST_CASE("changes that come faster than turns are all sent in, in order", "[b55]") {
  Scene scene;
  const auto work = [&]() -> Generator<Wait, int> {
    for (;;) scene.diary.add(str(co_yield Wait{}));
  };
  scene.scope.enter([&] { for_each_change(scene.value, work); });
  for (int i = 2; i <= 7; ++i) scene.value = i;  // before its first step, too
  scene.loop.run_ready();
  CHECK(scene.diary.text() == "2 3 4 5 6 7");
  scene.scope.cancel();
  CHECK(scene.nothing_left());
}

TEST_CASE("a generator may set what it waits for: its own writes come once it has yielded",
          "[b55][b48]") {
  Scene scene;
  bool running = false;
  const auto work = [&]() -> Generator<Wait, int> {
    scene.value = 10;  // before the first yield
    for (;;) {
      const int value = co_yield Wait{};
      CHECK_FALSE(running);
      running = true;
      scene.diary.add(str(value));
      if (value < 13) {
        scene.value = value + 1;
        scene.diary.add("wrote");
      }
      running = false;
    }
  };
  scene.scope.enter([&] { for_each_change(scene.value, work); });
  scene.loop.run_ready();
  CHECK(scene.diary.text() == "10 wrote 11 wrote 12 wrote 13");
  scene.value = 5;
  scene.loop.run_ready();
  CHECK(scene.diary.text() ==
        "10 wrote 11 wrote 12 wrote 13 5 wrote 6 wrote 7 wrote 8 wrote 9 wrote 10 wrote 11 wrote "
        "12 wrote 13");
  CHECK(scene.reports.empty());
  scene.scope.cancel();
}

TEST_CASE("a generator that writes for ever does not keep others from their turns", "[b55][b48]") {
  Scene scene;
  int others = 0;
  scene.scope.enter([&] {
    for_each_change(scene.value, [value = scene.thing]() -> Generator<Wait, int> {
      for (;;) value->value = (co_yield Wait{}) + 1;
    });
    spawn([&]() -> Task<> {
      for (; others < 100; ++others) co_await reschedule();
      scene.scope.cancel();
    });
  });
  scene.value = 2;
  CHECK(scene.loop.run_until_idle());
  CHECK(others == 100);
  CHECK(scene.value.peek() < 1000);
}

TEST_CASE("a generator that never yields just ends", "[b55]") {
  Scene scene;
  int runs = 0;
  const TaskHandle run = scene.scope.enter([&] {
    return for_each_change(scene.value, [&]() -> Generator<Wait, int> {
      ++runs;
      co_return;
    });
  });
  scene.value = 2;
  scene.loop.run_ready();
  CHECK(runs == 1);
  CHECK(run.done());
  CHECK(scene.nothing_left());
  CHECK(scene.reports.empty());
}

TEST_CASE("cancelling destroys the generator at its yield, with what the function captured",
          "[b55][b41]") {
  Scene scene;
  auto captured = make_ref<Thing>();
  const TaskHandle run = scene.scope.enter([&] {
    return for_each_change(scene.value, [captured, &diary = scene.diary]() -> Generator<Wait, int> {
      const Noted end(diary, "cleaned up");
      for (;;) captured->value = co_yield Wait{};
    });
  });
  scene.loop.run_ready();
  scene.value = 6;
  scene.loop.run_ready();
  CHECK(captured->value.peek() == 6);
  scene.value = 7;  // on its way when it is cancelled
  run.cancel();
  CHECK(scene.diary.text() == "cleaned up");
  CHECK(captured->use_count() == 1);
  CHECK(captured->value.peek() == 6);
}

TEST_CASE("cancelling before the first step calls nothing and leaves nothing", "[b55][b41]") {
  Scene scene;
  const TaskHandle run = scene.scope.enter([&] {
    return for_each_change(scene.value, [&]() -> Generator<Wait, int> {
      scene.diary.add("ran");
      co_return;
    });
  });
  run.cancel();
  CHECK(scene.nothing_left());
  CHECK(scene.diary.text().empty());
}

TEST_CASE("it ends with the scope in which it was started", "[b55]") {
  Scene scene;
  {
    Scope scope;
    scope.enter([&] {
      for_each_change(scene.value, [&]() -> Generator<Wait, int> {
        const Noted end(scene.diary, "cleaned up");
        for (;;) co_yield Wait{};
      });
    });
    scene.loop.run_ready();
  }
  CHECK(scene.diary.text() == "cleaned up");
  CHECK(scene.nothing_left());
}

TEST_CASE("a generator that fails is closed once, and its error goes to the scope", "[b55][b57]") {
  Scene scene;
  std::vector<std::string> errors;
  scene.scope.on_error([&](Error error) { errors.emplace_back(error.message()); });
  scene.scope.enter([&] {
    for_each_change(scene.value, [&]() -> Generator<Wait, int> {
      const Noted end(scene.diary, "cleaned up");
      const int value = co_yield Wait{};
      if (value == 2) co_await fail("user", "no twos");
      scene.diary.add("went on");
    });
  });
  scene.loop.run_ready();
  scene.value = 2;
  scene.loop.run_ready();
  CHECK(errors == std::vector<std::string>{"no twos"});
  CHECK(scene.diary.text() == "cleaned up");
  CHECK(scene.reports.empty());
  scene.value = 3;
  CHECK(scene.nothing_left());
}

TEST_CASE("presses of a button are sent in as well, and what is yielded does not matter", "[b55]") {
  Scene scene;
  const ButtonHandle button;
  scene.scope.enter([&] {
    for_each_change(button, [&]() -> Generator<const char*, Pulse> {
      const Pulse first = co_yield "the first press";
      const Pulse second = co_yield "the second press";
      scene.diary.add(str(first.count, " ", second.count));
    });
  });
  batch([&] {
    button.state->pressed.pulse();
    button.state->pressed.pulse();
  });
  scene.loop.run_ready();
  CHECK(scene.diary.text() == "1 2");
}

TEST_CASE("ten thousand changes at once are sent in without recursion", "[b55]") {
  Scene scene;
  int sum = 0;
  scene.scope.enter([&] {
    for_each_change(scene.value, [&]() -> Generator<Wait, int> {
      for (int i = 0; i < 10'000; ++i) sum += (co_yield Wait{}) - i;
    });
  });
  for (int i = 2; i <= 10'001; ++i) scene.value = i;
  scene.loop.run_until_idle();
  CHECK(sum == 2 * 10'000);
  CHECK(scene.nothing_left());
}
