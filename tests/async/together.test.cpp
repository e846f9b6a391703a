// all, any, race and gather: in every order of completion, with failures and clean-up.
#include <algorithm>
#include <catch_amalgamated.hpp>
#include <memory>
#include <ranges>
#include <set>

#include "support.hpp"

using namespace coracle;
using namespace coracle::async_test;

namespace {

Task<int> noted_after(Time delay, int value, Diary& diary) {
  const Noted noted(diary, str("~", value));
  co_await sleep(delay);
  co_return value;
}

Task<int> fail_after(Time delay, int value, Diary& diary) {
  const Noted noted(diary, str("~", value));
  co_await sleep(delay);
  co_await fail("user", str("failed ", value));
  co_return 0;
}

std::vector<int> order_of(int count) {
  std::vector<int> order;
  for (int i = 0; i < count; ++i) order.push_back(i);
  return order;
}

// Counts how many are live at once.
struct Gauge {
  int live = 0;
  int most = 0;
  Task<int> work(Time time, int value) {
    most = std::max(most, ++live);
    const AtEnd at_end([this] { --live; });
    co_await sleep(time);
    co_return value;
  }
};

}  // namespace

TEST_CASE("all, any and race are right in every order of completion", "[async][b68]") {
  std::vector<int> order = order_of(4);
  do {
    Scene scene;
    const auto at = [&](int i) { return Time(10 * (order[i] + 1)); };
    const int first_to_come = static_cast<int>(std::ranges::find(order, 0) - order.begin());
    CHECK(scene.run([&]() -> Task<> {
      Time began = scene.loop.now();
      const auto [a, b, c, d] = co_await all(value_after(at(0), 0), value_after(at(1), 1),
                                             value_after(at(2), 2), value_after(at(3), 3));
      CHECK((a == 0 && b == 1 && c == 2 && d == 3));
      CHECK(scene.loop.now() - began == 40ms);

      began = scene.loop.now();
      const auto first = co_await any(value_after(at(0), 0), value_after(at(1), 1),
                                      value_after(at(2), 2), value_after(at(3), 3));
      CHECK(static_cast<int>(first.index()) == first_to_come);
      CHECK(scene.loop.now() - began == 10ms);

      const int winner = co_await race(value_after(at(0), 0), value_after(at(1), 1),
                                       value_after(at(2), 2), value_after(at(3), 3));
      CHECK(winner == first_to_come);
      CHECK(async_counts().timers == 0);

      std::vector<Task<int>> many;
      std::vector<Task<int>> others;
      for (int i = 0; i < 4; ++i) {
        many.push_back(value_after(at(i), i));
        others.push_back(value_after(at(i), i));
      }
      const auto one = co_await any(std::move(many));
      CHECK(static_cast<int>(one.index()) == first_to_come);
      CHECK(one.value() == first_to_come);
      const int best = co_await race(std::move(others));
      CHECK(best == first_to_come);
    }));
    CHECK(scene.nothing_left());
  } while (std::ranges::next_permutation(order).found);
}

TEST_CASE("whichever fails, and whenever, the rest's clean-up comes before the error",
          "[async][b68]") {
  for (int failing = 0; failing < 3; ++failing) {
    for (int time = 0; time < 3; ++time) {
      Scene scene;
      Diary diary;
      CHECK(scene.run([&]() -> Task<> {
        std::vector<Task<int>> tasks;
        for (int i = 0; i < 3; ++i) {
          tasks.push_back(i == failing ? fail_after(Time(10 * time + 5), i, diary)
                                       : noted_after(Time(10 * (i + 1)), i, diary));
        }
        const auto result = co_await attempt(all(std::move(tasks)));
        CHECK((!result && result.error().message() == str("failed ", failing)));
        diary.add("error");
      }));
      CHECK(diary.text().size() == std::string("~0 ~1 ~2 error").size());
      CHECK(diary.text().ends_with(" error"));
      CHECK(scene.nothing_left());
    }
  }
}

TEST_CASE("the last child to be done fails when all others have finished", "[async][b68]") {
  Scene scene;
  Diary diary;
  CHECK(scene.run([&]() -> Task<> {
    const auto result =
        co_await attempt(all(value_after(1ms, 1), value_after(2ms, 2), fail_after(3ms, 3, diary)));
    CHECK((!result && result.error().message() == "failed 3"));
  }));
  CHECK(scene.nothing_left());
}

