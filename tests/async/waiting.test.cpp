#include <algorithm>
#include <catch_amalgamated.hpp>
#include <cmath>
#include <memory>

#include "support.hpp"

using namespace coracle;
using namespace coracle::async_test;

namespace {

Task<> note_after(Time delay, Diary& diary, std::string name) {
  co_await sleep(delay);
  diary.add(name);
}

Task<std::string> text_after(Time delay, Diary& diary, std::string text) {
  const Noted noted(diary, "~" + text);
  co_await sleep(delay);
  co_return text;
}

Task<int> fail_soon() {
  co_await fail("soon", "");
  co_return 0;
}

}  // namespace

TEST_CASE("timers fire in order of deadline, then of creation", "[async][b66]") {
  Scene scene;
  Diary diary;
  scene.scope.spawn(note_after(20ms, diary, "c"));
  scene.scope.spawn(note_after(10ms, diary, "a"));
  scene.scope.spawn(note_after(20ms, diary, "d"));
  scene.scope.spawn(note_after(10ms, diary, "b"));
  scene.loop.advance(9.999999ms);
  CHECK(diary.text().empty());
  CHECK(async_counts().timers == 4);
  scene.loop.advance(0.000001ms);
  CHECK(diary.text() == "a b");
  scene.loop.run_until_idle();
  CHECK(diary.text() == "a b c d");
  CHECK(scene.loop.now() == 20ms);
}

TEST_CASE("a thousand timers in any order, some cancelled, fire in order", "[async][b66]") {
  Scene scene;
  std::vector<TaskHandle> runs;
  std::vector<Time> fired;
  unsigned random = 12345;
  for (int i = 0; i < 1000; ++i) {
    random = random * 1103515245 + 12345;
    const Time delay(random >> 16 & 0xff);
    runs.push_back(scene.scope.spawn([&fired, delay]() -> Task<> {
      co_await sleep(delay);
      fired.push_back(Loop::current().now());
      CHECK(fired.back() == delay);
    }));
  }
  scene.loop.run_ready();
  for (std::size_t i = 0; i < runs.size(); i += 3) runs[i].cancel();
  scene.loop.run_until_idle();
  CHECK(std::is_sorted(fired.begin(), fired.end()));
  CHECK(fired.size() >= 600);
  CHECK(scene.nothing_left());
}

TEST_CASE("sleep(0) gives others and the embedder a turn", "[async][b66]") {
  Scene scene;
  Diary diary;
  scene.scope.spawn([&]() -> Task<> {
    diary.add("before");
    co_await sleep(0s);
    diary.add("after");
  });
  scene.scope.spawn([&]() -> Task<> {
    for (int i = 0; i < 3; ++i) co_await reschedule();
    diary.add("others");
  });
  scene.loop.run_ready();
  CHECK(diary.text() == "before others after");
  CHECK(scene.loop.now() == 0ms);
}

TEST_CASE("a negative sleep is an error", "[async][b66]") {
  Scene scene;
  CHECK(scene.run([]() -> Task<> {
    const Result<void> result = co_await attempt(sleep(-1ms));
    CHECK(!result);
    CHECK(result.error().code() == "bad_argument");
    const Result<void> late = co_await attempt(with_timeout(-1ms, sleep(1ms)));
    CHECK(!late);
    CHECK(late.error().code() == "bad_argument");
  }));
  CHECK(scene.nothing_left());
}

TEST_CASE("destroying a sleeper clears its timer", "[async][b41]") {
  Scene scene;
  Diary diary;
  const TaskHandle run = scene.scope.spawn(note_after(10ms, diary, "never"));
  scene.loop.run_ready();
  CHECK(async_counts().timers == 1);
  run.cancel();
  CHECK(async_counts().timers == 0);
  CHECK(!scene.loop.has_work());
}

TEST_CASE("all gives a tuple in the order of its arguments", "[async][b68]") {
  Scene scene;
  Diary diary;
  CHECK(scene.run([&]() -> Task<> {
    auto [slow, nothing, quick] =
        co_await all(text_after(20ms, diary, "slow"), sleep(5ms), text_after(1ms, diary, "quick"));
    CHECK(slow == "slow");
    CHECK(quick == "quick");
    static_assert(std::is_same_v<decltype(nothing), std::monostate>);
    CHECK(scene.loop.now() == 20ms);
    std::tuple<> none = co_await all();
    static_cast<void>(none);
  }));
  CHECK(scene.nothing_left());
}

