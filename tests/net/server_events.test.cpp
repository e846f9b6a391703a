#include <catch_amalgamated.hpp>
#include <coracle/net/server_events.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "support.hpp"

using namespace coracle;
using namespace coracle::net_test;

namespace {

std::string text_of(const ServerEvent& event) {
  return str(event.type, "(", event.data, ")", event.id.empty() ? "" : "#", event.id, " ");
}

// What a parser makes of a text that arrives in pieces of so many bytes.
std::string parsed(std::string_view text, std::size_t piece_size = std::string_view::npos) {
  EventStreamParser parser;
  std::string events;
  while (!text.empty()) {
    const std::string_view piece = text.substr(0, piece_size);
    parser.feed(piece);
    text.remove_prefix(piece.size());
    while (auto event = parser.take()) events += text_of(*event);
  }
  return events + std::string(parser.error().code());
}

Route stream(std::string_view text) {
  return {.headers = {{"Content-Type", "text/event-stream"}}, .body = Bytes(text)};
}

// The events that come until a time, each with the second in which it came, and the end.
struct Listener {
  Listener(Net& net, Request request, RetryPolicy policy)
      : run(net.scope.spawn(
            [](Listener& self, Net& net, Request request, RetryPolicy policy) -> Task<> {
              auto read = [](Listener& self, Net& net, Request request,
                             RetryPolicy policy) -> Task<> {
                auto events = server_events(std::move(request), policy);
                while (ServerEvent* event = co_await events.next()) {
                  self.text += str(net.loop.now().count() / 1000, ":", text_of(*event));
                }
              };
              auto outcome = co_await attempt(read(self, net, std::move(request), policy));
              self.text += outcome ? "end" : outcome.error().code();
            },
            std::ref(*this), std::ref(net), std::move(request), policy)) {}

  std::string text;
  TaskHandle run;
};

std::string heard(Net& net, RetryPolicy policy, Time time = 1h) {
  Listener listener(net, {.url = "news"}, policy);
  net.loop.advance(time);
  listener.run.cancel();
  return listener.text;
}

constexpr RetryPolicy exact{.attempts = 0, .first_delay = Time(3000), .jitter = 0};
constexpr RetryPolicy once{.attempts = 1};

}  // namespace

TEST_CASE("the examples of the standard are read as it says") {
  CHECK(parsed("data: YHOO\ndata: +2\ndata: 10\n\n") == "message(YHOO\n+2\n10) ");
  CHECK(parsed(": test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third "
               "event\n\n") ==
        "message(first event)#1 message(second event) message( third event) ");
  CHECK(parsed("data\n\ndata\ndata\n\ndata:") == "message() message(\n) ");
  CHECK(parsed("data:test\n\ndata: test\n\n") == "message(test) message(test) ");
}

TEST_CASE("lines end in three ways, events have types, and what is unknown is passed over") {
  CHECK(parsed("event: add\rdata: 1\r\revent: del\r\ndata: 2\r\n\r\ndata: 3\n\r\n") ==
        "add(1) del(2) message(3) ");
  CHECK(parsed("\xEF\xBB\xBF"
               "data: mark\n\n\xEF\xBB\xBF"
               "data: none\n\n") == "message(mark) ");
  CHECK(parsed("event: typed\n\ndata: plain\n\n") == "message(plain) ");
  CHECK(parsed("DATA: no\nfoo: bar\n:\n: x\ndata : no\n\n").empty());
  CHECK(parsed(std::string_view("id: a\0b\ndata: x\n\n", 17)) == "message(x) ");
  CHECK(parsed("data: \xC3\xBC \xFF\n\n") == "message(\xC3\xBC \xFF) ");
}

TEST_CASE("an event stream may be cut anywhere") {
  constexpr std::string_view text =
      "\xEF\xBB\xBFretry: 100\r\nid: 1\r\nevent: add\r\ndata: one\r\ndata: two\r\n\r\n: hm\r\r\n"
      "id: 2\rdata: \xE2\x82\xAC\r\rdata\n\n";
  const std::string whole = parsed(text);
  CHECK(whole == "add(one\ntwo)#1 message(\xE2\x82\xAC)#2 message()#2 ");
  for (std::size_t size = 1; size <= text.size(); ++size) CHECK(parsed(text, size) == whole);
  for (std::size_t cut = 0; cut <= text.size(); ++cut) {
    EventStreamParser parser;
    parser.feed(text.substr(0, cut));
    parser.feed({});
    parser.feed(text.substr(cut));
    std::string events;
    while (auto event = parser.take()) events += text_of(*event);
    CHECK(events == whole);
    CHECK(parser.retry() == 100ms);
  }
}

TEST_CASE("a retry that is no number is none") {
  for (const char* wrong :
       {"retry: \n", "retry: 1s\n", "retry: -1\n", "retry: 1.5\n", "retry: 99999999999\n"}) {
    EventStreamParser parser;
    parser.feed(wrong);
    CHECK_FALSE(parser.retry());
  }
}

TEST_CASE("an event without end is an error, and no memory") {
  EventStreamParser parser(1000);
  const std::string line(600, 'x');
  parser.feed(str("data: ", line, "\n\n"));
  CHECK(parser.take());
  parser.feed(str("data: ", line, "\n"));
  CHECK_FALSE(parser.error());
  parser.feed(str("data: ", line));
  CHECK(parser.error().code() == "too_large");
  parser.feed("\n\ndata: later\n\n");
  CHECK_FALSE(parser.take());
}

