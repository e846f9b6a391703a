#include <catch_amalgamated.hpp>

#include "flow/support.hpp"

using namespace coracle;
using namespace coracle::test;
using namespace std::chrono_literals;

TEST_CASE("a parameter follows a binding, a signal, another parameter", "[b36]") {
  VirtualLoop loop;
  auto bar = make_ref<Thing>();
  auto slider = make_ref<Thing>();
  bar->value.follow(bind(
      [](int value) -> AsyncGenerator<int> {
        for (int i = 1; i <= 2; ++i) {
          co_await sleep(10ms);
          co_yield value * 10 + i;
        }
      },
      slider->value));
  CHECK(bar->value.peek() == 1);
  loop.advance(15ms);
  CHECK(bar->value.peek() == 11);
  loop.advance(10ms);
  CHECK(bar->value.peek() == 12);
  slider->value = 2;
  loop.run_until_idle();
  CHECK(bar->value.peek() == 22);

  Signal signal(5);
  bar->value.follow(signal);
  CHECK(bar->value.peek() == 5);
  signal = 6;
  CHECK(bar->value.peek() == 6);
  slider->value = 3;
  loop.run_until_idle();
  CHECK(bar->value.peek() == 6);

  bar->value.follow(slider->other);
  signal = 7;
  CHECK(bar->value.peek() == 1);
  slider->other = 4;
  CHECK(bar->value.peek() == 4);
}

TEST_CASE("setting a value ends following and cancels the run; trigger does not", "[b36]") {
  VirtualLoop loop;
  const ReactiveCounts before = counts();
  {
    auto bar = make_ref<Thing>();
    std::vector<std::string> log;
    bar->value.follow(bind([&log]() -> AsyncGenerator<int> {
      Guard guard{log, "run"};
      for (int i = 10;; ++i) {
        co_yield i;
        co_await sleep(10ms);
      }
    }));
    loop.advance(5ms);
    CHECK(bar->value.peek() == 10);
    bar->value.trigger();
    loop.advance(10ms);
    CHECK(bar->value.peek() == 11);
    CHECK(log.empty());
    bar->value = 11;  // also an equal one
    loop.run_ready();
    CHECK(log == std::vector<std::string>{"end run"});
    CHECK(async_counts() == AsyncCounts{});
    loop.run_until_idle();
    CHECK(bar->value.peek() == 11);
  }
  CHECK(counts() == before);
}

TEST_CASE("following another source ends the first and cancels its run; so does unfollow",
          "[b36]") {
  VirtualLoop loop;
  std::vector<std::string> log;
  auto bar = make_ref<Thing>();
  Signal signal(5);
  const auto counting = bind([&log]() -> AsyncGenerator<int> {
    Guard guard{log, "run"};
    for (int i = 10;; ++i) {
      co_yield i;
      co_await sleep(10ms);
    }
  });
  for (int round = 1; round <= 2; ++round) {
    const Subscription first = bar->value.follow(counting);
    loop.advance(15ms);
    CHECK(bar->value.peek() == 11);
    if (round == 1) {
      bar->value.follow(signal);
    } else {
      bar->value.unfollow();
    }
    CHECK_FALSE(first.is_active());
    loop.run_ready();
    CHECK(log.size() == static_cast<std::size_t>(round));
    CHECK(async_counts() == AsyncCounts{});
    CHECK(bar->value.peek() == (round == 1 ? 5 : 11));
  }
  // Following the same one again keeps its run.
  bar->value.follow(counting);
  loop.advance(15ms);
  bar->value.follow(counting);
  CHECK(bar->value.peek() == 11);
  loop.advance(10ms);
  CHECK(bar->value.peek() == 12);
  CHECK(log.size() == 2);
  bar->value.unfollow();
  loop.run_ready();
}

