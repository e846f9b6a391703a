// Programs that wait for people, and one that is driven (DESIGN §2), on the virtual clock.
#include <catch_amalgamated.hpp>
#include <coracle/coracle.hpp>
#include <coracle/testing/test_app.hpp>

using namespace coracle;
using namespace std::chrono_literals;
using coracle::testing::LiveCounts;
using coracle::testing::TestApp;

namespace {

/// What stands in the app's log.
std::string logged(TestApp& app) {
  std::string text;
  for (const auto& line : app.page().find(".coracle-log")->children[0]->children) {
    text += line->visible_text() + "\n";
  }
  return text;
}

Generator<Request, Response> fetch_and_process(std::vector<std::string> urls, Log log) {
  for (const std::string& url : urls) {
    const Response data = co_yield Request(url);
    log.print(data.text(), "\n");
  }
}

// Moves the slider of a program that works between its moves; what it logs in the end.
std::string move_ten_times(TestApp& app) {
  std::string expected = "did work 0\n";
  for (int i = 0; i < 10; ++i) {
    CHECK(logged(app) == expected);
    app.drag(".coracle-slider", i + 1);
    expected += str("continued with value ", i + 1, "\n");
    if (i < 9) expected += str("did work ", i + 1, "\n");
  }
  CHECK(logged(app) == expected);
  return expected;
}

}  // namespace

TEST_CASE("pause until somebody moves the slider, ten times, without blocking the page", "[b58]") {
  TestApp app([] {
    const IntSlider slider;
    const Log log;
    spawn([slider, log]() -> Task<> {
      for (int i = 0; i < 10; ++i) {
        log.print("did work ", i, "\n");
        int value = co_await next_change(slider.value);
        log.print("continued with value ", value, "\n");
      }
    });
    return Column(slider, log);
  });
  const std::string expected = move_ten_times(app);
  CHECK(app.pending().empty());
  app.drag(".coracle-slider", 3);
  CHECK(logged(app) == expected);
}

TEST_CASE("the same with a generator that is sent each new value", "[b55]") {
  TestApp app([] {
    const IntSlider slider;
    const Log log;
    auto work = [log]() -> Generator<Wait, int> {
      for (int i = 0; i < 10; ++i) {
        log.print("did work ", i, "\n");
        int value = co_yield Wait{};
        log.print("continued with value ", value, "\n");
      }
    };
    for_each_change(slider.value, work);
    return Column(slider, log);
  });
  move_ten_times(app);
  CHECK(app.pending().empty());
}

TEST_CASE("closing the page ends those that wait for it, and leaves nothing", "[b55][b59][b47]") {
  TestApp app([] {
    const IntSlider slider;
    const Log log;
    const Button button({.label = "Go"});
    spawn([slider, log]() -> Task<> { log.print(co_await next_change(slider.value)); });
    spawn([slider, log]() -> Task<> {
      auto moves = changes(slider.value);
      while (const int* value = co_await moves.next()) log.print(*value);
    });
    for_each_change(button, [log]() -> Generator<Wait, Click> {
      for (;;) log.print((co_yield Wait{}).count);
    });
    every(10ms, [log] { log.print("."); });
    return Column(slider, button, log);
  });
  app.advance(25ms);
  app.click("Go");
  CHECK(logged(app) == ". . 1\n");
  app.close();
  CHECK(app.counts() == LiveCounts{});
}

TEST_CASE("a generator as the program of a scheduler: it yields requests, it is sent responses",
          "[b56]") {
  TestApp app;
  for (const char* url : {"a.txt", "b.txt"}) {
    app.network().route(url, {.body = Bytes(str("<", url, ">")), .delay = 100ms});
  }
  app.show([] {
    const Log log;
    spawn([log]() -> Task<> {
      const std::vector<std::string> urls = {"a.txt", "b.txt", "missing.txt", "a.txt"};
      const auto outcome = co_await attempt(drive(fetch_and_process(urls, log), fetch));
      if (!outcome) log.print(outcome.error().code());
    });
    return log;
  });
  app.advance(99ms);
  CHECK(logged(app).empty());
  app.advance(1ms);
  CHECK(logged(app) == "<a.txt>\n");
  app.advance(1s);
  CHECK(logged(app) == "<a.txt>\n<b.txt>\nnetwork\n");
  CHECK(app.network().requested().size() == 3);
  CHECK(app.network().live() == 0);
}

TEST_CASE("a question is answered by whichever button comes first, or by nobody", "[b60]") {
  TestApp app([] {
    const Button ok({.label = "OK"});
    const Button cancel({.label = "Cancel"});
    const StaticText text;
    spawn([=]() -> Task<> {
      for (;;) {
        auto first = co_await any(next_click(ok), next_click(cancel), sleep(10s));
        text.value = first.index() == 0 ? "yes" : first.index() == 1 ? "no" : "nobody answered";
      }
    });
    return Column(ok, cancel, text);
  });
  app.click("OK");
  CHECK(app.text() == "OK Cancel yes");
  app.click("Cancel");
  CHECK(app.text() == "OK Cancel no");
  app.advance(10s);
  CHECK(app.text() == "OK Cancel nobody answered");
}
