#include <catch_amalgamated.hpp>
#include <coracle/net/web_socket.hpp>
#include <coracle/testing/fake_sockets.hpp>
#include <limits>
#include <string>
#include <vector>

#include "support.hpp"

using namespace coracle;
using namespace coracle::net_test;
using coracle::testing::FakeSockets;

namespace {

constexpr RetryPolicy exact{.attempts = 0, .first_delay = Time(1000), .jitter = 0};

// A socket whose messages are listened to, each taken as it comes.
struct Chat : Net {
  explicit Chat(WebSocketOptions options = {.url = "chat", .reconnect = exact})
      : former_port(SocketPort::install(&sockets)), socket(std::move(options)) {}
  ~Chat() {
    listener.cancel();
    SocketPort::install(former_port);
  }

  void listen() {
    listener = scope.spawn([this]() -> Task<> {
      auto outcome = co_await attempt(take_all());
      heard += outcome ? "end" : outcome.error().code();
    });
    loop.run_ready();
  }
  Task<> take_all() {
    auto messages = socket.messages();
    while (SocketMessage* message = co_await messages.next()) {
      heard += str(message->text(), message->is_text() ? " " : "! ");
      if (pause > Time(0)) co_await sleep(pause);
    }
  }
  void send(SocketMessage message) {
    scope.spawn(
        [this](SocketMessage message) -> Task<> {
          auto outcome = co_await attempt(socket.send(std::move(message)));
          sent += outcome ? "sent " : str(outcome.error().code(), ' ');
        },
        std::move(message));
    loop.run_ready();
  }
  void accept() {
    sockets.accept();
    loop.run_ready();
  }
  void say(SocketMessage message) {
    sockets.send(std::move(message));
    loop.run_ready();
  }
  void end(SocketEnd end) {
    sockets.end(std::move(end));
    loop.run_ready();
  }

  FakeSockets sockets;
  SocketPort* former_port;
  WebSocket socket;
  TaskHandle listener;
  std::string heard;
  std::string sent;
  Time pause{0};
};

}  // namespace

TEST_CASE("messages arrive in order, text and bytes, and a normal end is the end") {
  for (const int code : {1000, 1005}) {
    Chat chat;
    CHECK(chat.sockets.started().empty());
    chat.listen();
    CHECK(chat.sockets.started() == std::vector<std::string>{"chat"});
    CHECK_FALSE(chat.socket.is_open());
    chat.sockets.accept("v2");
    CHECK(chat.socket.is_open());
    CHECK(chat.socket.protocol() == "v2");
    chat.sockets.send("a");
    chat.sockets.send(Bytes("b"));
    chat.sockets.send("");
    chat.end({.code = code, .reason = "done"});
    CHECK(chat.heard == "a b!  end");
    CHECK(chat.socket.last_end() == SocketEnd{.code = code, .reason = "done"});
    CHECK(chat.nothing_left());
    CHECK(chat.sockets.live() == 0);
    CHECK(chat.sockets.aborted() == 0);
  }
}

TEST_CASE("what is sent waits for a connection, and is sent in order") {
  Chat chat;
  chat.send("one");
  chat.listen();
  chat.send("two");
  CHECK(chat.sockets.received().empty());
  chat.accept();
  chat.send(Bytes("three"));
  CHECK(chat.sent == "sent sent sent ");
  CHECK(chat.sockets.received() == std::vector<SocketMessage>{"one", "two", Bytes("three")});
  chat.end({.code = 1006});
  chat.send("four");
  CHECK(chat.sent == "sent sent sent ");
  chat.loop.advance(1s);
  chat.accept();
  CHECK(chat.sent == "sent sent sent sent ");
  CHECK(chat.sockets.received().size() == 4);
}

TEST_CASE("a connection that is lost is made anew, after pauses that begin anew with a message") {
  Chat chat;
  chat.listen();
  chat.accept();
  chat.say("a");
  chat.end({.code = 1006});
  chat.loop.advance(999ms);
  CHECK(chat.sockets.started().size() == 1);
  chat.loop.advance(1ms);
  CHECK(chat.sockets.started().size() == 2);
  chat.end({.code = 1006});  // before it was open
  chat.loop.advance(1999ms);
  CHECK(chat.sockets.started().size() == 2);
  chat.loop.advance(1ms);
  CHECK(chat.sockets.started().size() == 3);
  chat.accept();
  chat.say("b");
  chat.end({.code = 1012, .reason = "restart"});
  chat.loop.advance(1s);
  CHECK(chat.sockets.started().size() == 4);
  chat.accept();
  chat.end({.code = 1000});
  CHECK(chat.heard == "a b end");
  CHECK(chat.nothing_left());
}

