#include <catch_amalgamated.hpp>
#include <coracle/coracle.hpp>
#include <coracle/testing/test_app.hpp>

using namespace coracle;
using namespace std::chrono_literals;
using coracle::testing::TestApp;
using Reports = std::vector<std::string>;

TEST_CASE("a copy of a handle is the same component, and keeps it alive") {
  TestApp app;
  StaticText text({.value = "before"});
  {
    const StaticText copy = text;
    copy.value = "after";
  }
  CHECK(text.value() == "after");
  StaticText other;
  other = text;
  other.value = "assigned";
  CHECK(text.value() == "assigned");
}

TEST_CASE("a disabled button stops people, not code", "[b76]") {
  TestApp app;
  Button button({.label = "Go", .disabled = true});
  int presses = 0;
  button.on_click([&presses] { ++presses; });
  app.show([&] { return button; });
  CHECK_FALSE(app.click("Go"));
  CHECK(presses == 0);
  button.press();
  CHECK(presses == 1);
  CHECK(button.clicks() == 1);
  button.disabled = false;
  app.settle();
  CHECK(app.click("Go"));
  CHECK(presses == 2);
}

TEST_CASE("dragging changes the value, letting go commits it", "[b77]") {
  TestApp app;
  IntSlider slider({.label = "Image", .start = 2, .end = 9});
  CHECK(slider.value() == 2);
  int changes = 0;
  int commits = 0;
  slider.value.watch([&](Change<int>) { ++changes; });
  slider.committed.watch([&](Change<int>) { ++commits; });
  app.show([&] { return slider; });
  CHECK(app.text() == "Image 2");
  app.drag(".coracle-slider", 5);
  app.drag(".coracle-slider", 7);
  CHECK(slider.value() == 7);
  CHECK(slider.committed() == 2);
  app.release(".coracle-slider", 7);
  CHECK(slider.committed() == 7);
  CHECK(changes == 2);
  CHECK(commits == 1);
  CHECK(app.text() == "Image 7");
  CHECK(app.take_reports().empty());
}

TEST_CASE("raising start or lowering end moves the value in; start above end changes nothing",
          "[b77]") {
  TestApp app;
  IntSlider slider({.value = 5, .start = 0, .end = 10});
  slider.start = 7;
  CHECK(slider.value() == 7);
  slider.end = 7;
  CHECK(slider.value() == 7);
  slider.start = 20;
  CHECK(slider.start() == 7);
  CHECK(slider.end() == 7);
  const Reports reports = app.take_reports();
  REQUIRE(reports.size() == 1);
  CHECK(reports[0].starts_with("bad_argument: IntSlider: start (20) must not be greater than"));
}

TEST_CASE("a value out of range is clamped and reported", "[b77]") {
  TestApp app;
  IntSlider slider({.value = 99, .end = 10});
  CHECK(slider.value() == 10);
  slider.value = -3;
  CHECK(slider.value() == 0);
  CHECK(app.take_reports().size() == 2);
}

TEST_CASE("a slider made with start above end is shown as the error, the rest goes on", "[b77]") {
  TestApp app([] { return Column("before", IntSlider({.start = 10, .end = 1}), "after"); });
  CHECK(app.take_reports().size() == 1);
  CHECK(app.page().find(".coracle-error") != nullptr);
  CHECK(app.page().find("input") == nullptr);
  CHECK(app.text().starts_with("before IntSlider: start (10) must not be greater than end (1)"));
  CHECK(app.text().ends_with("after"));
}

TEST_CASE("a progress bar without a value says so", "[b80]") {
  TestApp app;
  Progress progress;
  app.show([&] { return progress; });
  auto* node = app.page().find("progress");
  REQUIRE(node);
  CHECK(node->attribute("value") == nullptr);
  progress.value = 30;
  app.settle();
  CHECK(*node->attribute("value") == "30");
  progress.value = std::nullopt;
  app.settle();
  CHECK(node->attribute("value") == nullptr);
  progress.value = 200;
  CHECK(*progress.value() == 100);
  CHECK(app.take_reports().size() == 1);
}

TEST_CASE("text is text, never markup", "[b81]") {
  TestApp app([] { return Column("<b>bold</b>", Str("<i>"), StaticText({.value = "<u>"})); });
  CHECK(app.text() == "<b>bold</b> <i> <u>");
  CHECK(app.page().find("b") == nullptr);
}

TEST_CASE("a handler that fails is told in the page and reported once, the rest goes on", "[b72]") {
  TestApp app([] {
    Button bad({.label = "Bad"});
    Button good({.label = "Good"});
    StaticText text;
    bad.on_click([]() -> Task<> {
      co_await sleep(1ms);
      co_await fail("user", "this one fails");
    });
    good.on_click([text] { text.value = "fine"; });
    return Column(bad, good, text);
  });
  app.click("Bad");
  app.advance(1ms);
  CHECK(app.take_reports() == Reports{"user: this one fails"});
  REQUIRE(app.page().find(".coracle-error") != nullptr);
  CHECK(app.text() == "Bad Good this one fails user Dismiss");
  app.click("Good");
  CHECK(app.text() == "Bad Good fine this one fails user Dismiss");
  app.click("Dismiss");
  CHECK(app.text() == "Bad Good fine");
  CHECK(app.page().faults().empty());
}

