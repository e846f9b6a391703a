// What handlers, bindings and their errors do to what they belong to.
#include <catch_amalgamated.hpp>
#include <coracle/coracle.hpp>
#include <coracle/testing/test_app.hpp>

using namespace coracle;
using namespace std::chrono_literals;
using coracle::testing::LiveCounts;
using coracle::testing::TestApp;

TEST_CASE("a handler may remove its own button, plainly and in a task", "[b2][b47]") {
  TestApp app;
  Column column(std::vector<View>{});
  app.show([&] { return column; });
  const LiveCounts before = app.counts();
  int finished = 0;
  {
    Button plain({.label = "Plain"});
    Button async({.label = "Async"});
    plain.on_click([&, column] { column.objects = std::vector<View>{View("gone")}; });
    plain.on_click([&] { ++finished; });
    async.on_click([&, column]() -> Task<> {
      column.objects = std::vector<View>{column.objects()[0]};
      co_await sleep(10ms);
      ++finished;
    });
    column.objects = std::vector<View>{plain, async};
  }
  app.settle();
  CHECK(app.click("Async"));
  CHECK(app.text() == "Plain");
  app.advance(20ms);
  CHECK(app.click("Plain"));
  CHECK(app.text() == "gone");
  app.advance(20ms);
  CHECK(finished >= 1);
  column.objects = std::vector<View>{};
  app.settle();
  app.settle();
  CHECK(app.counts() == before);
  CHECK(app.take_reports().empty());
  CHECK(app.page().faults().empty());
}

TEST_CASE("a view that a binding shows may remove that binding", "[b47]") {
  TestApp app;
  Signal shown(true);
  app.show([&] {
    return Column(bind(
        [shown](bool now) -> View {
          if (!now) return View("off");
          Button button({.label = "Off"});
          button.on_click([shown] { shown = false; });
          return Column(button, bind([]() -> AsyncGenerator<View> {
                          for (int i = 0;; ++i) {
                            co_yield i;
                            co_await sleep(10ms);
                          }
                        }));
        },
        shown));
  });
  app.advance(25ms);
  CHECK(app.text() == "Off 2");
  CHECK(app.click("Off"));
  app.advance(50ms);
  CHECK(app.text() == "off");
  CHECK(app.counts().runs == 0);
  CHECK(app.counts().timers == 0);
  CHECK(app.page().faults().empty());
}

TEST_CASE("a binding that writes the input it is bound to settles on what it wrote", "[b48]") {
  TestApp app;
  IntSlider slider({.label = "Even", .value = 0, .end = 20});
  TextInput text({.label = "Upper"});
  app.show([&] {
    return Column(slider, text,
                  bind(
                      [slider](int value) -> Task<int> {
                        if (value % 2 == 1) slider.value = value + 1;
                        co_await sleep(1ms);
                        co_return value;
                      },
                      slider),
                  bind(
                      [text](std::string typed) {
                        if (typed == "a") text.value = "A";
                        return typed;
                      },
                      text));
  });
  app.drag("Even", 7);
  app.advance(20ms);
  CHECK(slider.value() == 8);
  app.type("Upper", "a");
  app.press("Upper", "Enter");
  app.advance(20ms);
  CHECK(text.value() == "A");
  CHECK(app.text().ends_with("8 A"));
  CHECK(app.take_reports().empty());
}

TEST_CASE("Retry runs the binding again: it is busy, and the error makes way", "[b45][b72]") {
  TestApp app;
  int runs = 0;
  app.show([&] {
    return Column(bind([&]() -> Task<View> {
      ++runs;
      co_await sleep(10ms);
      if (runs < 3) co_await fail("user", "not yet");
      co_return "done";
    }));
  });
  app.advance(10ms);
  CHECK(app.text() == "not yet user Retry");
  CHECK(app.click("Retry"));
  CHECK(*app.page().find(".coracle-output")->attribute("aria-busy") == "true");
  CHECK(app.page().find(".coracle-error") == nullptr);
  app.advance(20ms);
  CHECK(app.text() == "not yet user Retry");
  CHECK(app.take_reports().size() == 2);
  app.click("Retry");
  app.advance(20ms);
  CHECK(app.text() == "done");
  CHECK(runs == 3);
  CHECK(app.take_reports().empty());
  CHECK(app.page().faults().empty());
}

TEST_CASE("Retry runs the binding whose error it stands with, also where another was before",
          "[b72]") {
  TestApp app;
  Signal which(0);
  std::vector<int> runs(2);
  const auto failing = [&](int index) {
    return bind([&runs, index]() -> Task<View> {
      ++runs[static_cast<std::size_t>(index)];
      co_await fail("user", "the same");
      co_return View();
    });
  };
  const std::vector<Binding<View>> bindings = {failing(0), failing(1)};
  app.show([&] {
    return Column(
        bind([&](int index) -> View { return bindings[static_cast<std::size_t>(index)]; }, which));
  });
  which = 1;
  app.settle();
  app.settle();
  runs = {0, 0};
  CHECK(app.click("Retry"));
  CHECK(runs == std::vector<int>{0, 1});
  app.take_reports();
}

