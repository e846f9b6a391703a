#include <catch_amalgamated.hpp>
#include <optional>

#include "flow/support.hpp"

using namespace coracle;
using namespace coracle::test;
using namespace std::chrono_literals;

TEST_CASE("a watcher runs once for a different value, and not for an equal one", "[b1]") {
  VirtualLoop loop;
  auto owner = make_ref<Thing>();
  std::vector<Change<int>> seen;
  owner->value.watch([&](Change<int> change) { seen.push_back(change); });
  owner->value = 2;
  owner->value = 2;
  owner->value = 5;
  REQUIRE(seen.size() == 2);
  CHECK(seen[0].before == 1);
  CHECK(seen[0].now == 2);
  CHECK(seen[1].before == 2);
  CHECK(seen[1].now == 5);
  CHECK(seen[1].kind == ChangeKind::changed);
  CHECK(seen[1].parameter == &owner->value);
}

TEST_CASE("a subscription ends once, also inside its own watcher or another's", "[b2]") {
  VirtualLoop loop;
  auto owner = make_ref<Thing>();
  int first = 0;
  int second = 0;
  Subscription other;
  Subscription own = owner->value.watch([&](Change<int>) {
    ++first;
    own.dispose();
    other.dispose();
  });
  other = owner->value.watch([&](Change<int>) { ++second; });
  CHECK(own.is_active());
  owner->value = 2;
  owner->value = 3;
  own.dispose();
  own.dispose();
  CHECK(first == 1);
  CHECK(second == 0);
  CHECK_FALSE(own.is_active());
  {
    const ScopedSubscription scoped = owner->value.watch([&](Change<int>) { ++second; });
  }
  owner->value = 4;
  CHECK(second == 0);
}

TEST_CASE("a trigger runs the watchers although nothing changed, and no later equal set does",
          "[b5]") {
  VirtualLoop loop;
  auto owner = make_ref<Thing>();
  std::vector<Change<int>> seen;
  owner->value.watch([&](Change<int> change) { seen.push_back(change); });
  owner->value.trigger();
  REQUIRE(seen.size() == 1);
  CHECK(seen[0].kind == ChangeKind::triggered);
  CHECK(seen[0].before == seen[0].now);
  owner->value = 1;
  CHECK(seen.size() == 1);
}

TEST_CASE("in a batch a watcher runs once, and before is the value at its start", "[b15][b16]") {
  VirtualLoop loop;
  auto owner = make_ref<Thing>();
  std::vector<Change<int>> seen;
  owner->value.watch([&](Change<int> change) { seen.push_back(change); });
  batch([&] {
    owner->value = 5;
    owner->value = 9;
  });
  batch([&] {
    owner->value = 2;
    owner->value = 9;
  });
  REQUIRE(seen.size() == 1);
  CHECK(seen[0].before == 1);
  CHECK(seen[0].now == 9);
}

TEST_CASE("an event reads true only while those run that hear of it", "[b12]") {
  VirtualLoop loop;
  auto owner = make_ref<Thing>();
  std::vector<int> counts;
  bool during = false;
  std::vector<bool> by_effect;
  owner->pressed.watch([&](Pulse pulse) {
    counts.push_back(pulse.count);
    during = owner->pressed.peek();
  });
  Effect effect = coracle::effect([&] { by_effect.push_back(owner->pressed()); });
  owner->pressed.pulse();
  CHECK(during);
  CHECK_FALSE(owner->pressed.peek());
  owner->pressed.pulse();
  CHECK(counts == std::vector<int>{1, 2});
  CHECK(by_effect == std::vector<bool>{false, true, true});
  batch([&] {
    owner->pressed.pulse();
    owner->pressed.pulse();
  });
  CHECK(counts == std::vector<int>{1, 2, 3, 4});
  CHECK_FALSE(owner->pressed.peek());
}