TEST_CASE("all over a vector gives a vector, also of none", "[async][b68]") {
  Scene scene;
  Diary diary;
  CHECK(scene.run([&]() -> Task<> {
    std::vector<Task<std::string>> tasks;
    for (int i = 3; i > 0; --i) tasks.push_back(text_after(Time(i), diary, str(i)));
    const std::vector<std::string> texts = co_await all(std::move(tasks));
    CHECK(texts == std::vector<std::string>{"3", "2", "1"});
    const std::vector<int> none = co_await all(std::vector<Task<int>>());
    CHECK(none.empty());
    std::vector<Task<>> nothing;
    nothing.push_back(note_after(1ms, diary, "x"));
    co_await all(std::move(nothing));
  }));
  CHECK(scene.nothing_left());
}

TEST_CASE("the losers of any are gone before it resumes", "[async][b60]") {
  Scene scene;
  Diary diary;
  CHECK(scene.run([&]() -> Task<> {
    auto first = co_await any(text_after(20ms, diary, "slow"), text_after(10ms, diary, "quick"),
                              sleep(30ms));
    diary.add("resumed");
    CHECK(first.index() == 1);
    CHECK(first.get<1>() == "quick");
    CHECK(async_counts().timers == 0);
    CHECK(scene.loop.now() == 10ms);
  }));
  CHECK(diary.text() == "~quick ~slow resumed");
  CHECK(scene.nothing_left());
}

TEST_CASE("when two are ready in one turn, any takes the first and destroys the other",
          "[async][b68]") {
  Scene scene;
  Diary diary;
  CHECK(scene.run([&]() -> Task<> {
    auto first = co_await any(text_after(1ms, diary, "one"), text_after(1ms, diary, "two"));
    CHECK(first.index() == 0);
  }));
  CHECK(diary.text() == "~one ~two");
  CHECK(scene.nothing_left());
}

TEST_CASE("a group that was never awaited destroys its tasks", "[async][b68]") {
  Scene scene;
  Diary diary;
  {
    auto group = all(text_after(1ms, diary, "a"), text_after(1ms, diary, "b"));
    auto race = any(text_after(1ms, diary, "a"));
    auto limited = with_timeout(1ms, text_after(1ms, diary, "a"));
    auto attempted = attempt(text_after(1ms, diary, "a"));
  }
  CHECK(diary.text().empty());
  CHECK(scene.nothing_left());
}

TEST_CASE("a timeout destroys the task and is an error", "[async][b61]") {
  Scene scene;
  Diary diary;
  CHECK(scene.run([&]() -> Task<> {
    const Result<std::string> late =
        co_await attempt(with_timeout(5ms, text_after(10ms, diary, "late")));
    CHECK(!late);
    CHECK(late.error().code() == "timeout");
    CHECK(diary.text() == "~late");
    const std::string in_time = co_await with_timeout(20ms, text_after(10ms, diary, "in-time"));
    CHECK(in_time == "in-time");
    CHECK(async_counts().timers == 0);
    CHECK(scene.loop.now() == 15ms);
  }));
  CHECK(scene.nothing_left());
}

TEST_CASE("with_timeout passes an error on", "[async][b61]") {
  Scene scene;
  CHECK(scene.run([]() -> Task<> {
    const auto failing = []() -> Task<> { co_await fail("user", ""); };
    const Result<void> result = co_await attempt(with_timeout(5ms, failing()));
    CHECK(!result);
    CHECK(result.error().code() == "user");
  }));
  CHECK(scene.nothing_left());
}

TEST_CASE("a task whose end and whose timeout fall together gives one outcome", "[async][b61]") {
  Scene scene;
  Diary diary;
  int outcomes = 0;
  CHECK(scene.run([&]() -> Task<> {
    static_cast<void>(co_await attempt(with_timeout(10ms, text_after(10ms, diary, "x"))));
    ++outcomes;
  }));
  CHECK(outcomes == 1);
  CHECK(diary.text() == "~x");
  CHECK(scene.nothing_left());
}