TEST_CASE("a plain function's error in place has a Retry, too", "[b72]") {
  TestApp app;
  int runs = 0;
  app.show([&] {
    return Column(bind([&]() -> Result<View> {
      if (++runs == 1) return Error("user", "not yet");
      return View("done");
    }));
  });
  CHECK(app.text() == "not yet user Retry");
  CHECK(app.click("Retry"));
  CHECK(app.text() == "done");
  CHECK(app.take_reports().size() == 1);
}

TEST_CASE("the last good view stays below an error, and after skip", "[b31][b32][b72]") {
  TestApp app;
  Signal source(0);
  app.show([&] {
    return Column(bind(
        [](int now) -> AsyncGenerator<View> {
          if (now == 0) co_yield "good";
          if (now == 1) co_yield skip;
          if (now == 2) co_await fail("user", "bad");
        },
        source));
  });
  CHECK(app.text() == "good");
  source = 1;
  app.settle();
  CHECK(app.text() == "good");
  source = 2;
  app.settle();
  CHECK(app.text() == "good bad user Retry");
  source = 1;
  app.settle();
  CHECK(app.text() == "good");
  CHECK(app.take_reports().size() == 1);
}

TEST_CASE("skip as the first value: the place is empty and idle, whatever the function",
          "[b30][b32]") {
  TestApp app;
  Signal source(0);
  const auto given = [](int now) { return now == 0 ? View(skip) : View(now); };
  app.show([&] {
    return Column(bind(given, source),
                  bind([given](int now) -> Task<View> { co_return given(now); }, source),
                  bind([given](int now) -> Generator<View> { co_yield given(now); }, source),
                  bind([given](int now) -> AsyncGenerator<View> { co_yield given(now); }, source),
                  bind(append(given), source));
  });
  app.advance(1s);
  CHECK(app.text().empty());
  CHECK(app.page().find(".coracle-loading") == nullptr);
  for (auto* output : app.page().find_all(".coracle-output")) {
    const std::string* busy = output->attribute("aria-busy");
    CHECK((!busy || *busy == "false"));
  }
  source = 7;
  app.advance(1s);
  CHECK(app.text() == "7 7 7 7 7");
  CHECK(app.page().faults().empty());
}

TEST_CASE("until its first value an async binding is a busy place, then a loading one", "[b30]") {
  TestApp app;
  app.show([] {
    return Column("before", bind([]() -> Task<View> {
                    co_await sleep(1s);
                    co_return "value";
                  }),
                  "after");
  });
  CHECK(app.text() == "before after");
  CHECK(*app.page().find(".coracle-output")->attribute("aria-busy") == "true");
  app.advance(200ms);
  CHECK(app.page().find(".coracle-loading") != nullptr);
  app.advance(1s);
  CHECK(app.text() == "before value after");
  CHECK(app.page().find(".coracle-loading") == nullptr);
}

TEST_CASE("values that come faster than frames: the newest is painted, once a frame", "[b51]") {
  TestApp app;
  int given = 0;
  app.show([&] {
    return Column(bind([&]() -> AsyncGenerator<View> {
      for (int frame = 0; frame < 3; ++frame) {
        for (int i = 0; i < 1000; ++i) co_yield str(++given);
        co_await next_frame();
        co_await reschedule();
      }
      co_await sleep(1h);
    }));
  });
  const std::size_t created = app.page().created_elements();
  const std::size_t before = app.page().operations();
  app.advance(200ms);
  CHECK(given == 3000);
  CHECK(app.text() == "3000");
  CHECK(app.page().operations() - before <= 4);  // a text for each frame, and the status
  CHECK(app.page().created_elements() == created);
}

TEST_CASE("a parameter that follows does so when its bounds change, too", "[b10][b36]") {
  TestApp app;
  IntSlider source({.value = 8, .end = 20});
  IntSlider bar({.end = 20});
  std::vector<int> ends;
  bar.end.watch([&](Change<int> change) { ends.push_back(change.now); });
  const Subscription following = bar.value.follow(source);
  CHECK(bar.value() == 8);
  bar.end = 5;
  CHECK(bar.value() == 5);
  CHECK(ends == std::vector<int>{5});
  bar.end = 20;
  source.value = 9;
  CHECK(bar.value() == 9);
  CHECK(following.is_active());
  CHECK(app.take_reports().empty());
}

TEST_CASE("a slider that is removed while it is dragged holds nothing back when it is shown again",
          "[b43][b47]") {
  TestApp app;
  IntSlider slider({.label = "Size"});
  const auto bound = bind([](int value) { return str("is ", value); }, slider);
  bound.with({.rate = on_commit});
  Column column(slider, bound);
  app.show([&] { return column; });
  app.drag("Size", 3);
  CHECK(app.text() == "Size 3 is 0");
  column.objects = std::vector<View>{};
  app.settle();
  column.objects = std::vector<View>{slider, bound};
  app.settle();
  CHECK(app.text() == "Size 3 is 3");
  slider.value = 5;
  app.settle();
  CHECK(app.text() == "Size 5 is 5");
  app.drag("Size", 6);
  app.release("Size", 6);
  CHECK(app.text() == "Size 6 is 6");
}
