// What a run writes while it holds a lock appears in the page together.
#include <catch_amalgamated.hpp>
#include <coracle/coracle.hpp>
#include <coracle/testing/test_app.hpp>
#include <set>

using namespace coracle;
using namespace std::chrono_literals;
using coracle::testing::TestApp;

namespace {

// Writes to both, with a wait in between that is longer than a frame.
Task<> write_both(Lock lock, StaticText left, StaticText right, std::string text) {
  const auto permit = co_await lock.acquire();
  co_await sleep(50ms);
  left.value = text;
  co_await sleep(50ms);
  right.value = text;
  co_await sleep(50ms);
}

// Every text that the page has shown in a frame until then.
std::set<std::string> texts_until(TestApp& app, Time end) {
  std::set<std::string> texts;
  while (app.loop().now() < end) {
    app.advance(5ms);
    texts.insert(app.text());
  }
  return texts;
}

using Texts = std::set<std::string>;

}  // namespace

TEST_CASE("no frame shows half of what a locked body writes across its suspensions", "[b70]") {
  const StaticText left({.value = "0"});
  const StaticText right({.value = "0"});
  TestApp app([&] { return Row(left, right); });
  const Lock lock;
  app.scope().spawn(write_both(lock, left, right, "1"));
  app.scope().spawn(write_both(lock, left, right, "2"));
  CHECK(texts_until(app, 140ms) == Texts{"0 0"});
  CHECK(texts_until(app, 290ms) == Texts{"0 0", "1 1"});
  CHECK(texts_until(app, 400ms) == Texts{"1 1", "2 2"});
  CHECK(app.take_reports().empty());
}

TEST_CASE("a handler with a lock shows all it wrote at its end", "[b70]") {
  const Button button({.label = "Go"});
  const StaticText left;
  const StaticText right;
  TestApp app([&] { return Row(button, left, right); });
  button.on_click(with_lock([=](Click click) -> Task<> {
    left.value = str("left ", click.count);
    co_await sleep(1s);
    right.value = str("right ", click.count);
  }));
  app.click("Go");
  app.click("Go");
  CHECK(texts_until(app, 990ms) == Texts{"Go"});
  CHECK(texts_until(app, 1900ms) == Texts{"Go", "Go left 1 right 1"});
  app.advance(200ms);
  CHECK(app.text() == "Go left 2 right 2");
}

TEST_CASE("what others write is painted while a locked body waits", "[b70]") {
  const StaticText left({.value = "0"});
  const StaticText right({.value = "0"});
  const StaticText other({.value = "a"});
  TestApp app([&] { return Row(left, right, other); });
  app.scope().spawn(write_both(Lock(), left, right, "1"));
  app.advance(60ms);
  other.value = "b";
  app.settle();
  CHECK(app.text() == "0 0 b");
  app.advance(60ms);
  other.value = "c";
  app.settle();
  CHECK(app.text() == "0 0 c");
  app.advance(60ms);
  CHECK(app.text() == "1 1 c");
}

TEST_CASE("what was stale before a locked body writes is painted without what that writes",
          "[b70]") {
  // All three are shown by one text, which somebody else makes stale first.
  const StaticText left({.value = "0"});
  const StaticText right({.value = "0"});
  const StaticText other({.value = "a"});
  TestApp app([&] {
    return Column(bind([](std::string left, std::string right,
                          std::string other) { return str(left, right, other); },
                       left, right, other));
  });
  app.scope().spawn(write_both(Lock(), left, right, "1"));
  app.scope().spawn([&]() -> Task<> {
    co_await sleep(49ms);
    other.value = "b";  // and one millisecond later, within this frame, the body writes
  });
  CHECK(texts_until(app, 145ms) == Texts{"00a", "00b"});
  app.advance(10ms);
  CHECK(app.text() == "11b");
}

TEST_CASE("a binding follows a locked body's writes only when that ends", "[b70]") {
  const IntSlider x({.value = 1});
  const IntSlider y({.value = 1});
  TestApp app([&] { return Row(bind([](int x, int y) { return str(x, "=", y); }, x, y)); });
  app.scope().spawn(with_lock([=]() -> Task<> {
    for (int i = 2; i <= 3; ++i) {
      x.value = i;
      co_await sleep(50ms);
      y.value = i;
    }
  }));
  CHECK(texts_until(app, 95ms) == Texts{"1=1"});
  app.advance(10ms);
  CHECK(app.text() == "3=3");
}