TEST_CASE("events are given as they come, and a stream that is not begun anew ends") {
  Net net;
  net.network.route("news", {.headers = {{"Content-Type", "text/event-stream; charset=utf-8"}},
                             .body = Bytes("data: a\n\ndata: b\n\ndata: half"),
                             .piece_size = 9,
                             .piece_delay = 1s});
  CHECK(heard(net, once) == "1:message(a) 2:message(b) end");
  CHECK(find_header(net.network.requests().back().headers, "accept") == "text/event-stream");
  CHECK_FALSE(find_header(net.network.requests().back().headers, "last-event-id"));
  CHECK(net.nothing_left());
}

TEST_CASE(
    "a connection that ends is made anew, with the last event's id, and half an event is dropped") {
  Net net;
  net.network.routes("news", {stream("id: 7\ndata: a\n\nid: 8\ndata: ha"),
                              stream("data: b\n\n"),
                              stream("id\ndata: c\n\n"),
                              stream("data: d\n\n"),
                              {.status = 204}});
  CHECK(heard(net, exact) == "0:message(a)#7 3:message(b)#7 6:message(c) 9:message(d) end");
  std::vector<std::string> ids;
  for (const Request& request : net.network.requests()) {
    ids.emplace_back(find_header(request.headers, "last-event-id").value_or("none"));
  }
  CHECK(ids == std::vector<std::string>{"none", "7", "7", "none", "none"});
  CHECK(net.nothing_left());
}

TEST_CASE("an id of the caller's own is sent until the server has sent another") {
  Net net;
  net.network.routes("news",
                     {stream("data: a\n\n"), stream("id: 8\ndata: b\n\n"), {.status = 204}});
  Listener listener(net, {.url = "news", .headers = {{"last-event-id", "7"}}}, exact);
  net.loop.advance(1h);
  CHECK(listener.text == "0:message(a) 3:message(b)#8 end");
  std::vector<std::string> ids;
  for (const Request& request : net.network.requests()) {
    for (const auto& [name, value] : request.headers) {
      if (name != "Accept") ids.push_back(value);
    }
  }
  CHECK(ids == std::vector<std::string>{"7", "7", "8"});
}

TEST_CASE("an id may be any text: it goes back as the bytes that came") {
  Net net;
  net.network.routes("news", {stream("id: \xE2\x82\xAC\xFF\ndata: a\n\n"), {.status = 204}});
  CHECK(heard(net, exact) == "0:message(a)#\xE2\x82\xAC\xFF end");
  // Each byte is a character of the header, as browsers want it.
  CHECK(find_header(net.network.requests().back().headers, "last-event-id") ==
        "\xC3\xA2\xC2\x82\xC2\xAC\xC3\xBF");
}

TEST_CASE("the pause is the server's, grows while nothing comes, and begins anew with an event") {
  Net net;
  Route cut = stream("data: x\n\nda");
  cut.breaks_after = 10;
  cut.fault = "the connection was lost";
  net.network.routes("news", {stream("retry: 1000\ndata: a\n\n"),
                              {.fault = "lost"},
                              {.status = 503},
                              stream(""),
                              cut,
                              {.status = 204}});
  CHECK(heard(net, exact) == "0:message(a) 15:message(x) end");
  CHECK(net.loop.run_until_idle());
  net.network.routes("news", {{.status = 503, .headers = {{"Retry-After", "20"}}},
                              stream("data: a\n\n"),
                              {.status = 204}});
  Listener listener(net, {.url = "news"}, exact);
  net.loop.advance(19999ms);
  CHECK(listener.text.empty());
  net.loop.advance(1ms);
  CHECK_FALSE(listener.text.empty());
}

TEST_CASE("a server that wants no pause, and is gone then, is not asked without end") {
  Net net;
  net.network.routes("news", {stream("retry: 0\ndata: a\n\n"), {.fault = "gone"}});
  CHECK(heard(net, {.attempts = 100, .first_delay = 3s, .jitter = 0}, 20s) == "0:message(a) ");
  CHECK(net.network.requested().size() == 15);
  CHECK(net.nothing_left());
}

TEST_CASE("what will not pass, and too many failures, are errors") {
  Net net;
  CHECK(heard(net, {.attempts = 3, .jitter = 0}) == "network");
  CHECK(net.network.requested().size() == 3);
  net.network.route("news", {.status = 404});
  CHECK(heard(net, exact) == "http");
  net.network.route("news",
                    {.headers = {{"Content-Type", "text/html"}}, .body = Bytes("data: a\n\n")});
  CHECK(heard(net, exact) == "protocol");
  net.network.route("news", {});
  CHECK(heard(net, exact) == "protocol");
  CHECK(heard(net, {.jitter = 2}) == "bad_argument");
  CHECK(net.nothing_left());
}

TEST_CASE("a silence that is too long is a connection lost") {
  Net net;
  Route silent = stream("data: a\n\n");
  silent.stalls = true;
  silent.breaks_after = 9;
  net.network.routes("news", {silent, stream("data: b\n\n"), {.status = 204}});
  Listener listener(net, {.url = "news", .timeout = 10s}, exact);
  net.loop.run_until_idle();
  CHECK(listener.text == "0:message(a) 13:message(b) end");
  CHECK(net.nothing_left());
}

TEST_CASE("a listener that is cancelled leaves nothing, connected or in a pause", "[b41]") {
  Net net;
  Route open = stream("data: a\n\n");
  open.stalls = true;
  open.breaks_after = 9;
  net.network.routes("news", {open, {.fault = "lost"}});
  CHECK(heard(net, exact, 1min) == "0:message(a) ");
  CHECK(net.nothing_left());
  CHECK(heard(net, exact, 1min).empty());
  CHECK(net.nothing_left());
}