TEST_CASE("groups, limits and attempts can be put into one another", "[async][b68]") {
  Scene scene;
  Diary diary;
  CHECK(scene.run([&]() -> Task<> {
    auto [first, limited, attempted] =
        co_await all(any(text_after(1ms, diary, "a"), sleep(5ms)),
                     attempt(with_timeout(2ms, text_after(3ms, diary, "b"))),
                     attempt(all(sleep(1ms), fail_soon())));
    CHECK(first.index() == 0);
    CHECK(first.get<0>() == "a");
    CHECK(limited.error().code() == "timeout");
    CHECK(attempted.error().code() == "soon");
  }));
  CHECK(diary.text() == "~a ~b");
  CHECK(scene.nothing_left());
}

TEST_CASE("a completion after its awaiter's destruction finds nobody", "[async][b41]") {
  Scene scene;
  Completion<std::string> slot;
  const TaskHandle run =
      scene.scope.spawn([slot]() -> Task<> { static_cast<void>(co_await slot); });
  scene.loop.run_until_idle();
  CHECK(slot.is_awaited());
  run.cancel();
  CHECK(!slot.is_awaited());
  CHECK(slot.complete("late"));
  CHECK(!slot.complete("later"));
  CHECK(!slot.fail(Error("user", "latest")));
  scene.loop.run_until_idle();
  CHECK(scene.reports.empty());
  CHECK(scene.nothing_left());
}

TEST_CASE("a run is destroyed between its completion and its resumption", "[async][b41]") {
  Scene scene;
  Completion<std::unique_ptr<int>> slot;
  const TaskHandle run =
      scene.scope.spawn([slot]() -> Task<> { static_cast<void>(co_await slot); });
  scene.loop.run_until_idle();
  slot.complete(std::make_unique<int>(1));
  run.cancel();
  scene.loop.run_until_idle();
  CHECK(scene.nothing_left());
}

TEST_CASE("completions deliver early and late, values, nothing and errors", "[async]") {
  Scene scene;
  CHECK(scene.run([]() -> Task<> {
    const Completion<int> early;
    early.complete(4);
    const int now = co_await early;
    CHECK(now == 4);
    const Completion<> nothing;
    nothing.complete();
    co_await nothing;
    const Completion<int> failed;
    failed.fail(Error("network", "gone"));
    const auto read = [](Completion<int> slot) -> Task<int> { co_return co_await slot; };
    const Result<int> result = co_await attempt(read(failed));
    CHECK(result.error().code() == "network");
    const Completion<int> late;
    spawn([late]() -> Task<> {
      co_await sleep(1ms);
      late.complete(5);
    });
    const int later = co_await late;
    CHECK(later == 5);
  }));
  CHECK(scene.nothing_left());
}

TEST_CASE("those who wait for one thing are woken in the order in which they came",
          "[async][b62]") {
  Scene scene;
  Diary diary;
  WaitList list;
  for (const char* name : {"a", "b", "c", "d"}) {
    scene.scope.spawn([&, name]() -> Task<> {
      co_await list.wait();
      diary.add(name);
    });
  }
  scene.loop.run_until_idle();
  CHECK(list.wake_one());
  scene.loop.run_until_idle();
  CHECK(diary.text() == "a");
  list.wake_all();
  CHECK(!list.wake_one());
  scene.loop.run_until_idle();
  CHECK(diary.text() == "a b c d");
}

TEST_CASE("frames come when asked for, with their time", "[async][b67]") {
  Scene scene;
  std::vector<Time> times;
  CHECK(scene.run([&]() -> Task<> {
    for (int i = 0; i < 3; ++i) times.push_back(co_await next_frame());
  }));
  REQUIRE(times.size() == 3);
  for (int i = 0; i < 3; ++i) {
    CHECK(std::abs((times[i] - VirtualLoop::frame_period * (i + 1)).count()) < 1e-9);
  }
  CHECK(!scene.loop.has_work());
}

TEST_CASE("a run is destroyed while it waits for a frame", "[async][b41]") {
  Scene scene;
  bool resumed = false;
  const TaskHandle run = scene.scope.spawn([&]() -> Task<> {
    co_await next_frame();
    resumed = true;
  });
  scene.loop.run_ready();
  run.cancel();
  scene.loop.run_until_idle();
  CHECK(!resumed);
  CHECK(scene.nothing_left());
}
