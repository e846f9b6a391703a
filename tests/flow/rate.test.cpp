#include <catch_amalgamated.hpp>

#include "flow/support.hpp"

using namespace coracle;
using namespace coracle::test;
using namespace std::chrono_literals;

namespace {

// What a binding of any kind gives for changes at given moments, one a millisecond apart.
struct Scene {
  VirtualLoop loop;
  Ref<Thing> thing = make_ref<Thing>();

  Binding<int> async(Rate rate) {
    return bind([](int value) -> Task<int> { co_return value; }, thing->value).with({.rate = rate});
  }
  Binding<int> plain(Rate rate) {
    return bind([](int value) { return value; }, thing->value).with({.rate = rate});
  }
  void set(int value, Time wait = 1ms) {
    thing->value = value;
    loop.advance(wait);
  }
};

using Values = std::vector<int>;

}  // namespace

TEST_CASE("immediate: every trigger passes", "[b43]") {
  Scene scene;
  Shown shown(scene.async(immediate));
  scene.loop.run_ready();
  scene.set(2);
  scene.set(3);
  CHECK(shown.values == Values{1, 2, 3});
}

TEST_CASE("debounce: one run when it has been quiet for long enough, with the newest value",
          "[b43]") {
  Scene scene;
  Binding<int> async = scene.async(debounce(10ms));
  Binding<int> plain = scene.plain(debounce(10ms));
  Shown shown(async);
  Shown shown_plain(plain);
  scene.loop.run_ready();
  CHECK(shown.values == Values{1});
  CHECK(shown_plain.values == Values{1});
  for (int i = 2; i <= 5; ++i) scene.set(i, 5ms);
  CHECK(async.status() == Status::pending);
  CHECK(plain.status() == Status::pending);
  CHECK(shown.values == Values{1});
  scene.loop.advance(5ms);
  CHECK(shown.values == Values{1, 5});
  CHECK(shown_plain.values == Values{1, 5});
  CHECK(async.status() == Status::idle);
  CHECK(plain.status() == Status::idle);
  CHECK(async_counts().timers == 0);
}

TEST_CASE("throttle: at most one a period, at its beginning and at its end as asked", "[b43]") {
  const auto given = [](ThrottleOptions options) {
    Scene scene;
    Shown shown(scene.async(throttle(10ms, options)));
    Shown shown_plain(scene.plain(throttle(10ms, options)));
    scene.loop.run_ready();
    for (int i = 2; i <= 13; ++i) scene.set(i);  // changes at 0, 1, 2, … 11 ms
    scene.loop.run_until_idle();
    CHECK(shown.values == shown_plain.values);
    return shown.values;
  };
  CHECK(given({}) == Values{1, 2, 11, 13});
  CHECK(given({.leading = false}) == Values{1, 11, 13});
  CHECK(given({.trailing = false}) == Values{1, 2, 12});
}

TEST_CASE("frame: one run a frame, before it is painted", "[b43]") {
  Scene scene;
  int runs = 0;
  Shown shown(bind(
                  [&runs](int value) -> Task<int> {
                    ++runs;
                    co_return value;
                  },
                  scene.thing->value)
                  .with({.rate = frame}));
  scene.loop.run_ready();
  for (int i = 2; i <= 5; ++i) scene.set(i);
  CHECK(runs == 1);
  scene.loop.run_to_next_frame();
  CHECK(shown.values == Values{1, 5});
  CHECK(runs == 2);
}

TEST_CASE("on_commit: nothing while a person moves it, one run on release, even if equal",
          "[b43]") {
  Scene scene;
  Thing& thing = *scene.thing;
  int runs = 0;
  Binding<int> binding = bind(
                             [&runs](int value) -> Task<int> {
                               ++runs;
                               co_return value;
                             },
                             thing.value)
                             .with({.rate = on_commit});
  Shown shown(binding);
  int plain_runs = 0;
  Shown plain(bind([&plain_runs](int value) { return ++plain_runs, value; }, thing.value)
                  .with({.rate = on_commit}));
  scene.loop.run_ready();
  for (int i = 2; i <= 5; ++i) {
    thing.moving.move(thing.value, i);
    scene.loop.advance(1ms);
  }
  CHECK(shown.values == Values{1});
  CHECK(binding.status() == Status::idle);
  thing.moving.release();
  scene.loop.run_ready();
  CHECK(shown.values == Values{1, 5});
  CHECK(plain.values == Values{1, 5});
  CHECK(runs == 2);
  CHECK(plain_runs == 2);

  // Away and back: equal, but let go of.
  thing.moving.move(thing.value, 9);
  thing.moving.move(thing.value, 5);
  thing.moving.release();
  scene.loop.run_ready();
  CHECK(runs == 3);

  // The last step may come with the release: one run.
  thing.moving.move(thing.value, 6);
  thing.moving.release(thing.value, 7);
  scene.loop.run_ready();
  CHECK(runs == 4);
  CHECK(shown.values.back() == 7);

  // What a program sets is committed, also while a person is moving.
  thing.value = 1;
  scene.loop.run_ready();
  CHECK(runs == 5);
  thing.moving.move(thing.value, 2);
  thing.value = 3;
  scene.loop.run_ready();
  CHECK(runs == 6);
  thing.moving.release();
  scene.loop.run_ready();
  CHECK(runs == 6);
  CHECK(shown.values.back() == 3);
}