TEST_CASE("an event whose watcher makes it happen again: each is heard, and it ends false",
          "[b8][b12]") {
  VirtualLoop loop;
  auto owner = make_ref<Thing>();
  std::vector<int> first;
  std::vector<int> second;
  bool always_true = true;
  owner->pressed.watch([&](Pulse pulse) {
    first.push_back(pulse.count);
    always_true = always_true && owner->pressed.peek();
    if (pulse.count < 3) owner->pressed.pulse();
  });
  owner->pressed.watch([&](Pulse pulse) {
    second.push_back(pulse.count);
    always_true = always_true && owner->pressed.peek();
  });
  owner->pressed.pulse();
  CHECK(first == std::vector<int>{1, 2, 3});
  CHECK(second == std::vector<int>{1, 2, 3});
  CHECK(always_true);
  CHECK_FALSE(owner->pressed.peek());
}

TEST_CASE("an event whose watcher ends its component, or fails, harms nobody", "[b2][b7][b12]") {
  VirtualLoop loop;
  Reports reports;
  std::optional<Ref<Thing>> owner(make_ref<Thing>());
  Thing& thing = **owner;
  int others = 0;
  thing.pressed.watch([]() -> Task<> { co_await fail("user", "no"); });
  thing.pressed.watch([&] { owner.reset(); }, {.order = 1});
  thing.pressed.watch([&] { ++others; });
  const Ref<Thing> kept = *owner;
  batch([&] {
    thing.pressed.pulse();
    thing.pressed.pulse();
  });
  loop.run_until_idle();
  CHECK(others == 2);
  CHECK_FALSE(kept->pressed.peek());
  CHECK(reports.messages.size() == 2);
}

TEST_CASE("an event that nobody hears does not stay true") {
  VirtualLoop loop;
  auto owner = make_ref<Thing>();
  owner->pressed.pulse();
  CHECK_FALSE(owner->pressed.peek());
}

TEST_CASE("async handlers run in parallel, each with its own change", "[b39]") {
  VirtualLoop loop;
  auto owner = make_ref<Thing>();
  std::vector<int> done;
  owner->value.watch([&](Change<int> change) -> Task<> {
    co_await sleep(std::chrono::milliseconds(10 - change.now));
    done.push_back(change.now);
  });
  for (int i = 2; i <= 4; ++i) owner->value = i;
  loop.run_until_idle();
  CHECK(done == std::vector<int>{4, 3, 2});
}

TEST_CASE("one failing watcher: the others run, the value stays, one report", "[b7]") {
  VirtualLoop loop;
  std::vector<std::string> reports;
  auto former = set_report_sink(
      [&](const Error& error, std::string_view) { reports.emplace_back(error.message()); });
  auto owner = make_ref<Thing>();
  int others = 0;
  owner->value.watch([](Change<int>) -> Task<> { co_await fail("user", "no"); });
  owner->value.watch([&](Change<int>) { ++others; });
  owner->value = 2;
  loop.run_until_idle();
  CHECK(others == 1);
  CHECK(owner->value.peek() == 2);
  CHECK(reports == std::vector<std::string>{"no"});
  set_report_sink(std::move(former));
}

TEST_CASE("watchers end with their scope, although they hold what they watch") {
  VirtualLoop loop;
  const ReactiveCounts before = counts();
  {
    Scope scope;
    auto owner = make_ref<Thing>();
    scope.enter([&] { owner->value.watch([owner](Change<int>) {}); });
    owner->value = 2;
  }
  CHECK(counts() == before);
}

TEST_CASE("watchers end with what they watch, also while they run") {
  VirtualLoop loop;
  const ReactiveCounts before = counts();
  int calls = 0;
  std::optional<Ref<Thing>> owner(make_ref<Thing>());
  (*owner)->value.watch([&](Change<int>) {
    ++calls;
    owner.reset();
  });
  const Ref<Thing> kept = *owner;
  kept->value = 2;
  CHECK(calls == 1);
  const_cast<Ref<Thing>&>(kept) = nullptr;
  CHECK(counts() == before);
}