TEST_CASE("the first of a race to be done fails, and so does the race", "[async][b68]") {
  Scene scene;
  Diary diary;
  CHECK(scene.run([&]() -> Task<> {
    const auto result =
        co_await attempt(race(noted_after(20ms, 1, diary), fail_after(10ms, 2, diary)));
    CHECK((!result && result.error().message() == "failed 2"));
    CHECK(diary.text() == "~2 ~1");
    std::vector<Task<int>> tasks;
    tasks.push_back(fail_after(10ms, 3, diary));
    tasks.push_back(noted_after(20ms, 4, diary));
    const auto many = co_await attempt(any(std::move(tasks)));
    CHECK((!many && many.error().message() == "failed 3"));
    CHECK(diary.text() == "~2 ~1 ~3 ~4");
    const int late_failure = co_await race(value_after(1ms, 1), fail_after(2ms, 5, diary));
    CHECK(late_failure == 1);
  }));
  CHECK(scene.nothing_left());
}

TEST_CASE("a race gives the type that all have in common, also nothing, also what only moves",
          "[async][b68]") {
  Scene scene;
  CHECK(scene.run([]() -> Task<> {
    const auto half = []() -> Task<double> {
      co_await sleep(1ms);
      co_return 0.5;
    };
    const auto mixed = co_await race(value_after(2ms, 1), half());
    static_assert(std::is_same_v<decltype(mixed), const double>);
    CHECK(mixed == 0.5);
    co_await race(sleep(1ms), sleep(2ms));
    std::vector<Task<>> sleepers;
    sleepers.push_back(as_task(sleep(1ms)));
    co_await race(std::move(sleepers));
    const auto unique = [](Time time, int value) -> Task<std::unique_ptr<int>> {
      co_await sleep(time);
      co_return std::make_unique<int>(value);
    };
    const auto moved = co_await race(unique(2ms, 1), unique(1ms, 2));
    CHECK(*moved == 2);
    const int alone = co_await race(value_after(1ms, 3));
    CHECK(alone == 3);
  }));
  CHECK(scene.nothing_left());
}

TEST_CASE("any or race of no tasks is an error; all of none is done", "[async][b68]") {
  Scene scene;
  CHECK(scene.run([]() -> Task<> {
    const auto no_winner = co_await attempt(any(std::vector<Task<int>>()));
    CHECK((!no_winner && no_winner.error().code() == "bad_argument"));
    const auto no_race = co_await attempt(race(std::vector<Task<>>()));
    CHECK((!no_race && no_race.error().code() == "bad_argument"));
    co_await all(std::vector<Task<>>());
  }));
  CHECK(scene.nothing_left());
}

TEST_CASE("a range may be a view that makes tasks, or hold what can be copied", "[async][b68]") {
  Scene scene;
  const std::vector<int> numbers = {3, 1, 2};
  const auto make = [](int number) { return value_after(Time(number), number); };
  CHECK(scene.run([&]() -> Task<> {
    const auto values = co_await all(numbers | std::views::transform(make));
    CHECK(values == numbers);
    const auto first = co_await any(numbers | std::views::transform(make));
    CHECK(first.index() == 1);
    const int best = co_await race(numbers | std::views::transform(make));
    CHECK(best == 1);
    std::vector<Completion<int>> slots(3);
    for (int i = 0; i < 3; ++i) slots[i].complete(i);
    const auto completed = co_await all(slots);
    CHECK(completed == std::vector<int>{0, 1, 2});
  }));
  CHECK(scene.nothing_left());
}

TEST_CASE("any tells the name of what came first", "[async][b60]") {
  Scene scene;
  CHECK(scene.run([]() -> Task<> {
    for (int winner = 0; winner < 3; ++winner) {
      auto first =
          co_await any(named("ok", value_after(Time(winner == 0 ? 1 : 5), 7)),
                       named(str("can", "cel"), sleep(Time(winner == 1 ? 1 : 5))), sleep(2ms));
      const std::string_view names[] = {"ok", "cancel", ""};
      CHECK(first.name() == names[winner]);
      CHECK(static_cast<int>(first.index()) == winner);
      if (winner == 0) CHECK(first.get<0>() == 7);
    }
    const int by_itself = co_await named("x", value_after(1ms, 4));
    CHECK(by_itself == 4);
  }));
  CHECK(scene.nothing_left());
}

TEST_CASE("clean-up of a loser that cancels the waiting run, or everything, does no harm",
          "[async][b68]") {
  for (const bool everything : {false, true}) {
    Scene scene;
    Diary diary;
    TaskHandle run;
    run = scene.scope.spawn([&]() -> Task<> {
      const Noted noted(diary, "~run");
      const auto loser = [&]() -> Task<int> {
        const AtEnd at_end([&] {
          diary.add("clean-up");
          if (everything) {
            scene.scope.cancel();
          } else {
            run.cancel();
          }
        });
        co_await sleep(10ms);
        co_return 1;
      };
      std::vector<Task<int>> tasks;
      tasks.push_back(loser());
      tasks.push_back(value_after(1ms, 2));
      co_await race(std::move(tasks));
      diary.add("never");
    });
    scene.loop.run_until_idle();
    CHECK(diary.text() == "clean-up ~run");
    CHECK(scene.nothing_left());
  }
}

