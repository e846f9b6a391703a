#include <catch_amalgamated.hpp>
#include <coracle/coracle.hpp>
#include <coracle/testing/test_app.hpp>

using namespace coracle;
using namespace std::chrono_literals;
using coracle::testing::TestApp;

namespace {

bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

}  // namespace

TEST_CASE("an app that goes idle lists the runs that wait for people", "[testing][b67]") {
  const Button ok({.label = "OK"});
  const IntSlider slider({.value = 1});
  TestApp app([&] { return Row(ok, slider); });
  CHECK(app.pending().empty());
  app.scope().spawn([=]() -> Task<> {
    co_await sleep(1s);
    static_cast<void>(co_await any(next_click(ok), next_change(slider.value)));
  });
  const std::string pending = app.pending();
  CHECK(app.loop().now() >= 1s);
#if CORACLE_INTROSPECTION
  CHECK(contains(pending, "test_app.test.cpp:"));
  CHECK(contains(pending, " waits for any of\n  "));
  CHECK(contains(pending, "value"));
#else
  CHECK(contains(pending, "1 runs"));
#endif
  app.click("OK");
  CHECK(app.pending().empty());
}

TEST_CASE("what is painted late by itself is painted when nothing is pending any more",
          "[testing][b67]") {
  const StaticText text({.value = "before"});
  TestApp app([&] { return Row(text); });
  app.scope().spawn([=]() -> Task<> {
    co_await sleep(10s);
    text.value = "after";
  });
  CHECK(app.pending().empty());
  CHECK(app.text() == "after");
}

TEST_CASE("an app's WebSocket is connected to the test, and counted", "[testing]") {
  TestApp app;
  const auto standing = app.counts();
  const Log log;
  app.show([&] { return Row(log); });
  app.scope().spawn([=]() -> Task<> {
    WebSocket chat({.url = "chat"});
    auto messages = chat.messages();
    while (SocketMessage* message = co_await messages.next()) log.print(message->text());
  });
  app.settle();
  CHECK(app.counts().sockets == 1);
  app.sockets().accept();
  app.sockets().send("hello");
  app.settle();
  CHECK(app.text() == "hello");
  app.close();
  CHECK(app.counts().sockets == 0);
  CHECK(standing.sockets == 0);
}

#if CORACLE_INTROSPECTION
TEST_CASE("the list tells which answer from the network never came", "[testing][b67]") {
  TestApp app;
  app.network().route("slow.txt", {.body = Bytes("text"), .delay = 10min});
  app.scope().spawn([]() -> Task<> { static_cast<void>(co_await fetch("slow.txt")); });
  app.advance(1s);
  CHECK(contains(run_tree(), "waits for the answer from slow.txt\n"));
  CHECK(app.pending().empty());
}
#endif