TEST_CASE("a connection that was open for long begins its pauses anew, though it brought nothing") {
  Chat chat({.url = "chat",
             .reconnect = {.attempts = 3, .first_delay = 1s, .longest_delay = 10s, .jitter = 0}});
  chat.listen();
  for (int round = 0; round < 10; ++round) {
    chat.accept();
    chat.send("only sent");
    chat.loop.advance(10'001ms);
    chat.end({.code = 1006});
    chat.loop.advance(1s);
    CHECK(chat.sockets.live() == 1);
  }
  // One that is lost sooner does not.
  for (const Time pause : {2s, 0s}) {
    chat.accept();
    chat.loop.advance(10s);
    chat.end({.code = 1006});
    chat.loop.advance(pause);
    CHECK(chat.sockets.live() == (pause > Time(0) ? 1 : 0));
  }
  CHECK(chat.heard == "network");
  CHECK(chat.nothing_left());
}

TEST_CASE("a normal end is one to connect again after, where the program says so") {
  for (const int code : {1000, 1005}) {
    Chat chat({.url = "chat",
               .reconnect = {.attempts = 2, .first_delay = 1s, .jitter = 0},
               .reconnects = [](const SocketEnd&) { return true; }});
    chat.listen();
    chat.accept();
    chat.say("a");
    chat.end({.code = code});
    chat.loop.advance(1s);
    chat.accept();
    // The policy's last attempt ends well, too.
    chat.end({.code = code});
    CHECK(chat.heard == "a end");
    CHECK(chat.sockets.started().size() == 2);
    CHECK(chat.nothing_left());
  }
  Chat chat(
      {.url = "chat", .reconnect = exact, .reconnects = [](const SocketEnd&) { return true; }});
  chat.listen();
  chat.accept();
  chat.socket.close();
  chat.end({.code = 1000});
  CHECK(chat.heard == "end");
}

TEST_CASE("other ends, and too many failures, are errors") {
  for (const int code : {1002, 1003, 1007, 1008, 1009, 1010, 3000, 4999}) {
    Chat chat;
    chat.listen();
    chat.accept();
    chat.end({.code = code, .reason = "no"});
    CHECK(chat.heard == "closed");
    CHECK(chat.nothing_left());
  }
  Chat chat({.url = "chat", .reconnect = {.attempts = 2, .first_delay = 1s, .jitter = 0}});
  chat.listen();
  chat.end({});
  chat.loop.advance(1s);
  chat.end({});
  CHECK(chat.heard == "network");
  Chat other({.url = "chat", .reconnect = exact, .reconnects = [](const SocketEnd& end) {
                return end.code == 4000;
              }});
  other.listen();
  other.end({.code = 4000});
  CHECK(other.heard.empty());
  other.loop.advance(1s);
  other.end({.code = 1006});
  CHECK(other.heard == "network");
}

TEST_CASE("a connection that takes too long is one that failed") {
  Chat chat({.url = "chat", .timeout = 5s, .reconnect = exact});
  chat.listen();
  chat.loop.advance(5s);
  CHECK(chat.sockets.aborted() == 1);
  CHECK(chat.socket.last_end().code == 1006);
  chat.loop.advance(1s);
  CHECK(chat.sockets.started().size() == 2);
  chat.accept();
  chat.loop.advance(1min);
  CHECK(chat.sockets.aborted() == 1);
}

TEST_CASE("a program closes: what is here or still comes is given, and then it ends") {
  Chat chat;
  chat.pause = 1s;
  chat.listen();
  chat.accept();
  chat.sockets.send("a");
  chat.sockets.send("b");
  chat.loop.run_ready();
  CHECK(chat.socket.close(4001, "bye"));
  chat.socket.close();
  CHECK(chat.sockets.asked_to_close() == SocketEnd{.code = 4001, .reason = "bye"});
  chat.send("late");
  CHECK(chat.sent == "closed ");
  chat.say("c");
  chat.end({.code = 4001});
  chat.loop.run_until_idle();
  CHECK(chat.heard == "a b c end");
  CHECK(chat.nothing_left());
}

TEST_CASE("a program closes before there is a connection, or between two") {
  Chat never;
  never.socket.close();
  never.listen();
  CHECK(never.heard == "end");
  CHECK(never.sockets.started().empty());

  Chat early;
  early.listen();
  early.socket.close();
  early.end({.code = 1006});
  CHECK(early.heard == "end");

  Chat between;
  between.listen();
  between.end({.code = 1006});
  between.send("waits");
  between.socket.close();
  between.loop.run_ready();
  CHECK(between.heard == "end");
  CHECK(between.sent == "closed ");
  CHECK(between.nothing_left());
}

TEST_CASE("what nobody takes is bounded: then the connection is closed, and the error comes last") {
  Chat chat({.url = "chat", .queue_limit = 10, .reconnect = exact});
  chat.pause = 1s;
  chat.listen();
  chat.accept();
  chat.say("taken");
  for (const char* text : {"1234", "56", "7890"}) chat.sockets.send(text);
  CHECK(chat.sockets.live() == 1);
  chat.sockets.send("1");
  CHECK(chat.sockets.live() == 0);
  chat.loop.run_until_idle();
  CHECK(chat.heard == "taken 1234 56 7890 overflow");
  CHECK(chat.nothing_left());
}

TEST_CASE("messages without a byte are bounded, too") {
  Chat chat({.url = "chat", .queue_limit = 10, .reconnect = exact});
  chat.pause = 1s;
  chat.listen();
  chat.accept();
  chat.say("taken");
  std::size_t sent = 0;
  while (chat.sockets.live() == 1 && sent < 2'000'000) {
    chat.sockets.send("");
    ++sent;
  }
  CHECK(sent == 1'000'001);
  chat.listener.cancel();
  CHECK(chat.nothing_left());
}

TEST_CASE("cancelling the listener closes the connection and the socket", "[b41]") {
  for (int moment = 0; moment < 4; ++moment) {
    Chat chat;
    chat.pause = 1h;
    chat.listen();
    if (moment == 1 || moment == 2) chat.accept();
    if (moment == 2) chat.say("a");
    if (moment == 3) chat.end({.code = 1006});
    chat.listener.cancel();
    chat.listener.cancel();
    CHECK(chat.sockets.live() == 0);
    CHECK(chat.sockets.aborted() == (moment == 3 ? 0 : 1));
    chat.send("late");
    CHECK(chat.sent == "closed ");
    CHECK(chat.nothing_left());
  }
}

TEST_CASE("a wait to send that is cancelled sends nothing", "[b41]") {
  Chat chat;
  TaskHandle run = chat.scope.spawn([&]() -> Task<> { co_await chat.socket.send("no"); });
  chat.loop.run_ready();
  run.cancel();
  chat.listen();
  chat.accept();
  CHECK(chat.sockets.received().empty());
}

TEST_CASE(
    "options that make no sense, a second listener and a code that there is not are bad "
    "arguments") {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  for (const WebSocketOptions& options : {WebSocketOptions{},
                                          {.url = "chat", .timeout = -1s},
                                          {.url = "chat", .timeout = Time(nan)},
                                          {.url = "chat", .reconnect = {.jitter = 2}},
                                          {.url = "chat", .reconnects = nullptr}}) {
    Chat chat(options);
    chat.listen();
    CHECK(chat.heard == "bad_argument");
    CHECK(chat.sockets.started().empty());
  }
  Chat chat;
  chat.listen();
  CHECK(chat.loop.run([&]() -> Task<> {
    auto second = chat.socket.messages();
    auto outcome = co_await attempt([&]() -> Task<> { co_await second.next(); }());
    CHECK((!outcome && outcome.error().code() == "bad_argument"));
  }));
  chat.accept();
  for (const int code : {0, -1, 999, 1001, 1006, 2999, 5000}) CHECK_FALSE(chat.socket.close(code));
  CHECK_FALSE(chat.socket.close(1000, std::string(124, 'x')));
  CHECK(chat.socket.is_open());
  chat.say("still here");
  CHECK(chat.heard == "still here ");
}

TEST_CASE("a send that is cancelled may be the last that knows its socket") {
  Net net;
  FakeSockets sockets;
  SocketPort* const former = SocketPort::install(&sockets);
  TaskHandle sending = net.scope.spawn(
      []() -> Task<> { co_await WebSocket(WebSocketOptions{.url = "chat"}).send("hello"); });
  net.loop.run_ready();
  sending.cancel();
  CHECK(net.nothing_left());
  SocketPort::install(former);
}