TEST_CASE("a chain of followers passes values on; set in the middle, it ends there", "[b36]") {
  VirtualLoop loop;
  Reports reports;
  std::vector<Ref<Thing>> things;
  for (int i = 0; i < 50; ++i) things.push_back(make_ref<Thing>());
  for (std::size_t i = 1; i < things.size(); ++i) things[i]->value.follow(things[i - 1]->value);
  things[0]->value = 7;
  CHECK(things[49]->value.peek() == 7);
  int heard = 0;
  things[49]->value.watch([&] { ++heard; });
  batch([&] {
    things[0]->value = 8;
    things[0]->value = 9;
  });
  CHECK(things[49]->value.peek() == 9);
  CHECK(heard == 1);
  things[20]->value = 100;
  CHECK(things[49]->value.peek() == 100);
  things[0]->value = 3;
  CHECK(things[19]->value.peek() == 3);
  CHECK(things[20]->value.peek() == 100);
  // A ring of all of them settles, whoever is set.
  things[0]->value.follow(things[49]->value);
  things[20]->value.follow(things[19]->value);
  for (const std::size_t place : {0, 20, 49}) {
    things[place]->value = 1000 + static_cast<int>(place);
    for (const auto& thing : things) CHECK(thing->value.peek() == 1000 + static_cast<int>(place));
    things[place]->value.follow(things[place == 0 ? 49 : place - 1]->value);
  }
  CHECK(reports.messages.empty());
}

TEST_CASE("unfollow keeps the value, and is harmless when nothing is followed", "[b36]") {
  VirtualLoop loop;
  auto bar = make_ref<Thing>();
  Signal signal(5);
  bar->value.unfollow();
  Subscription subscription = bar->value.follow(signal);
  CHECK(subscription.is_active());
  bar->value.unfollow();
  CHECK_FALSE(subscription.is_active());
  bar->value.unfollow();
  signal = 6;
  CHECK(bar->value.peek() == 5);
}

TEST_CASE("following ends with the component, with the scope, and in a ring it settles", "[b36]") {
  VirtualLoop loop;
  Reports reports;
  const ReactiveCounts before = counts();
  {
    Signal signal(5);
    {
      auto bar = make_ref<Thing>();
      bar->value.follow(signal);
    }
    CHECK_FALSE(signal.is_observed());
    auto bar = make_ref<Thing>();
    {
      Scope scope;
      scope.enter([&] { bar->value.follow(signal); });
      signal = 6;
    }
    signal = 7;
    CHECK(bar->value.peek() == 6);
    auto other = make_ref<Thing>();
    Scope scope;
    scope.enter([&] {
      bar->value.follow(other->value);
      other->value.follow(bar->value);
      bar->other.follow(bar->other);
    });
    CHECK(other->value.peek() == 1);
  }
  CHECK(counts() == before);
  CHECK(reports.messages.empty());
}

TEST_CASE("the function itself may be a signal", "[b28]") {
  VirtualLoop loop;
  using Operation = int (*)(int);
  Signal<Operation> operation([](int value) { return value + 1; });
  Signal source(10);
  Shown plain(bind(operation, source));
  operation = +[](int value) { return value * 2; };
  source = 7;
  CHECK(plain.values == std::vector<int>{11, 20, 14});

  using Work = Task<int> (*)(int);
  Signal<Work> work([](int value) -> Task<int> {
    co_await sleep(10ms);
    co_return value;
  });
  Shown async(bind(work, source));
  loop.advance(5ms);
  work = +[](int value) -> Task<int> { co_return -value; };
  loop.run_until_idle();
  CHECK(async.values == std::vector<int>{-7});
}

TEST_CASE("a function in a signal is kept by its run, though the signal has another one", "[b28]") {
  VirtualLoop loop;
  struct Say {
    std::string text;
    AsyncGenerator<std::string> operator()() const {
      co_await sleep(10ms);
      co_yield text;
    }
  };
  Signal<Say> say(Say{std::string(100, 'a')});
  Binding<std::string> binding = bind(say).with({.policy = parallel()});
  Shown shown(binding);
  loop.run_ready();
  say = Say{std::string(100, 'b')};
  loop.run_until_idle();
  CHECK(shown.values == std::vector<std::string>{std::string(100, 'a'), std::string(100, 'b')});
}
