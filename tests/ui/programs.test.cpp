// The programs that Coracle exists for (DESIGN §2), on the virtual clock.
#include <catch_amalgamated.hpp>
#include <coracle/coracle.hpp>
#include <coracle/testing/test_app.hpp>

using namespace coracle;
using namespace std::chrono_literals;
using coracle::testing::TestApp;

namespace {

View generator_app() {
  Button run({.label = "Press to run calculation"});

  auto runner = [](bool pressed) -> AsyncGenerator<View> {
    if (!pressed) {
      co_yield "Calculation did not run yet";
      co_return;
    }
    for (int percent = 0; percent <= 100; ++percent) {
      co_await sleep(10ms);  // some calculation
      co_yield Column(str("Running (", percent, "/100%)"), Progress({.value = percent}));
    }
    co_yield "Success ✅";
  };

  return Row(run, bind(runner, run));
}

AsyncGenerator<View> slideshow() {
  for (int index = 0;; index = (index + 1) % 10) {
    auto [image, pause] = co_await all(fetch(str("images/", index, ".jpg")), sleep(1s));
    co_yield Jpg(image);
  }
}

}  // namespace

TEST_CASE("a generator shows its progress, and a second press starts it anew", "[b52]") {
  TestApp app(&generator_app);
  CHECK(app.text() == "Press to run calculation Calculation did not run yet");

  CHECK(app.click("Press to run calculation"));
  CHECK(app.text() == "Press to run calculation Calculation did not run yet");
  app.advance(10ms);
  CHECK(app.text() == "Press to run calculation Running (0/100%)");
  app.advance(500ms);
  CHECK(app.text() == "Press to run calculation Running (50/100%)");

  app.click("Press to run calculation");
  CHECK(app.text() == "Press to run calculation Running (50/100%)");
  app.advance(30ms);
  CHECK(app.text() == "Press to run calculation Running (2/100%)");
  app.advance(2s);
  CHECK(app.text() == "Press to run calculation Success ✅");
  CHECK(app.page().faults().empty());
  CHECK(app.take_reports().empty());
}

TEST_CASE("101 yields create the elements of one", "[b52]") {
  TestApp app(&generator_app);
  app.click("Press to run calculation");
  app.advance(2s);
  // Row, button, the binding's place, its first text; column, text, progress bar; the last text.
  CHECK(app.page().created_elements() == 8);
  CHECK(app.text() == "Press to run calculation Success ✅");
}

TEST_CASE("a slideshow starts when shown, loads the next image in the pause, stops when closed",
          "[b47]") {
  TestApp app;
  for (int i = 0; i < 10; ++i) {
    app.network().route(str("images/", i, ".jpg"),
                        {.body = Bytes(str("image ", i)), .delay = 100ms});
  }
  const auto before = app.counts();
  app.show([] { return Row(slideshow); });
  CHECK(app.network().requested() == std::vector<std::string>{"images/0.jpg"});
  CHECK(app.page().find("img") == nullptr);
  app.advance(1s);
  REQUIRE(app.page().find("img") != nullptr);
  CHECK(*app.page().find("img")->attribute("src") == "blob:image/jpeg,7");
  CHECK(app.network().requested().size() == 2);
  app.advance(1s);
  CHECK(app.network().requested().size() == 3);
  CHECK(app.page().created_elements() == 6);  // row, place, image: changed in place
  app.close();
  CHECK(app.network().live() == 0);
  CHECK(app.counts().runs == 0);
  CHECK(app.counts().frames == before.frames);
  CHECK(app.counts().timers == 0);
}

TEST_CASE("many presses of an async handler are in flight, each reports its own number", "[b39]") {
  TestApp app([] {
    Button button({.label = "Go"});
    StaticText text;
    button.on_click([text](Click click) -> Task<> {
      text.value = str("Running ", click.count);
      co_await sleep(2s);
      text.value = str("Finished ", click.count);
    });
    return Column(button, text);
  });
  app.click("Go");
  CHECK(app.text() == "Go Running 1");
  app.advance(1s);
  app.click("Go");
  CHECK(app.text() == "Go Running 2");
  app.advance(1s);
  CHECK(app.text() == "Go Finished 1");
  app.advance(1s);
  CHECK(app.text() == "Go Finished 2");
  app.close();
  CHECK(app.counts().signals == 0);
}

TEST_CASE("moving the slider aborts the request in flight", "[b41]") {
  TestApp app;
  for (int i = 0; i <= 10; ++i) {
    app.network().route(str("images/", i, ".jpg"),
                        {.body = Bytes(str(std::string(i, '.'))), .delay = 1s});
  }
  app.show([] {
    IntSlider slider({.label = "Image"});
    auto get_image = [](int index) -> Task<View> {
      co_return Jpg(co_await fetch(str("images/", index, ".jpg")));
    };
    return Column(slider, bind(get_image, slider));
  });
  app.advance(100ms);
  app.drag(".coracle-slider", 3);
  app.advance(100ms);
  app.drag(".coracle-slider", 5);
  CHECK(app.network().live() == 1);
  CHECK(app.network().aborted() == std::vector<std::string>{"images/0.jpg", "images/3.jpg"});
  app.advance(1s);
  CHECK(*app.page().find("img")->attribute("src") == "blob:image/jpeg,5");
  CHECK(app.page().faults().empty());
  app.close();
  CHECK(app.counts() == coracle::testing::LiveCounts{.nodes = 0});
}

TEST_CASE("the same by hand: watch and trigger") {
  TestApp app;
  app.network().route("images/0.jpg", {.body = Bytes("none"), .delay = 10ms});
  app.network().route("images/4.jpg", {.body = Bytes("four!"), .delay = 10ms});
  app.show([] {
    IntSlider slider;
    Jpg image;
    slider.value.watch([image](Change<int> change) -> Task<> {
      image.object = co_await fetch(str("images/", change.now, ".jpg"));
    });
    slider.value.trigger();
    return Column(slider, image);
  });
  app.advance(10ms);
  CHECK(*app.page().find("img")->attribute("src") == "blob:image/jpeg,4");
  app.drag(".coracle-slider", 4);
  app.advance(10ms);
  CHECK(*app.page().find("img")->attribute("src") == "blob:image/jpeg,5");
}
