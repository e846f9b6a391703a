// Sliders: what dragging, keys and programs do to them.
#include <catch_amalgamated.hpp>
#include <coracle/coracle.hpp>
#include <coracle/testing/test_app.hpp>
#include <limits>

using namespace coracle;
using coracle::testing::TestApp;
using Reports = std::vector<std::string>;

TEST_CASE("holding a key commits once, on release", "[b77][b43]") {
  TestApp app;
  IntSlider slider({.label = "Image"});
  int commits = 0;
  slider.committed.watch([&](Change<int>) { ++commits; });
  app.show([&] { return slider; });
  app.page().hold_key("Image", {1, 2, 3, 4});
  CHECK(slider.value() == 4);
  CHECK(commits == 0);
  app.page().release_key("Image");
  CHECK(slider.committed() == 4);
  CHECK(commits == 1);
  app.page().release_key("Image");
  CHECK(commits == 1);
}

TEST_CASE("a key that is held when the focus goes is let go of", "[b77]") {
  TestApp app;
  IntSlider slider({.label = "Image"});
  app.show([&] { return slider; });
  app.page().hold_key("Image", {1, 2});
  CHECK(slider.committed() == 0);
  app.page().leave("Image");
  CHECK(slider.committed() == 2);
  app.page().release("Image", 5);
  CHECK(slider.committed() == 5);
}

TEST_CASE(
    "a slider keeps room for each number that can be chosen, and is called by its label alone",
    "[b77]") {
  TestApp app;
  const auto room = [&app](View slider) {
    app.show([=] { return slider; });
    const auto* number = app.page().find("output");
    CHECK(*number->attribute("aria-hidden") == "true");
    return *number->attribute("min-inline-size");
  };
  CHECK(room(IntSlider({.end = 9})) == "3ch");
  CHECK(room(IntSlider({.start = 99, .end = 1000})) == "4ch");
}

TEST_CASE("a slider keeps room for the digits of its step", "[b77]") {
  TestApp app;
  const FloatSlider slider({.start = -0.5, .end = 1, .step = 0.025});
  app.show([=] { return slider; });
  const auto* number = app.page().find("output");
  CHECK(*number->attribute("min-inline-size") == "6ch");  // -0.475
  slider.end = 1000;
  app.settle();
  CHECK(*number->attribute("min-inline-size") == "8ch");
}

TEST_CASE("a key that moves nothing does not commit what a program has set", "[b77]") {
  TestApp app;
  IntSlider slider({.label = "Image"});
  app.show([&] { return slider; });
  slider.value = 7;
  app.page().press("Image", "Tab");
  CHECK(slider.committed() == 0);
  app.page().dispatch(app.page().find("input"), EventKind::keydown, 0, "Tab");
  app.page().leave("Image");
  CHECK(slider.committed() == 0);
}

TEST_CASE("a float slider takes any number between its bounds", "[b77]") {
  TestApp app;
  FloatSlider slider({.label = "Gain"});
  CHECK(slider.value() == 0);
  CHECK(slider.end() == 1);
  app.show([&] { return slider; });
  app.drag("Gain", 0.3);
  CHECK(slider.value() == 0.3);
  CHECK(slider.committed() == 0);
  app.release("Gain", 0.4);
  CHECK(slider.committed() == 0.4);
  CHECK(app.text() == "Gain 0.4");
  CHECK(app.take_reports().empty());

  slider.value = 1.5;
  CHECK(slider.value() == 1);
  CHECK(app.take_reports() ==
        Reports{"bad_argument: FloatSlider: 1.5 is outside of 0 to 1; 1 was taken"});
  slider.start = 2;
  CHECK(slider.start() == 0);
  CHECK(app.take_reports().size() == 1);
}

TEST_CASE("what is not a number changes nothing in a float slider", "[b77]") {
  TestApp app;
  const double not_a_number = std::numeric_limits<double>::quiet_NaN();
  FloatSlider slider({.value = 0.5});
  slider.value = not_a_number;
  slider.start = not_a_number;
  slider.step = not_a_number;
  CHECK(slider.value() == 0.5);
  CHECK(slider.start() == 0);
  CHECK(slider.step() == 0.1);
  CHECK(app.take_reports().size() == 3);
  CHECK(FloatSlider({.value = not_a_number}).value() == 0);
  CHECK(app.take_reports().size() == 1);
  app.show([&] { return FloatSlider({.start = not_a_number}); });
  CHECK(app.page().find(".coracle-error") != nullptr);
}

TEST_CASE("bounds between which there is no finite distance are refused, by sliders and bars",
          "[b77][b80]") {
  TestApp app;
  const double infinity = std::numeric_limits<double>::infinity();
  const FloatSlider slider({.label = "Gain"});
  const FloatProgress bar;
  app.show([&] { return Column(slider, bar); });
  for (const double bad : {infinity, -infinity, std::numeric_limits<double>::quiet_NaN()}) {
    slider.start = bad;
    slider.end = bad;
    slider.step = bad;
    bar.min = bad;
    bar.max = bad;
    app.settle();
  }
  slider.start = -1e308;
  slider.end = 1e308;
  bar.min = -1e308;
  bar.max = 1e308;
  app.settle();
  CHECK(slider.start() == -1e308);
  CHECK(slider.end() == 1);
  CHECK(slider.step() == 0.1);
  CHECK(bar.min() == -1e308);
  CHECK(bar.max() == 1);
  CHECK(app.take_reports().size() == 17);
  slider.value = infinity;
  bar.value = infinity;
  CHECK(slider.value() == 1);
  CHECK(bar.value() == 1);
  CHECK(app.take_reports().size() == 2);
  CHECK(app.page().faults().empty());
}

TEST_CASE("a slider or bar made with bounds that are not finite is shown as an error",
          "[b77][b80]") {
  TestApp app;
  const double infinity = std::numeric_limits<double>::infinity();
  app.show([&] {
    return Column(FloatSlider({.start = -infinity}), FloatSlider({.start = -1e308, .end = 1e308}),
                  FloatSlider({.step = infinity}), FloatProgress({.max = infinity}),
                  FloatProgress({.min = -1e308, .max = 1e308}), NumberInput({.end = infinity}));
  });
  CHECK(app.page().find_all(".coracle-error").size() == 6);
  CHECK(app.page().faults().empty());
  CHECK(app.take_reports().size() == 6);
}

TEST_CASE("a bar of whole numbers may reach over all of them", "[b80]") {
  TestApp app;
  app.show([] { return Progress({.value = 0, .min = -2'000'000'000, .max = 2'000'000'000}); });
  CHECK(*app.page().find("progress")->attribute("max") == "4000000000");
  CHECK(*app.page().find("progress")->attribute("value") == "2000000000");
}

TEST_CASE("a disabled slider stops people, not code", "[b77]") {
  TestApp app;
  FloatSlider slider({.label = "Gain", .disabled = true});
  app.show([&] { return slider; });
  CHECK_FALSE(app.drag("Gain", 0.5));
  CHECK(slider.value() == 0);
  slider.value = 0.7;
  CHECK(slider.value() == 0.7);
}
