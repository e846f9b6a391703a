#include <catch_amalgamated.hpp>
#include <memory>

#include "support.hpp"

using namespace coracle;
using namespace coracle::thread_test;

TEST_CASE("a thread moves a parameter while the page goes on", "[thread]") {
  Scene scene;
  const auto bar = make_ref<Bar>();
  std::vector<double> seen;
  scene.scope.enter([&] {
    bar->value.watch([&](Change<double> change) { seen.push_back(change.now); });
    background([remote = remote(bar->value)] {
      for (int i = 0; i < 100; ++i) remote = (i + 1) / 100.0;
    });
  });
  CHECK(scene.wait_for_all_threads());
  CHECK(bar->value() == 1.0);
  CHECK(!seen.empty());
  CHECK(std::is_sorted(seen.begin(), seen.end()));
}

TEST_CASE("a handle cancels its thread", "[thread]") {
  Scene scene;
  Gate started;
  TaskHandle run;
  scene.scope.enter([&] {
    run = background(
        [&started](std::stop_token stop, int) {
          started.open();
          while (!stop.stop_requested()) std::this_thread::yield();
        },
        1);
  });
  CHECK(!run.done());
  scene.loop.run_ready();
  started.pass();
  run.cancel();
  CHECK(run.done());
  CHECK(scene.wait_for_all_threads());
  CHECK(scene.reports.empty());
}

TEST_CASE("a thread that fails tells the scope that it was started in", "[thread]") {
  Scene scene;
  std::vector<std::string> errors;
  scene.scope.on_error([&](Error error) { errors.push_back(std::string(error.message())); });
  scene.scope.enter([] { background([]() -> Result<void> { return Error("user", "no more"); }); });
  CHECK(scene.wait_for([&] { return !errors.empty(); }));
  CHECK(errors == std::vector<std::string>{"no more"});
  CHECK(scene.reports.empty());
}

TEST_CASE("leaving the scope ends what it runs in the background", "[thread]") {
  Scene scene;
  Gate started;
  std::atomic<bool> asked = false;
  {
    Scope inner(scene.scope);
    inner.enter([&] {
      background([&](std::stop_token stop) {
        started.open();
        while (!stop.stop_requested()) std::this_thread::yield();
        asked = true;
      });
    });
    scene.loop.run_ready();
    started.pass();
  }
  CHECK(scene.wait_for_all_threads());
  CHECK(asked);
  CHECK(scene.reports.empty());
}

TEST_CASE("a closed scope starts no thread", "[thread]") {
  Scene scene;
  Scope closed;
  CHECK(scene.run([&]() -> Task<> { co_await closed.close(); }));
  TaskHandle run;
  closed.enter([&] { run = background([] {}); });
  CHECK(run.done());
  scene.loop.run_ready();
  CHECK(Worker::live() == 0);
}
