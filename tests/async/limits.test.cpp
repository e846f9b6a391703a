// Times and groups at their limits: none, no number, and two outcomes in one turn.
#include <catch_amalgamated.hpp>
#include <limits>

#include "support.hpp"

using namespace coracle;
using namespace coracle::async_test;

namespace {

constexpr Time no_number(std::numeric_limits<double>::quiet_NaN());
constexpr Time endless(std::numeric_limits<double>::infinity());

Task<int> at_once(int value) { co_return value; }

Task<int> ready_after(Time time, int value) {
  co_await sleep(time);
  co_return value;
}

Task<int> failing_after(Time time, int value) {
  co_await sleep(time);
  co_await fail("user", str("failed ", value));
  co_return 0;
}

}  // namespace

TEST_CASE("no time at all: what is done at once is in time, what waits is not", "[async][b61]") {
  Scene scene;
  CHECK(scene.run([&]() -> Task<> {
    const int value = co_await with_timeout(0ms, at_once(3));
    CHECK(value == 3);
    const auto turned = co_await attempt(with_timeout(0ms, ready_after(1ms, 4)));
    CHECK((!turned && turned.error().code() == "timeout"));
    const auto failed = co_await attempt(with_timeout(0ms, []() -> Task<int> {
      co_await fail("user", "no");
      co_return 0;
    }()));
    CHECK((!failed && failed.error().code() == "user"));
    CHECK(scene.loop.now() == 0ms);
  }));
  CHECK(scene.nothing_left());
}

TEST_CASE("times that are no number are errors, in words; an endless one never comes",
          "[async][b61][b66]") {
  Scene scene;
  CHECK(scene.run([&]() -> Task<> {
    const Result<void> slept = co_await attempt(sleep(no_number));
    CHECK((!slept && slept.error().code() == "bad_argument"));
    const auto limited = co_await attempt(with_timeout(no_number, at_once(1)));
    CHECK((!limited && limited.error().code() == "bad_argument"));
    const int value = co_await with_timeout(endless, ready_after(10ms, 5));
    CHECK(value == 5);
    const auto never = co_await attempt(with_timeout(10ms, sleep(endless)));
    CHECK((!never && never.error().code() == "timeout"));
  }));
  CHECK(scene.loop.now() == 20ms);
  CHECK(scene.nothing_left());
}

TEST_CASE("of one that is ready and one that fails in the same turn the first counts",
          "[async][b60][b68]") {
  for (const Time time : {Time(0), Time(5)}) {
    Scene scene;
    CHECK(scene.run([&]() -> Task<> {
      const auto ready = co_await attempt(any(ready_after(time, 1), failing_after(time, 2)));
      CHECK((ready && ready->get<0>() == 1));
      const auto failed = co_await attempt(any(failing_after(time, 3), ready_after(time, 4)));
      CHECK((!failed && failed.error().message() == "failed 3"));
      const auto raced = co_await attempt(race(ready_after(time, 5), failing_after(time, 6)));
      CHECK((raced && *raced == 5));
      const auto all_of = co_await attempt(all(ready_after(time, 7), failing_after(time, 8)));
      CHECK((!all_of && all_of.error().message() == "failed 8"));
    }));
    CHECK(scene.reports.empty());
    CHECK(scene.nothing_left());
  }
}

TEST_CASE("groups of what is ready without waiting are done in their own turn", "[async][b68]") {
  Scene scene;
  CHECK(scene.run([&]() -> Task<> {
    const auto first = co_await any(at_once(1), at_once(2));
    CHECK(first.get<0>() == 1);
    const auto [a, b] = co_await all(at_once(3), at_once(4));
    CHECK((a == 3 && b == 4));
    const int raced = co_await race(at_once(5), at_once(6));
    CHECK(raced == 5);
    CHECK(scene.loop.now() == 0ms);
  }));
  CHECK(scene.nothing_left());
}

TEST_CASE("a run that is cancelled while it waits for a group of groups leaves nothing",
          "[async][b41][b68]") {
  Scene scene;
  Diary diary;
  const auto noted = [&](std::string name) -> Task<int> {
    const Noted end(diary, std::move(name));
    co_await sleep(1h);
    co_return 0;
  };
  const TaskHandle run = scene.scope.spawn([&]() -> Task<> {
    const Noted end(diary, "outer");
    co_await all(any(noted("a"), with_timeout(2h, noted("b"))), race(noted("c"), noted("d")));
  });
  scene.loop.advance(1ms);
  run.cancel();
  CHECK(diary.text().ends_with(" outer"));
  CHECK(diary.text().size() == std::string("a b c d outer").size());
  CHECK(scene.nothing_left());
}

TEST_CASE("closing a channel from inside: by its sender, its receiver, and a clean-up",
          "[async][b71]") {
  Scene scene;
  Diary diary;
  const Channel<int> channel(0);
  scene.scope.spawn([&]() -> Task<> {
    const AtEnd close([&] { channel.close(); });
    co_await channel.send(1);
    const Result<void> second =
        co_await attempt([](Channel<int> to) -> Task<> { co_await to.send(2); }(channel));
    diary.add(second ? "sent" : std::string(second.error().code()));
  });
  scene.scope.spawn([&]() -> Task<> {
    const auto first = co_await channel.receive();
    diary.add(str("got ", *first));
    channel.close();  // while the other one waits to send
    const auto second = co_await channel.receive();
    diary.add(second ? str("got ", *second) : "end");
    const auto third = co_await channel.receive();
    CHECK(!third);
  });
  scene.loop.run_until_idle();
  CHECK(diary.text().starts_with("got 1 "));
  CHECK(scene.nothing_left());
}
