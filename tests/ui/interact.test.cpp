// interact: widgets from named parameters, and what a function makes of their values.
#include <catch_amalgamated.hpp>
#include <coracle/coracle.hpp>
#include <coracle/testing/test_app.hpp>
#include <limits>

using namespace coracle;
using namespace std::chrono_literals;
using coracle::testing::TestApp;

TEST_CASE("a function with a widget for each of its parameters", "[b89]") {
  TestApp app([] {
    return interact(
        [](int count, double gain, bool loud, const std::string& name, const std::string& color) {
          return str(name, " ", count, " ", gain, " ", loud, " ", color);
        },
        named("count", 0, 10), named("gain", 0.0, 2.0, 0.5), named("loud", true),
        named("name", "Ada"), named("color", {"red", "green"}));
  });
  CHECK(app.text() == "count 0 gain 0 loud name color red green Ada 0 0 true red");
  CHECK(app.drag("count", 7));
  CHECK(app.drag("gain", 1.5));
  CHECK(app.click("loud"));
  CHECK(app.choose("color", 1));
  app.type("name", "\b");
  app.press("name", "Enter");
  CHECK(app.text().ends_with("Ad 7 1.5 false green"));
  CHECK(app.take_reports().empty());
}

TEST_CASE("coroutines are run, and superseded by the next change", "[b89]") {
  TestApp app;
  app.show([] {
    return Row(interact(
                   [](int count) -> Task<std::string> {
                     co_await sleep(10ms);
                     co_return str("task ", count);
                   },
                   named("a", 0, 10)),
               interact(
                   [](int count) -> AsyncGenerator<View> {
                     for (int step = 0; step < 3; ++step) {
                       co_yield str("step ", step, " of ", count);
                       co_await sleep(10ms);
                     }
                   },
                   named("b", 0, 10)),
               interact([](int count) -> Generator<View> { co_yield str("generated ", count); },
                        named("c", 0, 10)));
  });
  app.advance(5ms);
  app.drag("a", 4);
  app.drag("b", 5);
  app.advance(50ms);
  CHECK(app.text() == "a 4 task 4 b 5 step 2 of 5 c 0 generated 0");
  CHECK(app.pending() == "");
}

TEST_CASE("a widget may be any component that stands for a value", "[b89]") {
  TestApp app;
  Toggle toggle({.label = "On"});
  Column both = interact([](bool on, int tab) { return str(on, tab); }, toggle, Tabs("a", "b"));
  CHECK(both.objects().size() == 3);
  app.show([&] { return both; });
  app.click("On");
  app.click("Tab 2");
  CHECK(app.text().ends_with("true1"));
}

TEST_CASE("the bounds of a slider for one number leave room around it", "[b89]") {
  TestApp app;
  const auto bounds = [](const auto& slider) {
    return std::tuple(slider.start(), slider.value(), slider.end());
  };
  constexpr int most = std::numeric_limits<int>::max();
  constexpr int least = std::numeric_limits<int>::min();
  CHECK(bounds(named("n", 5)) == std::tuple(-5, 5, 15));
  CHECK(bounds(named("n", -5)) == std::tuple(-15, -5, 5));
  CHECK(bounds(named("n", 0)) == std::tuple(0, 0, 10));
  CHECK(bounds(named("n", most)) == std::tuple(-most, most, most));
  CHECK(bounds(named("n", least)) == std::tuple(least, least, most));
  CHECK(bounds(named("n", 0.5)) == std::tuple(-0.5, 0.5, 1.5));
  CHECK(bounds(named("n", 0.0)) == std::tuple(0.0, 0.0, 1.0));
  CHECK(named("n", 0.0, 2.0).step() == 0.02);
  CHECK(app.take_reports().empty());
}

TEST_CASE("bounds that make no sense are shown as an error in the widget's place", "[b89]") {
  TestApp app;
  app.show([] { return interact([](int n) { return str("got ", n); }, named("n", 10, 0)); });
  CHECK(app.text().find("start (10) must not be greater than end (0)") != std::string::npos);
  CHECK(app.take_reports().size() == 1);
}
