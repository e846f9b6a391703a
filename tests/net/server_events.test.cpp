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

TEST_CASE("no pause is shorter than the server's retry, whatever is left to chance") {
  for (int round = 0; round < 20; ++round) {
    Net net;
    net.network.routes("news", {stream("retry: 60000\ndata: a\n\n"),
                                {.fault = "lost"},
                                stream("data: b\n\n"),
                                {.status = 204}});
    Listener listener(net, {.url = "news"}, {.attempts = 0, .jitter = 1});
    net.loop.advance(59'999ms);
    CHECK(net.network.requested().size() == 1);
    net.loop.advance(1ms);
    CHECK(net.network.requested().size() == 2);
    net.loop.advance(60s);
    CHECK(listener.text == "0:message(a) 120:message(b) ");
    net.loop.advance(60s);
    CHECK(listener.text == "0:message(a) 120:message(b) end");
  }
}

TEST_CASE("a listener goes past the browser's cache, unless it names another use of that") {
  Net net;
  net.network.routes("news", {stream("data: a\n\n"), {.status = 204}});
  heard(net, exact);
  CHECK(net.network.requests().front().cache == Cache::no_store);
  CHECK(net.network.requests().back().cache == Cache::no_store);
  Listener listener(net, {.url = "news", .cache = Cache::revalidate}, exact);
  net.loop.run_until_idle();
  CHECK(net.network.requests().back().cache == Cache::revalidate);
}

TEST_CASE("a media type is one in upper case, too, and with blanks before its parameters") {
  for (const char* type : {"Text/Event-Stream", "text/event-stream\t; charset=utf-8",
                           " TEXT/EVENT-STREAM;charset=utf-8"}) {
    Net net;
    net.network.routes("news", {{.headers = {{"Content-Type", type}}, .body = Bytes("data: a\n\n")},
                                {.status = 204}});
    CHECK(heard(net, exact) == "0:message(a) end");
  }
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
