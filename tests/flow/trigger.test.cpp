#include <catch_amalgamated.hpp>

#include "flow/support.hpp"

using namespace coracle;
using namespace coracle::test;
using namespace std::chrono_literals;

namespace {

const char* name_of(Phase phase) {
  constexpr const char* names[] = {"first", "moving", "committed", "triggered", "retried"};
  return names[static_cast<int>(phase)];
}

// One that takes a trigger notes it.
struct Note {
  std::vector<std::string>& log;
  int add(int value, const Trigger& trigger) const {
    log.push_back(str(trigger.source, ":", name_of(trigger.phase)));
    return value;
  }
  Task<int> operator()(int value, Trigger trigger) const { co_return add(value, trigger); }
};

using Log = std::vector<std::string>;

}  // namespace

TEST_CASE("coarse, then fine: a run is told whether a person is still moving", "[b44]") {
  VirtualLoop loop;
  auto thing = make_ref<Thing>();
  Log log;
  Shown shown(bind(Note{log}, thing->value));
  Log plain_log;
  Shown plain(bind([&](int value, Trigger trigger) { return Note{plain_log}.add(value, trigger); },
                   thing->value));
  int others = 0;
  Shown other(
      bind([&others](int value) -> Task<int> { co_return (++others, value); }, thing->value));
  loop.run_ready();
  thing->moving.move(thing->value, 5);
  loop.run_ready();
  thing->moving.release();
  loop.run_ready();
  thing->value = 6;
  loop.run_ready();
  thing->value.trigger();
  loop.run_ready();
  const Log expected{":first", "value:moving", "value:committed", "value:committed",
                     "value:triggered"};
  CHECK(log == expected);
  CHECK(plain_log == expected);
  // One that does not ask is not run again for a release.
  CHECK(others == 4);
}

TEST_CASE("of several parameters changed in one batch the last one is named", "[b44][b42]") {
  VirtualLoop loop;
  auto thing = make_ref<Thing>();
  Signal signal(0);
  Log log;
  Shown shown(bind([note = Note{log}](int a, int, int,
                                      Trigger trigger) -> Task<int> { return note(a, trigger); },
                   thing->value, thing->other, signal));
  loop.run_ready();
  log.clear();
  batch([&] {
    thing->value = 7;
    thing->other = 8;
    thing->end = 9;  // not an argument
  });
  loop.run_ready();
  signal = 1;
  loop.run_ready();
  CHECK(log == Log{"other:committed", ":committed"});
}

TEST_CASE("runs that wait in a queue keep their own triggers", "[b39][b44]") {
  VirtualLoop loop;
  auto thing = make_ref<Thing>();
  Log log;
  Shown shown(bind(
                  [note = Note{log}](int a, int, Trigger trigger) -> Task<int> {
                    co_await sleep(10ms);
                    co_return co_await note(a, trigger);
                  },
                  thing->value, thing->other)
                  .with({.policy = queue(5)}));
  loop.run_ready();
  thing->moving.move(thing->value, 2);
  thing->other = 3;
  thing->moving.release();
  loop.run_until_idle();
  CHECK(log == Log{":first", "value:moving", "other:committed", "value:committed"});
}

TEST_CASE("a handler that takes a trigger is told, one that does not is not bothered", "[b44]") {
  VirtualLoop loop;
  auto thing = make_ref<Thing>();
  Log log;
  const auto add = [&log](Trigger trigger) {
    log.push_back(str(trigger.source, ":", name_of(trigger.phase)));
  };
  thing->value.watch([add](Change<int>, Trigger trigger) { add(trigger); });
  thing->pressed.watch([add](Trigger trigger) -> Task<> {
    add(trigger);
    co_return;
  });
  thing->moving.move(thing->value, 2);
  thing->value = 3;
  thing->value.trigger();
  thing->pressed.pulse();
  loop.run_ready();
  CHECK(log == Log{"value:moving", "value:committed", "value:triggered", "pressed:committed"});
}