TEST_CASE("at most so many are gathered at once, and the values keep their order", "[async][b68]") {
  for (std::size_t limit = 1; limit <= 8; ++limit) {
    Scene scene;
    Gauge gauge;
    const std::vector<int> numbers = {50, 10, 40, 20, 30, 10};
    CHECK(scene.run([&]() -> Task<> {
      const std::vector<int> values = co_await gather(
          limit, numbers, [&](int number) { return gauge.work(Time(number), number); });
      CHECK(values == numbers);
    }));
    CHECK(gauge.most == static_cast<int>(std::min<std::size_t>(limit, 6)));
    CHECK(scene.loop.now() == (limit == 1 ? 160ms : limit == 2 ? 80ms : limit == 3 ? 60ms : 50ms));
    CHECK(scene.nothing_left());
  }
}

TEST_CASE("one of those gathered fails: the others are cancelled, no more begin", "[async][b68]") {
  for (int failing = 0; failing < 5; ++failing) {
    Scene scene;
    Diary diary;
    std::set<int> begun;
    CHECK(scene.run([&]() -> Task<> {
      const auto work = [&](int number) {
        begun.insert(number);
        return number == failing ? fail_after(5ms, number, diary)
                                 : noted_after(10ms, number, diary);
      };
      const auto result = co_await attempt(gather(2, order_of(5), work));
      CHECK((!result && result.error().message() == str("failed ", failing)));
      diary.add("error");
    }));
    CHECK(static_cast<int>(begun.size()) == std::min(5, failing / 2 * 2 + 2));
    CHECK(diary.text().ends_with(" error"));
    CHECK(std::ranges::count(diary.text(), '~') == static_cast<int>(begun.size()));
    CHECK(scene.nothing_left());
  }
}

TEST_CASE("who gathers is cancelled, and those under way with it", "[async][b68]") {
  Scene scene;
  Gauge gauge;
  const TaskHandle run = scene.scope.spawn([&]() -> Task<> {
    co_await gather(3, order_of(10), [&](int number) { return gauge.work(1h, number); });
  });
  scene.loop.advance(1min);
  CHECK(gauge.live == 3);
  run.cancel();
  CHECK(gauge.live == 0);
  CHECK(gauge.most == 3);
  CHECK(scene.nothing_left());
}

TEST_CASE("gathering nothing, things that give nothing, and what is ready at once",
          "[async][b68]") {
  Scene scene;
  CHECK(scene.run([]() -> Task<> {
    const auto none =
        co_await gather(2, std::vector<int>(), [](int i) { return value_after(1ms, i); });
    CHECK(none.empty());
    int sum = 0;
    const auto add = [&](int i) -> Task<> {
      sum += i;
      co_return;
    };
    co_await gather(3, order_of(10'001), add);
    CHECK(sum == 50'005'000);
    const auto bools =
        co_await gather(2, order_of(3), [](int i) -> Task<bool> { co_return i == 1; });
    CHECK(bools == std::vector<bool>{false, true, false});
  }));
  CHECK(scene.nothing_left());
}

TEST_CASE("what is gathered lives as long as its call, also where the range makes it",
          "[async][b68]") {
  Scene scene;
  CHECK(scene.run([]() -> Task<> {
    const auto size_of = [](const std::string& text) -> Task<std::size_t> {
      co_await sleep(1ms);
      co_return text.size();
    };
    const auto make = [](int number) { return std::string(static_cast<std::size_t>(number), 'x'); };
    const auto made =
        co_await gather(2, std::vector<int>{100, 200, 300} | std::views::transform(make), size_of);
    CHECK(made == std::vector<std::size_t>{100, 200, 300});
    auto later = gather(2, std::vector<std::string>{make(70), make(80)}, size_of);
    const auto stored = co_await std::move(later);
    CHECK(stored == std::vector<std::size_t>{70, 80});
  }));
  CHECK(scene.nothing_left());
}

TEST_CASE("gathering none at a time is an error", "[async][b68]") {
  Scene scene;
  CHECK(scene.run([]() -> Task<> {
    const auto result =
        co_await attempt(gather(0, order_of(3), [](int i) { return value_after(1ms, i); }));
    CHECK((!result && result.error().code() == "bad_argument"));
  }));
  CHECK(scene.nothing_left());
}
