#include <catch_amalgamated.hpp>
#include <coracle/coracle.hpp>
#include <coracle/testing/test_app.hpp>

using namespace coracle;
using namespace coracle::testing;
using namespace std::chrono_literals;

TEST_CASE("append lists the values in order; a new run begins a new list", "[b35]") {
  TestApp app;
  IntSlider slider({.value = 3});
  app.show([&] {
    return Column(bind(append([](int count) -> AsyncGenerator<View> {
                         for (int i = 1; i <= count; ++i) {
                           co_await sleep(10ms);
                           co_yield i == 2 ? View(skip) : View(str(count, ".", i));
                         }
                       }),
                       slider.value));
  });
  app.advance(100ms);
  CHECK(app.text() == "3.1 3.3");
  slider.value = 1;
  app.settle();
  CHECK(app.text() == "3.1 3.3");  // until the new run has something to show
  app.advance(100ms);
  CHECK(app.text() == "1.1");
}

TEST_CASE("append: a limit drops the oldest; every kind of function will do", "[b35]") {
  TestApp app;
  app.show([] {
    return Column(bind(append(
                      []() -> Generator<int> {
                        for (int i = 1; i <= 10; ++i) co_yield i;
                      },
                      {.limit = 3})),
                  bind(append([]() -> Task<View> { co_return "task"; })),
                  bind(append([] { return "plain"; })));
  });
  app.advance(100ms);
  CHECK(app.text() == "8 9 10 task plain");
}

TEST_CASE("append with a limit of 0 is a mistake that is told", "[b35]") {
  TestApp app;
  app.show([] { return bind(append([] { return "shown"; }, {.limit = 0})); });
  app.advance(10ms);
  REQUIRE(app.take_reports().size() == 1);
  CHECK(app.text().find("shown") != std::string::npos);
}

TEST_CASE("a view may be skipped: what is shown stays", "[b32]") {
  TestApp app;
  IntSlider slider({.value = 1});
  app.show([&] {
    return Column(
        bind(
            [](int value) -> Task<View> {
              if (value == 2) co_return skip;
              co_return value;
            },
            slider.value),
        bind([](int value) { return value == 2 ? View(skip) : View(value); }, slider.value));
  });
  app.advance(20ms);
  slider.value = 2;
  app.advance(20ms);
  CHECK(app.text() == "1 1");
  slider.value = 3;
  app.advance(20ms);
  CHECK(app.text() == "3 3");
  app.show([] { return Column("a", View(skip), "b"); });
  CHECK(app.text() == "a b");
}

TEST_CASE("on_error takes the box in the page as well", "[b73]") {
  TestApp app;
  std::string taken;
  app.show([&] {
    return Column(bind([]() -> Task<View> {
                    co_await fail("user", "seen by nobody");
                    co_return View();
                  }).on_error([&](Error error) { taken = error.message(); }),
                  "rest");
  });
  app.advance(20ms);
  CHECK(taken == "seen by nobody");
  CHECK(app.text() == "rest");
  CHECK(app.take_reports().empty());
}

TEST_CASE("dragging a slider runs what is bound on_commit when it is let go of", "[b43][b44]") {
  TestApp app;
  IntSlider slider({.label = "Size", .value = 1});
  app.show([&] {
    return Column(
        slider,
        bind(
            [](int value, Trigger trigger) {
              return str(trigger.phase == Phase::moving ? "coarse " : "fine ", value);
            },
            slider),
        bind([](int value) { return str("committed ", value); }, slider).with({.rate = on_commit}));
  });
  app.drag("Size", 4);
  app.advance(20ms);
  CHECK(app.text().find("coarse 4 committed 1") != std::string::npos);
  app.release("Size", 4);
  app.advance(20ms);
  CHECK(app.text().find("fine 4 committed 4") != std::string::npos);
}