TEST_CASE("a bound function with a lock is superseded in the line, and while it runs",
          "[b38][b70]") {
  const IntSlider slider({.value = 0});
  std::string calls;
  TestApp app([&] {
    return Row(slider, bind(with_lock(Lock("images"),
                                      [&](int index) -> Task<std::string> {
                                        calls += str(index, " ");
                                        co_await sleep(100ms);
                                        co_return str("image ", index);
                                      }),
                            slider));
  });
  app.advance(50ms);
  for (int i = 1; i <= 3; ++i) slider.value = i;
  app.advance(50ms);
  CHECK(app.text().find("image") == std::string::npos);
  app.advance(60ms);
  CHECK(app.text().find("image 3") != std::string::npos);
  CHECK(calls == "0 3 ");
  CHECK(app.counts().runs == 0);
  CHECK(app.take_reports().empty());
}

TEST_CASE("branches of a locked body write under its lock", "[b70]") {
  const StaticText left({.value = "0"});
  const StaticText right({.value = "0"});
  TestApp app([&] { return Row(left, right); });
  app.scope().spawn(with_lock([=]() -> Task<> {
    const auto set = [](StaticText text, Time time) -> Task<> {
      co_await sleep(time);
      text.value = "1";
    };
    co_await all(set(left, 20ms), with_timeout(1s, set(right, 60ms)));
    co_await sleep(40ms);
  }));
  CHECK(texts_until(app, 95ms) == Texts{"0 0"});
  app.advance(10ms);
  CHECK(app.text() == "1 1");
}

TEST_CASE("a locked body that fails or is cancelled shows what it has written, then", "[b70]") {
  for (const bool fails : {false, true}) {
    const StaticText left({.value = "0"});
    const StaticText right({.value = "0"});
    TestApp app([&] { return Row(left, right); });
    const TaskHandle run = app.scope().spawn(with_lock([=]() -> Task<> {
      left.value = "1";
      co_await sleep(50ms);
      if (fails) co_await fail("user", "no");
      co_await sleep(1h);
    }));
    CHECK(texts_until(app, 45ms) == Texts{"0 0"});
    app.advance(10ms);
    CHECK(app.text() == (fails ? "1 0 no user Dismiss" : "0 0"));
    run.cancel();
    app.advance(20ms);
    CHECK(app.text().starts_with("1 0"));
    CHECK(app.take_reports().size() == (fails ? 1 : 0));
  }
}

TEST_CASE("two locks: what is written under both appears when both are released", "[b70]") {
  const StaticText left({.value = "0"});
  const StaticText right({.value = "0"});
  TestApp app([&] { return Row(left, right); });
  app.scope().spawn([=]() -> Task<> {
    const Lock a("a");
    const Lock b("b");
    auto first = co_await a.acquire();
    auto second = co_await b.acquire();
    left.value = "1";
    co_await sleep(20ms);
    second.release();
    co_await sleep(20ms);
    right.value = "1";
    first.release();
    co_await sleep(20ms);
    left.value = "2";
  });
  CHECK(texts_until(app, 35ms) == Texts{"0 0"});
  CHECK(texts_until(app, 55ms) == Texts{"1 1"});
  app.advance(20ms);
  CHECK(app.text() == "2 1");
}

TEST_CASE("what a locked body wrote is removed, or the page closed, before it ends", "[b70]") {
  const auto text = std::make_unique<StaticText>(StaticText::Options{.value = "0"});
  auto app = std::make_unique<TestApp>();
  app->show([&] { return Row(*text, "end"); });
  Scope scope;
  const Lock lock;
  scope.spawn([](Lock lock, StaticText text) -> Task<> {
    const auto permit = co_await lock.acquire();
    text.value = "1";
    co_await sleep(1h);
  }(lock, *text));
  app->advance(20ms);
  CHECK(app->text() == "0 end");
  app->close();
  CHECK(app->counts().nodes == 0);
  scope.cancel();
  CHECK(!lock.is_held());
  app.reset();
}

TEST_CASE("a text made stale while it is held is painted once, with all", "[b70]") {
  const StaticText text({.value = "0"});
  TestApp app([&] { return Row(text); });
  app.scope().spawn(with_lock([=]() -> Task<> {
    text.value = "1";
    co_await sleep(50ms);
  }));
  app.advance(10ms);
  text.value = "2";
  CHECK(texts_until(app, 45ms) == Texts{"0"});
  app.advance(5ms);
  CHECK(app.text() == "2");
}
