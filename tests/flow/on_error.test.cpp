#include <algorithm>
#include <catch_amalgamated.hpp>

#include "flow/support.hpp"

using namespace coracle;
using namespace coracle::test;
using namespace std::chrono_literals;

namespace {

using Log = std::vector<std::string>;

Function<void(Error)> note(Log& log, std::string name) {
  return [&log, name](Error error) { log.push_back(str(name, " ", error.message())); };
}

Binding<int> failing(const Signal<int>& source) {
  return bind(
      [](int value) -> Task<int> {
        if (value < 0) co_await fail("user", "no");
        co_return value;
      },
      source);
}

template <class Kind>
Kind failing_at_third(std::vector<std::string>& log) {
  Guard guard{log, "generator"};
  co_yield 1;
  co_yield 2;
  co_await fail("user", "no");
  co_yield 3;
}

}  // namespace

TEST_CASE("on_error of the binding, else of the nearest scope, takes the error", "[b73]") {
  VirtualLoop loop;
  Reports reports;
  Signal source(-1);
  Log log;
  Scope app;
  app.on_error(note(log, "app"));
  Scope scope(app);
  std::optional<Binding<int>> inner, middle;
  scope.enter([&] { inner.emplace(failing(source)); });
  inner->on_error(note(log, "binding"));
  scope.enter([&] { middle.emplace(failing(source)); });
  {
    Shown shown(*inner);
    Shown other(*middle);
    loop.run_until_idle();
  }
  CHECK(log == Log{"binding no", "app no"});
  CHECK(inner->body()->shows_error() == false);
  scope.on_error(note(log, "scope"));
  log.clear();
  Shown shown(*middle);
  loop.run_until_idle();
  CHECK(log == Log{"scope no"});
  CHECK(middle->status() == Status::error);
  CHECK(middle->error().message() == "no");
  CHECK(reports.messages.empty());
}

TEST_CASE("a last resort is told of what was reported, but for what is shown where it failed",
          "[b73]") {
  VirtualLoop loop;
  Reports reports;
  Log log;
  Signal source(-1);
  Scope app;
  app.on_stray_error(note(log, "last"));
  std::optional<Binding<int>> binding;
  auto thing = make_ref<Thing>();
  app.enter([&] {
    binding.emplace(failing(source));
    thing->pressed.watch([]() -> Task<> { co_await fail("user", "handler"); });
  });
  Shown shown(*binding);
  thing->pressed.pulse();
  loop.run_until_idle();
  CHECK(log == Log{"last handler"});
  std::ranges::sort(reports.messages);
  CHECK(reports.messages == Log{"user: handler", "user: no"});
  CHECK(binding->body()->shows_error());
  program_scope().on_error(nullptr);
}

TEST_CASE("on_error holds for plain functions, and for what runs spawn", "[b73]") {
  VirtualLoop loop;
  Reports reports;
  Log log;
  Signal source(-1);
  Binding<int> plain = bind(
                           [](int value) -> Result<int> {
                             if (value < 0) return Error("user", "plain");
                             return value;
                           },
                           source)
                           .with({.on_error = note(log, "taken")});
  Shown shown(plain);
  CHECK(log == Log{"taken plain"});
  CHECK_FALSE(plain.body()->shows_error());
  Binding<int> spawning = bind(
                              [](int value) -> Task<int> {
                                spawn([]() -> Task<> { co_await fail("user", "spawned"); });
                                co_await sleep(1ms);
                                co_return value;
                              },
                              source)
                              .on_error(note(log, "taken"));
  Shown other(spawning);
  loop.run_until_idle();
  CHECK(log == Log{"taken plain", "taken spawned"});
  CHECK(reports.messages.empty());
}

TEST_CASE("what the error handler of a plain function reads is no source of it", "[b73]") {
  VirtualLoop loop;
  Signal source(-1);
  Signal read(0);
  int failures = 0;
  const Binding<int> binding = bind(
                                   [](int value) -> Result<int> {
                                     if (value < 0) return Error("user", "no");
                                     return value;
                                   },
                                   source)
                                   .on_error([&](Error) { failures += 1 + read(); });
  Shown shown(binding);
  CHECK(failures == 1);
  read = 5;
  loop.run_until_idle();
  CHECK(failures == 1);
}

TEST_CASE("on_error of a handler takes its errors", "[b73]") {
  VirtualLoop loop;
  Reports reports;
  Log log;
  auto thing = make_ref<Thing>();
  thing->pressed.watch([]() -> Task<> { co_await fail("user", "no"); },
                       {.on_error = note(log, "handler")});
  thing->pressed.pulse();
  loop.run_until_idle();
  CHECK(log == Log{"handler no"});
  CHECK(reports.messages.empty());
}

TEST_CASE("an error handler may end the binding that failed", "[b73]") {
  VirtualLoop loop;
  Signal source(-1);
  std::optional<Binding<int>> binding(failing(source));
  std::optional<Shown<int>> shown;
  bool heard = false;
  binding->on_error([&](Error) {
    heard = true;
    shown.reset();
    binding.reset();
  });
  shown.emplace(*binding);
  loop.run_until_idle();
  CHECK(heard);
  CHECK(async_counts() == AsyncCounts{});
}

TEST_CASE("failing inside a generator closes it once; what it had shown stays", "[b57]") {
  VirtualLoop loop;
  Reports reports;
  Log log;
  const auto check = [&](const Binding<int>& binding) {
    log.clear();
    reports.messages.clear();
    Shown shown(binding);
    loop.run_until_idle();
    CHECK(shown.values == std::vector<int>{1, 2});
    CHECK(binding() == 2);
    CHECK(log == Log{"end generator"});
    CHECK(reports.messages.size() == 1);
    CHECK(binding.status() == Status::error);
  };
  check(bind([&log] { return failing_at_third<AsyncGenerator<int>>(log); }));
  check(bind([&log] { return failing_at_third<Generator<int>>(log); }));
}
