#include <catch_amalgamated.hpp>
#include <coracle/net/fetch_parts.hpp>
#include <string>

#include "support.hpp"

using namespace coracle;
using namespace coracle::net_test;

namespace {

Route camera(std::string body) {
  return {.headers = {{"Content-Type", "multipart/x-mixed-replace; boundary=x"}},
          .body = Bytes(body),
          .piece_size = 3,
          .piece_delay = 1ms};
}

/// The bodies, each followed by "|", and "end" or the error's code.
Task<std::string> parts_of(Request request) {
  std::string text;
  auto read = [](std::string& text, Request request) -> Task<> {
    auto parts = fetch_parts(std::move(request));
    while (BodyPart* part = co_await parts.next()) text += str(part->body.text(), "|");
  };
  Result<void> outcome = co_await attempt(read(text, std::move(request)));
  co_return text + (outcome ? "end" : std::string(outcome.error().code()));
}

}  // namespace

TEST_CASE("a parameter without a value does not hide the boundary") {
  CHECK(multipart_boundary("multipart/mixed; foo; boundary=x") == "x");
  CHECK(multipart_boundary("multipart/mixed;;foo ;boundary=\"a;b\"") == "a;b");
  CHECK(multipart_boundary("multipart/mixed; boundary; boundary=x") == "x");
  CHECK(multipart_boundary("multipart/mixed; foo=\"; boundary=y\"; Boundary=x") == "x");
  CHECK(multipart_boundary("MULTIPART/Mixed ; boundary=x").size() == 1);
  CHECK(multipart_boundary("multipart/mixed; foo; bar").empty());
  CHECK(multipart_boundary("multipart/mixed; boundary").empty());
}

TEST_CASE("a camera goes past the browser's cache") {
  Net net;
  net.network.route("camera", camera("--x\r\n\r\none\r\n--x--"));
  run(net, parts_of({.url = "camera"}));
  CHECK(net.network.requests().back().cache == Cache::no_store);
  run(net, parts_of({.url = "camera", .cache = Cache::reload}));
  CHECK(net.network.requests().back().cache == Cache::reload);
}

TEST_CASE("the parts of an answer are given as they come, and its end is the end") {
  Net net;
  net.network.route("camera", camera("--x\n\none\n--x\nContent-Length: 3\n\ntwo\n--x--"));
  CHECK(run(net, parts_of({.url = "camera"})) == "one|two|end");
  net.network.route("cut", camera("--x\nContent-Length: 3\n\none\n--x\n\ntw"));
  CHECK(run(net, parts_of({.url = "cut"})) == "one|multipart");
  CHECK(net.nothing_left());
}

TEST_CASE("what is after the last boundary is not waited for") {
  Net net;
  Route route = camera("--x\n\none\n--x--\nepilogue without end");
  route.stalls = true;
  route.breaks_after = 20;
  net.network.route("camera", std::move(route));
  CHECK(run(net, parts_of({.url = "camera"})) == "one|end");
  CHECK(net.network.aborted().size() == 1);
  CHECK(net.nothing_left());
}

TEST_CASE("a connection that is cut, a status and another type are each one error") {
  Net net;
  Route cut = camera("--x\nContent-Length: 3\n\none\n--x\nContent-Length: 9\n\ntwo");
  cut.fault = "cut";
  cut.breaks_after = 45;
  net.network.route("cut", std::move(cut));
  CHECK(run(net, parts_of({.url = "cut"})) == "one|network");
  net.network.route("missing", {.status = 404});
  CHECK(run(net, parts_of({.url = "missing"})) == "http");
  net.network.route("page", {.headers = {{"Content-Type", "text/html"}}, .body = Bytes("<p>")});
  CHECK(run(net, parts_of({.url = "page"})) == "multipart");
  net.network.route("bare", {.body = Bytes("<p>")});
  CHECK(run(net, parts_of({.url = "bare"})) == "multipart");
  CHECK(net.nothing_left());
}
