// Apps with threads, in a fake page. In WebAssembly threads are the browser's.
#if !defined(__wasm__)
#include <catch_amalgamated.hpp>
#include <coracle/coracle.hpp>
#include <coracle/testing/test_app.hpp>
#include <coracle/thread/worker.hpp>

using namespace coracle;
using namespace std::chrono_literals;
using coracle::testing::TestApp;

TEST_CASE("a thread moves a progress bar, and the page stays live", "[testing][thread]") {
  // DESIGN §2, program 8, with less patience.
  static constexpr auto step = 2ms;
  FloatProgress progress({.min = 0.0, .max = 1.0});
  Button button({.label = "Press"});
  bool pressed = false;
  button.on_click([&] { pressed = true; });
  TestApp app([&] {
    background([bar = remote(progress.value)] {
      for (int i = 0; i < 100; ++i) {
        std::this_thread::sleep_for(step);
        bar = (i + 1) / 100.0;
      }
    });
    return Row(progress, button);
  });
  CHECK(app.wait_for_threads([&] { return progress.value().value_or(0) > 0.3; }));
  CHECK(app.click("Press"));
  CHECK(pressed);
  CHECK(app.wait_for_threads([&] { return progress.value() == 1.0; }));
  CHECK(app.wait_for_threads([] { return Worker::live() == 0; }));
  CHECK(app.take_reports().empty());
}

TEST_CASE("what a bound function did on a thread is shown; what was superseded is not",
          "[testing][thread]") {
  IntSlider slider({.label = "Number"});
  const auto square = [](int number) -> Task<View> {
    co_return str("its square is ", co_await on_thread([number] { return number * number; }));
  };
  TestApp app([&] { return Row(slider, bind(square, slider)); });
  CHECK(app.wait_for_threads([&] { return app.text().ends_with("is 0"); }));
  for (const int value : {3, 5, 7}) slider.value = value;
  CHECK(app.wait_for_threads([&] { return Worker::live() == 0; }));
  app.settle();
  CHECK(app.text().ends_with("its square is 49"));
  CHECK(app.take_reports().empty());
}

TEST_CASE("the next run of a binding waits for the thread that the last one left",
          "[testing][thread][b40]") {
  std::atomic<bool> go_on = false;
  std::vector<int> begun;
  Signal source(1);
  const auto on_a_thread = [&](int value) -> Task<int> {
    begun.push_back(value);
    if (value == 1) {
      co_await on_thread([&] {
        while (!go_on) std::this_thread::yield();
      });
    }
    co_return value;
  };
  for (const bool ends_by_itself : {true, false}) {
    go_on = false;
    begun.clear();
    source = 1;
    TestApp app([&] { return Row(bind(on_a_thread, source)); });
    CHECK(Worker::live() == 1);
    source = 2;
    app.advance(500ms);
    source = 3;
    app.advance(499ms);
    CHECK(begun == std::vector<int>{1});
    CHECK(app.text().empty());
    if (ends_by_itself) {
      go_on = true;
      CHECK(app.wait_for_threads([&] { return app.text() == "3"; }));
      CHECK(app.take_reports().empty());
    } else {
      app.advance(1ms);
      CHECK(app.text() == "3");
      CHECK(app.take_reports().size() == 1);
      go_on = true;
    }
    CHECK(begun == std::vector<int>{1, 3});
    CHECK(app.wait_for_threads([] { return Worker::live() == 0; }));
  }
}

TEST_CASE("closing an app asks its threads to stop", "[testing][thread]") {
  std::atomic<bool> started = false;
  std::atomic<bool> asked = false;
  TestApp app([&] {
    background([&](std::stop_token stop) {
      started = true;
      while (!stop.stop_requested()) std::this_thread::yield();
      asked = true;
    });
    return "working";
  });
  while (!started) std::this_thread::yield();
  app.close();
  CHECK(testing::wait_for_threads(app.loop(), [] { return Worker::live() == 0; }));
  CHECK(asked);
  CHECK(app.take_reports().empty());
}
#endif
