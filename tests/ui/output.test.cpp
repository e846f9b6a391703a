// The place where a binding's views appear: the loading indicator, errors and their Retry.
#include <catch_amalgamated.hpp>
#include <coracle/coracle.hpp>
#include <coracle/testing/test_app.hpp>

using namespace coracle;
using namespace std::chrono_literals;
using coracle::testing::TestApp;

namespace {

// A binding that takes as long as its source says.
struct Slow {
  Slow() {
    app.show([this] {
      return Column(bind(
          [](int milliseconds) -> Task<int> {
            co_await sleep(std::chrono::milliseconds(milliseconds));
            co_return milliseconds;
          },
          duration));
    });
  }

  void take(int milliseconds) {
    duration = milliseconds;
    app.settle();
  }
  bool is_loading() { return app.page().find(".coracle-loading") != nullptr; }
  bool is_busy() { return *app.page().find(".coracle-output")->attribute("aria-busy") == "true"; }

  TestApp app;
  Signal<int> duration{0};
};

}  // namespace

TEST_CASE("quick work shows no loading indicator", "[b46]") {
  Slow slow;
  slow.app.advance(1s);
  for (int i = 0; i < 20; ++i) {
    slow.take(140 + i % 2);
    CHECK(slow.is_busy());
    slow.app.advance(145ms);
    CHECK_FALSE(slow.is_busy());
    CHECK_FALSE(slow.is_loading());
  }
  slow.app.advance(1s);
  CHECK_FALSE(slow.is_loading());
}

TEST_CASE("the loading indicator comes after 150 ms and stays for 300", "[b46]") {
  Slow slow;
  slow.app.advance(1s);
  slow.take(160);
  slow.app.advance(149ms);
  CHECK_FALSE(slow.is_loading());
  slow.app.advance(1ms);
  CHECK(slow.is_loading());
  slow.app.advance(10ms);
  CHECK_FALSE(slow.is_busy());
  CHECK(slow.app.text() == "160");
  slow.app.advance(289ms);
  CHECK(slow.is_loading());
  slow.app.advance(1ms);
  CHECK_FALSE(slow.is_loading());
}

TEST_CASE("after long work the loading indicator goes at once", "[b46]") {
  Slow slow;
  slow.app.advance(1s);
  slow.take(1000);
  slow.app.advance(999ms);
  CHECK(slow.is_loading());
  slow.app.advance(1ms);
  slow.app.settle();
  CHECK_FALSE(slow.is_loading());
}

TEST_CASE("work that follows work keeps the loading indicator as it is", "[b46]") {
  Slow slow;
  slow.app.advance(1s);
  slow.take(200);
  slow.app.advance(210ms);
  CHECK(slow.is_loading());
  slow.take(1000);
  slow.app.advance(500ms);
  CHECK(slow.is_loading());
  slow.app.advance(500ms);
  slow.app.settle();
  CHECK_FALSE(slow.is_loading());
  CHECK(slow.app.counts().timers == 0);
}

TEST_CASE("a place that is removed while it loads leaves no timer", "[b46][b47]") {
  Slow slow;
  slow.take(100000);
  slow.app.advance(100ms);
  slow.app.close();
  CHECK(slow.app.counts().timers == 0);
}

TEST_CASE("the times of the loading indicator can be set", "[b46]") {
  Slow slow;
  slow.app.advance(1s);
  set_loading_times({.delay = 10ms, .minimum = 20ms});
  slow.take(15);
  slow.app.advance(10ms);
  CHECK(slow.is_loading());
  slow.app.advance(20ms);
  CHECK_FALSE(slow.is_loading());
  set_loading_times({.delay = -1ms});
  CHECK(slow.app.take_reports().size() == 1);
  slow.take(16);
  slow.app.advance(10ms);
  CHECK(slow.is_loading());
  set_loading_times({});
}

TEST_CASE("Retry runs the binding again with the arguments as they are", "[b72]") {
  TestApp app;
  int runs = 0;
  app.show([&runs] {
    return Column(bind(
        [&runs](int value) -> Task<View> {
          co_await sleep(10ms);
          if (++runs < 3) co_await fail("user", str("not yet ", runs));
          co_return View(str("done with ", value));
        },
        7));
  });
  app.advance(10ms);
  CHECK(app.text() == "not yet 1 user Retry");
  CHECK(app.page().find_all(".coracle-error").size() == 1);
  auto* button = app.page().find("button");
  REQUIRE(button);
  CHECK(*button->attribute("type") == "button");
  CHECK(app.click("Retry"));
  CHECK(*app.page().find(".coracle-output")->attribute("aria-busy") == "true");
  app.advance(10ms);
  CHECK(app.text() == "not yet 2 user Retry");
  app.click("Retry");
  app.advance(10ms);
  CHECK(app.text() == "done with 7");
  CHECK(app.take_reports() == std::vector<std::string>{"user: not yet 1", "user: not yet 2"});
  CHECK(app.page().faults().empty());
}

TEST_CASE("Retry runs a plain function again, too", "[b72]") {
  TestApp app;
  bool is_ready = false;
  app.show([&is_ready] {
    return Column(bind(
        [&is_ready](int value) -> Result<View> {
          if (!is_ready) return Error("user", "not ready");
          return View(str("ready with ", value));
        },
        1));
  });
  CHECK(app.text() == "not ready user Retry");
  is_ready = true;
  app.click("Retry");
  CHECK(app.text() == "ready with 1");
  app.take_reports();
}
