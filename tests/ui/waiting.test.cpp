// Programs that wait for people, and one that is driven (DESIGN §2), on the virtual clock.
#include <catch_amalgamated.hpp>
#include <coracle/coracle.hpp>
#include <coracle/testing/test_app.hpp>

using namespace coracle;
using namespace std::chrono_literals;
using coracle::testing::LiveCounts;
using coracle::testing::TestApp;

namespace {

/// A text that grows line by line; a handle.
struct Lines {
  std::string& text;
  void print(const auto&... parts) const { text += str(parts...); }
};

Generator<Request, Response> fetch_and_process(std::vector<std::string> urls, Lines log) {
  for (const std::string& url : urls) {
    const Response data = co_yield Request(url);
    log.print(data.text(), "\n");
  }
}

}  // namespace

TEST_CASE("pause until somebody moves the slider, ten times, without blocking the page", "[b58]") {
  std::string text;
  TestApp app([&] {
    const IntSlider slider;
    const Lines log{text};
    spawn([slider, log]() -> Task<> {
      for (int i = 0; i < 10; ++i) {
        log.print("did work ", i, "\n");
        int value = co_await next_change(slider.value);
        log.print("continued with value ", value, "\n");
      }
    });
    return slider;
  });
  std::string expected = "did work 0\n";
  for (int i = 0; i < 10; ++i) {
    CHECK(text == expected);
    app.drag(".coracle-slider", i + 1);
    expected += str("continued with value ", i + 1, "\n");
    if (i < 9) expected += str("did work ", i + 1, "\n");
  }
  CHECK(text == expected);
  CHECK(app.pending() == "");
  app.drag(".coracle-slider", 3);
  CHECK(text == expected);
}

TEST_CASE("the same with a generator that is sent each new value", "[b55]") {
  std::string text;
  TestApp app([&] {
    const IntSlider slider;
    const Lines log{text};
    auto work = [log]() -> Generator<Wait, int> {
      for (int i = 0; i < 10; ++i) {
        log.print("did work ", i, "\n");
        int value = co_yield Wait{};
        log.print("continued with value ", value, "\n");
      }
    };
    for_each_change(slider.value, work);
    return slider;
  });
  std::string expected = "did work 0\n";
  for (int i = 0; i < 10; ++i) {
    CHECK(text == expected);
    app.drag(".coracle-slider", i + 1);
    expected += str("continued with value ", i + 1, "\n");
    if (i < 9) expected += str("did work ", i + 1, "\n");
  }
  CHECK(text == expected);
  CHECK(app.pending() == "");
}

TEST_CASE("closing the page ends those that wait for it, and leaves nothing", "[b55][b59][b47]") {
  std::string text;
  TestApp app([&] {
    const IntSlider slider;
    const Lines log{text};
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
    return Column(slider, button);
  });
  app.advance(25ms);
  app.click("Go");
  CHECK(text == "..1");
  app.close();
  CHECK(app.counts() == LiveCounts{});
}

TEST_CASE("a generator as the program of a scheduler: it yields requests, it is sent responses",
          "[b56]") {
  std::string text;
  TestApp app;
  for (const char* url : {"a.txt", "b.txt"}) {
    app.network().route(url, {.body = Bytes(str("<", url, ">")), .delay = 100ms});
  }
  app.show([&] {
    const Lines log{text};
    spawn([log]() -> Task<> {
      const std::vector<std::string> urls = {"a.txt", "b.txt", "missing.txt", "a.txt"};
      const auto outcome = co_await attempt(drive(fetch_and_process(urls, log), fetch));
      if (!outcome) log.print(outcome.error().code());
    });
    return "";
  });
  app.advance(99ms);
  CHECK(text.empty());
  app.advance(1ms);
  CHECK(text == "<a.txt>\n");
  app.advance(1s);
  CHECK(text == "<a.txt>\n<b.txt>\nnetwork");
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
