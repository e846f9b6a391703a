#include <memory>
#include <stdexcept>

#include "waiting.hpp"

using namespace coracle;
using namespace coracle::flow_test;

TEST_CASE("in a scope that is closed nothing is called", "[b63]") {
  Scene scene;
  Scope scope;
  CHECK(scene.loop.run([&]() -> Task<> { co_await scope.close(); }));
  const Periodic periodic = scope.enter([&] { return every(10ms, [] {}, {.immediately = true}); });
  CHECK_FALSE(periodic.is_running());
  CHECK(scene.nothing_left());
}

TEST_CASE("it ends when a scope further out is closed, or gone", "[b63][b69]") {
  Scene scene;
  int calls = 0;
  for (const bool close : {true, false}) {
    auto outer = std::make_unique<Scope>();
    Scope inner(*outer);
    Scope innermost(inner);
    const Periodic periodic = innermost.enter([&] { return every(10ms, [&] { ++calls; }); });
    scene.loop.advance(25ms);
    if (close) {
      CHECK(scene.loop.run([&]() -> Task<> { co_await outer->close(); }));
    } else {
      outer = nullptr;
    }
    CHECK_FALSE(periodic.is_running());
    CHECK_FALSE(innermost.accepts());
    scene.loop.advance(1s);
  }
  CHECK(calls == 4);
}

TEST_CASE("a function may be the last that holds the scope which is being closed", "[b63][b69]") {
  Scene scene;
  for (const bool inner : {false, true}) {
    auto scope = std::make_shared<Scope>();
    auto child = std::make_shared<Scope>(*scope);
    Scope& closed = *scope;
    const auto held = inner ? child : scope;
    held->enter([&] { every(10ms, [scope, child] {}); });
    scope = child = nullptr;
    const_cast<std::shared_ptr<Scope>&>(held) = nullptr;
    CHECK(scene.loop.run([&]() -> Task<> { co_await closed.close(); }));
  }
  CHECK(scene.nothing_left());
}

TEST_CASE("closing the scope destroys the call under way where it waits", "[b63][b41]") {
  Scene scene;
  auto captured = make_ref<Thing>();
  {
    Scope scope;
    scope.enter([&] {
      every(10ms, [captured, &diary = scene.diary]() -> Task<> {
        const Noted end(diary, "cleaned up");
        co_await sleep(1h);
        captured->value = 5;
      });
    });
    scene.loop.advance(50ms);
    CHECK(scene.scope.live_roots() == 0);
  }
  CHECK(scene.diary.text() == "cleaned up");
  CHECK(captured->use_count() == 1);
  captured = nullptr;
  CHECK(scene.nothing_left());
}

TEST_CASE("cancelling the runs of its scope cancels the call, and the next one comes", "[b63]") {
  Scene scene;
  Times times{scene.loop, {}};
  scene.scope.enter([&] {
    every(10ms, [&]() -> Task<> {
      times.add();
      co_await sleep(1h);
    });
  });
  scene.loop.advance(25ms);
  scene.scope.cancel();
  scene.loop.advance(10ms);
  CHECK(times.text == "10 30");
  scene.scope.cancel();
}

TEST_CASE("a function may end its own scope, plainly or in a task", "[b63]") {
  Scene scene;
  auto captured = make_ref<Thing>();
  auto scope = std::make_unique<Scope>();
  scope->enter([&] {
    every(10ms, [&scope, captured] {
      scope.reset();
      captured->value = 7;
    });
  });
  scene.loop.advance(1s);
  CHECK(captured->value.peek() == 7);
  CHECK(captured->use_count() == 1);

  scope = std::make_unique<Scope>();
  scope->enter([&] {
    every(10ms, [&scope, captured]() -> Task<> {
      scope.reset();
      captured->value = 8;
      co_await sleep(1ms);
      captured->value = 9;
    });
  });
  scene.loop.advance(1s);
  CHECK(captured->value.peek() == 8);
  CHECK(captured->use_count() == 1);
  captured = nullptr;
  CHECK(scene.nothing_left());
}

TEST_CASE("a function that holds its own handle is freed with the scope", "[b63][b47]") {
  Scene scene;
  auto captured = make_ref<Thing>();
  {
    Scope scope;
    auto handle = std::make_shared<Periodic>();
    *handle = scope.enter([&] {
      return every(10ms, [handle, captured] {
        if (handle->count() == 3) handle->stop();
      });
    });
    scene.loop.advance(1s);
    CHECK(handle->count() == 3);
  }
  CHECK(captured->use_count() == 1);
}

TEST_CASE("a call that fails is reported each time, and the next one comes", "[b65]") {
  Scene scene;
  std::vector<std::string> errors;
  scene.scope.on_error([&](Error error) { errors.emplace_back(error.message()); });
  int calls = 0;
  scene.scope.enter([&] {
    every(10ms,
          [&]() -> Task<> {
            ++calls;
            co_await sleep(1ms);
            co_await fail("user", str("failure ", calls));
          },
          {.count = 3});
  });
  scene.loop.run_until_idle();
  CHECK(errors == std::vector<std::string>{"failure 1", "failure 2", "failure 3"});
  CHECK(scene.reports.empty());
  CHECK(scene.nothing_left());
}

#if CORACLE_EXCEPTIONS
TEST_CASE("a plain function that throws is reported each time, and called again", "[b65]") {
  Scene scene;
  int calls = 0;
  scene.scope.enter([&] {
    every(10ms,
          [&] {
            ++calls;
            throw std::runtime_error("thrown");
          },
          {.count = 3});
  });
  scene.loop.run_until_idle();
  CHECK(calls == 3);
  CHECK(scene.reports.size() == 3);
}
#endif

TEST_CASE("an error handler may stop it, or end its scope", "[b65][b63]") {
  Scene scene;
  const auto failing = []() -> Task<> { co_await fail("user", "no"); };
  int errors = 0;
  Periodic periodic;
  scene.scope.on_error([&](Error) {
    if (++errors == 2) periodic.stop();
  });
  periodic = scene.scope.enter([&] { return every(10ms, failing); });
  scene.loop.run_until_idle();
  CHECK(errors == 2);

  auto scope = std::make_unique<Scope>();
  scope->on_error([&](Error) { scope.reset(); });
  periodic = scope->enter([&] { return every(10ms, failing); });
  scene.loop.run_until_idle();
  CHECK(!scope);
  CHECK_FALSE(periodic.is_running());
  CHECK(scene.nothing_left());
}