TEST_CASE("on_commit holds for what is bound to a binding, and lets signals pass", "[b43]") {
  Scene scene;
  Thing& thing = *scene.thing;
  Signal added(0);
  auto doubled = bind([](int value) { return value * 2; }, thing.value);
  Shown shown(bind([](int value, int more) -> Task<int> { co_return value + more; }, doubled, added)
                  .with({.rate = on_commit}));
  scene.loop.run_ready();
  thing.moving.move(thing.value, 4);
  scene.loop.run_ready();
  CHECK(shown.values == Values{2});
  thing.moving.release();
  scene.loop.run_ready();
  CHECK(shown.values == Values{2, 8});
  added = 1;
  scene.loop.run_ready();
  CHECK(shown.values == Values{2, 8, 9});
}

TEST_CASE("a handler is called at its rate, with the oldest before and the newest now", "[b43]") {
  Scene scene;
  Thing& thing = *scene.thing;
  std::vector<std::string> heard;
  thing.value.watch(
      [&](Change<int> change) { heard.push_back(str(change.before, "-", change.now)); },
      {.rate = debounce(10ms)});
  int frames = 0;
  thing.pressed.watch([&](Pulse press) { frames = press.count; }, {.rate = frame});
  for (int i = 2; i <= 5; ++i) scene.set(i);
  thing.pressed.pulse();
  thing.pressed.pulse();
  CHECK(frames == 0);
  scene.loop.run_until_idle();
  CHECK(heard == std::vector<std::string>{"1-5"});
  CHECK(frames == 2);

  Subscription late =
      thing.value.watch([&](Change<int>) { heard.emplace_back("late"); }, {.rate = debounce(10ms)});
  thing.value = 8;
  late.dispose();
  scene.loop.run_until_idle();
  CHECK(heard == std::vector<std::string>{"1-5", "5-8"});
}

TEST_CASE("a handler on_commit hears of the release, as committed", "[b43][b44]") {
  Scene scene;
  Thing& thing = *scene.thing;
  std::vector<std::string> heard;
  const auto note = [&heard](Change<int> change, Trigger trigger) {
    heard.push_back(str(change.before, "-", change.now, " ", static_cast<int>(trigger.phase)));
  };
  thing.value.watch(note, {.rate = on_commit});
  thing.moving.move(thing.value, 2);
  thing.moving.move(thing.value, 3);
  scene.loop.run_ready();
  CHECK(heard.empty());
  thing.moving.release();
  scene.loop.run_ready();
  CHECK(heard == std::vector<std::string>{str("1-3 ", static_cast<int>(Phase::committed))});
}

TEST_CASE("what a rate holds back is dropped when nobody observes the binding any more",
          "[b43][b47]") {
  for (const Rate rate : {frame, debounce(10ms), throttle(10ms), on_commit}) {
    const ReactiveCounts before = counts();
    {
      Scene scene;
      {
        Shown shown(scene.async(rate));
        Shown plain(scene.plain(rate));
        scene.loop.run_ready();
        scene.set(2);
        scene.thing->moving.move(scene.thing->value, 3);
      }
      scene.loop.run_ready();
      CHECK(async_counts().timers == 0);
      CHECK(async_counts().roots == 0);
    }
    CHECK(counts() == before);
  }
}

TEST_CASE("a retry and the first run wait for no rate", "[b43]") {
  Scene scene;
  Binding<int> binding = scene.async(debounce(1h));
  Shown shown(binding);
  scene.loop.run_ready();
  CHECK(shown.values == Values{1});
  scene.set(2);
  binding.retry();
  scene.loop.run_ready();
  CHECK(shown.values == Values{1, 2});
  CHECK(async_counts().timers == 0);
}

TEST_CASE("a rate with a negative duration is refused in words, and every trigger passes",
          "[b43]") {
  VirtualLoop loop;
  Reports reports;
  CHECK(debounce(-1ms).is_immediate());
  CHECK(throttle(-1ms).is_immediate());
  CHECK(throttle(1ms, {.leading = false, .trailing = false}).is_immediate());
  REQUIRE(reports.messages.size() == 3);
  CHECK(reports.messages[0].starts_with("bad_argument: debounce"));
  CHECK(reports.messages[1].starts_with("bad_argument: throttle"));
}
