// Bindings, watchers and scopes that end while they are at work, or had ended before.
#include <catch_amalgamated.hpp>
#include <coracle/flow/follow.hpp>
#include <coracle/flow/link.hpp>
#include <coracle/flow/watch_binding.hpp>
#include <coracle/flow/watch_several.hpp>
#include <memory>
#include <stdexcept>

#include "flow/support.hpp"

using namespace coracle;
using namespace coracle::test;
using namespace std::chrono_literals;

namespace {

using Log = std::vector<std::string>;

Binding<int> failing_below_zero(const Signal<int>& source) {
  return bind(
      [](int value) -> Result<int> {
        if (value < 0) return Error("user", "no");
        return value;
      },
      source);
}

}  // namespace

TEST_CASE("an error handler may end the plain binding that failed, at whatever rate", "[b73]") {
  for (const Rate rate : {immediate, debounce(5ms), throttle(5ms), frame}) {
    VirtualLoop loop;
    Reports reports;
    Signal source(1);
    std::vector<int> seen;
    bool heard = false;
    std::optional<Binding<int>> binding(failing_below_zero(source).with({.rate = rate}));
    Subscription watching = binding->watch([&](Change<int> change) { seen.push_back(change.now); });
    binding->on_error([&](Error) {
      heard = true;
      watching.dispose();
      binding.reset();
    });
    loop.advance(20ms);
    source = 2;
    loop.advance(20ms);
    source = -1;
    loop.advance(20ms);
    CHECK(heard);
    CHECK(seen == std::vector<int>{2});
    CHECK_FALSE(watching.is_active());
    source = 3;
    loop.advance(20ms);
    CHECK(seen.size() == 1);
    CHECK(reports.messages.empty());
  }
}

TEST_CASE("a watcher of a binding may be gone when that has told that it failed", "[b73]") {
  VirtualLoop loop;
  Signal source(1);
  std::optional<Binding<int>> binding(failing_below_zero(source));
  std::optional<Subscription> watching(binding->watch([](Change<int>) {}));
  binding->on_error([&](Error) {
    watching->dispose();
    watching.reset();
    binding.reset();
  });
  source = -1;
  CHECK_FALSE(watching);
  CHECK_FALSE(binding);
}

TEST_CASE("a plain function may end its own binding", "[b27]") {
  VirtualLoop loop;
  Signal source(1);
  std::optional<Binding<std::string>> binding;
  Subscription watching;
  binding.emplace(bind(
      [&, text = std::string("a text that is too long to lie within the string")](int value) {
        if (value > 1) {
          watching.dispose();
          binding.reset();
        }
        return text;
      },
      source));
  watching = binding->watch([](Change<std::string>) {});
  source = 2;
  CHECK_FALSE(binding);
  CHECK_FALSE(watching.is_active());
}

TEST_CASE("who hears of its status may end a binding that is retried, or starts anew", "[b45]") {
  for (const bool starts_anew : {false, true}) {
    VirtualLoop loop;
    Reports reports;
    const Status fatal = starts_anew ? Status::idle : Status::pending;
    bool armed = false;
    std::optional<Binding<int>> binding(bind([]() -> Task<int> {
      co_await fail("user", "no");
      co_return 1;
    }));
    std::optional<Shown<int>> shown(*binding);
    loop.run_until_idle();
    CHECK(binding->status() == Status::error);
    const Effect listening = effect([&] {
      if (!binding || binding->status() != fatal || !armed) return;
      shown.reset();
      binding.reset();
    });
    armed = true;
    if (starts_anew) {
      shown.emplace(*binding);
      shown->stop();
      loop.run_until_idle();
    } else {
      binding->retry();
    }
    loop.run_until_idle();
    CHECK_FALSE(binding);
    CHECK(async_counts() == AsyncCounts{});
  }
}

TEST_CASE("a watcher made in a closed scope has ended, whatever it was to watch", "[b2][b69]") {
  VirtualLoop loop;
  Reports reports;
  int calls = 0;
  const auto thing = make_ref<Thing>();
  const auto other = make_ref<Thing>();
  Signal source(1);
  const Binding<int> binding = failing_below_zero(source);
  auto parent = std::make_unique<Scope>();
  std::optional<Scope> closed(*parent);
  parent.reset();
  std::vector<Subscription> made;
  const auto count = [&] { ++calls; };
  closed->enter([&] {
    made = {thing->value.watch(count),
            thing->pressed.watch(count),
            binding.watch(count),
            watch(count, thing->value, other->value),
            other->value.follow(thing->other),
            link(thing->end, other->end)};
  });
  for (Subscription& subscription : made) CHECK_FALSE(subscription.is_active());
  closed.reset();
  thing->value = 5;
  thing->other = 7;
  thing->end = 8;
  thing->pressed.pulse();
  source = 2;
  loop.run_until_idle();
  CHECK(calls == 0);
  CHECK(other->value.peek() == 1);
  CHECK(other->end.peek() == 10);
  CHECK(reports.messages.empty());
}

TEST_CASE("a follower that cannot begin, its scope being closed, leaves the one before it",
          "[b36]") {
  VirtualLoop loop;
  const auto thing = make_ref<Thing>();
  Signal first(3);
  Signal second(5);
  const Subscription following = thing->value.follow(first);
  auto parent = std::make_unique<Scope>();
  Scope closed(*parent);
  parent.reset();
  closed.enter([&] { thing->value.follow(second); });
  CHECK(following.is_active());
  first = 4;
  CHECK(thing->value.peek() == 4);
}

#if CORACLE_EXCEPTIONS
TEST_CASE("a handler that ends its scope and then throws is reported", "[b7]") {
  VirtualLoop loop;
  Reports reports;
  const auto thing = make_ref<Thing>();
  auto scope = std::make_unique<Scope>();
  scope->enter([&] {
    thing->value.watch([&](Change<int>) {
      scope.reset();
      throw std::runtime_error("after the end");
    });
  });
  thing->value = 2;
  CHECK(reports.messages == Log{"exception: after the end"});
}
#endif