TEST_CASE("a binding that fails shows the error in its place, below the last good view", "[b72]") {
  TestApp app;
  app.network().route("images/1.jpg", {.body = Bytes(std::string_view("one")), .delay = 1ms});
  app.network().route("images/2.jpg", {.status = 404, .delay = 1ms});
  IntSlider slider({.start = 1, .end = 3});
  app.show([&] {
    return Column(slider,
                  bind(
                      [](int index) -> Task<View> {
                        co_return Jpg(co_await fetch(str("images/", index, ".jpg")));
                      },
                      slider),
                  "below");
  });
  app.advance(1ms);
  CHECK(app.page().find("img") != nullptr);
  for (const int number : {2, 3}) {
    app.drag(".coracle-slider", number);
    app.advance(1ms);
    CHECK(app.page().find("img") != nullptr);
    CHECK(app.page().find_all(".coracle-error").size() == 1);
    CHECK(app.take_reports().size() == 1);
  }
  app.drag(".coracle-slider", 1);
  app.advance(1ms);
  CHECK(app.page().find_all(".coracle-error").empty());
  CHECK(app.page().faults().empty());
}

TEST_CASE("aria-busy follows the status at once", "[b45][b46]") {
  TestApp app;
  Signal source(1);
  app.show([&] {
    return Column(bind(
        [](int value) -> Task<int> {
          co_await sleep(50ms);
          co_return value;
        },
        source));
  });
  auto* output = app.page().find(".coracle-output");
  REQUIRE(output);
  CHECK(*output->attribute("aria-busy") == "true");
  app.advance(50ms);
  CHECK(*output->attribute("aria-busy") == "false");
  source = 2;
  app.settle();
  CHECK(*output->attribute("aria-busy") == "true");
}

TEST_CASE("a yielded handle shows that very component, state and all", "[b53]") {
  TestApp app;
  IntSlider kept({.label = "kept"});
  Signal step(0);
  app.show([&] {
    return Column(bind(
        [kept](int now) -> View {
          if (now == 1) return View("nothing");
          return Column(str("step ", now), kept);
        },
        step));
  });
  app.drag(".coracle-slider", 6);
  step = 1;
  app.settle();
  CHECK(app.text() == "nothing");
  step = 2;
  app.settle();
  CHECK(app.text() == "step 2 kept 6");
}

TEST_CASE("a program set parameter paints once a frame, however often it was set") {
  TestApp app;
  StaticText text;
  app.show([&] { return text; });
  const std::size_t before = app.page().operations();
  for (int i = 0; i < 1000; ++i) text.value = str(i);
  app.settle();
  CHECK(app.page().operations() - before == 1);
  CHECK(app.text() == "999");
}

TEST_CASE("removing a view frees everything it held", "[b47]") {
  TestApp app;
  Column column(std::vector<View>{});
  app.show([&] { return column; });
  const auto before = app.counts();
  {
    Button button({.label = "Go"});
    IntSlider slider;
    column.objects =
        std::vector<View>{button, slider,
                          bind(
                              [](int value) -> AsyncGenerator<View> {
                                for (int i = 0;; ++i) {
                                  co_yield Column(str(value, " ", i), Progress({.value = i % 100}));
                                  co_await sleep(10ms);
                                }
                              },
                              slider)};
  }
  app.advance(100ms);
  CHECK(app.counts().runs == 1);
  column.objects = std::vector<View>{};
  app.settle();
  app.settle();
  CHECK(app.counts() == before);
  CHECK(app.page().faults().empty());
}

TEST_CASE("a component hears of its own kinds of events only, whatever its neighbours hear",
          "[b76][b78]") {
  TestApp app;
  Button button({.label = "Go"});
  TextInput input({.label = "Name"});
  Checkbox box({.label = "Loud"});
  int presses = 0;
  button.on_click([&presses] { ++presses; });
  app.show([&] { return Column(IntSlider(), button, input, box); });
  for (const EventKind kind : {EventKind::keydown, EventKind::keyup, EventKind::input,
                               EventKind::change, EventKind::focusout}) {
    app.page().dispatch(app.page().find("Go"), kind, 1, "Tab");
  }
  CHECK(presses == 0);
  app.page().dispatch(app.page().find_all("input")[1], EventKind::keyup, 0, "x");
  CHECK(input.typed().empty());
  app.page().dispatch(app.page().find_all("input")[2], EventKind::keydown, 1, "Tab");
  CHECK_FALSE(box.value());
}
