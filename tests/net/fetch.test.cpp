#include <catch_amalgamated.hpp>
#include <coracle/reactive/effect.hpp>
#include <coracle/reactive/signal.hpp>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "support.hpp"

using namespace coracle;
using namespace coracle::net_test;

namespace {

struct Served : Net {
  Served() {
    network.route(
        "ok", {.headers = {{"Content-Type", "text/plain"}}, .body = Bytes("hello"), .delay = 10ms});
    network.route("missing", {.status = 404, .body = Bytes("no such page")});
    network.route("cut", {.fault = "the connection was lost"});
    network.route("stalls", {.stalls = true});
  }
};

}  // namespace

TEST_CASE("fetch gives status, headers, address and bytes") {
  Served net;
  std::optional<Response> response;
  net.scope.spawn([&]() -> Task<> { response = co_await fetch("ok"); });
  net.loop.run_until_idle();
  REQUIRE(response);
  CHECK(response->status() == 200);
  CHECK(response->ok());
  CHECK(response->text() == "hello");
  CHECK(response->header("content-type") == "text/plain");
  CHECK_FALSE(response->header("content-length"));
  CHECK(response->url() == "ok");
  CHECK_FALSE(response->redirected());
}

TEST_CASE("each fault is one error with a code of its own, and leaves nothing") {
  Served net;
  net.network.route("empty", {});
  net.network.route("cut later", {.body = Bytes("abc"), .fault = "cut", .breaks_after = 2});
  net.network.route("stalls later", {.body = Bytes("abc"), .stalls = true, .breaks_after = 2});
  net.network.route("another site", {.fault = "its CORS headers do not allow it"});
  net.network.route("gzip", compressed());
  CHECK(run(net, fetched({.url = "ok"})) == "200 hello");
  CHECK(run(net, fetched({.url = "empty"})) == "200 ");
  CHECK(run(net, fetched({.url = "missing"})) == "http");
  CHECK(run(net, fetched({.url = "missing", .accept_error_status = true})) == "404 no such page");
  CHECK(run(net, fetched({.url = "cut"})) == "network");
  CHECK(run(net, fetched({.url = "cut later"})) == "network");
  CHECK(run(net, fetched({.url = "unknown"})) == "network");
  CHECK(run(net, fetched({.url = "another site"})) == "network");
  CHECK(run(net, fetched({.url = "gzip"})) == "200 hello");
  CHECK(run(net, fetched({.url = "stalls", .timeout = 1s})) == "timeout");
  CHECK(run(net, fetched({.url = "stalls later", .timeout = 1s})) == "timeout");
  CHECK(run(net, fetched({.url = ""})) == "bad_argument");
  CHECK(net.nothing_left());
}

TEST_CASE("what no browser sends is a bad argument") {
  Served net;
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const std::string long_text(1 << 20, 'x');
  CHECK(run(net, fetched({.url = "ok", .method = ""})) == "bad_argument");
  CHECK(run(net, fetched({.url = "ok", .method = "GET /"})) == "bad_argument");
  CHECK(run(net, fetched({.url = "ok", .method = "CONNECT"})) == "bad_argument");
  CHECK(run(net, fetched({.url = "ok", .headers = {{"", "x"}}})) == "bad_argument");
  CHECK(run(net, fetched({.url = "ok", .headers = {{"a b", "x"}}})) == "bad_argument");
  CHECK(run(net, fetched({.url = "ok", .headers = {{"a", "x\r\ny: z"}}})) == "bad_argument");
  CHECK(run(net, fetched({.url = "ok", .headers = {{"a", "\u20AC"}}})) == "bad_argument");
  CHECK(run(net, fetched({.url = "ok", .headers = {{"a", "\u00FC"}}})) == "200 hello");
  CHECK(run(net, fetched({.url = "ok", .body = "text"})) == "bad_argument");
  CHECK(run(net, fetched({.url = "ok", .timeout = -1ms})) == "bad_argument");
  CHECK(run(net, fetched({.url = "ok", .timeout = Time(nan)})) == "bad_argument");
  CHECK(run(net, fetched({.url = long_text})) == "network");
  CHECK(run(net, fetched({.url = "ok", .method = "POST", .body = long_text})) == "200 hello");
  CHECK(net.nothing_left());
}

TEST_CASE("the error of a status tells the whole answer, and no other error does") {
  Served net;
  CHECK(net.loop.run([&]() -> Task<> {
    auto missing = co_await attempt(fetch("missing"));
    const Error error = missing ? Error() : missing.error();
    const Response* answer = response_of(error);
    CHECK((answer && answer->status() == 404 && answer->text() == "no such page"));
    CHECK(error.message() == "the server answered 404 for missing");
    auto cut = co_await attempt(fetch("cut"));
    CHECK((!cut && !response_of(cut.error())));
    CHECK_FALSE(response_of(Error("http", "somebody else's")));
    struct Other final : ErrorOrigin {
      Other() : ErrorOrigin(this) {}
    };
    CHECK_FALSE(response_of(Error("http", "of something else").with_origin(make_ref<Other>())));
    CHECK_FALSE(response_of(Error()));
  }));
}

TEST_CASE("a body goes with its media type, unless the request has its own") {
  Served net;
  const auto sent = [&](Request request) {
    request.url = "ok";
    request.method = "POST";
    run(net, fetched(std::move(request)));
    const Request& seen = net.network.requests().back();
    return str(seen.body.bytes().text(), "; ",
               find_header(seen.headers, "content-type").value_or("none"));
  };
  CHECK(sent({.body = "text"}) == "text; text/plain;charset=UTF-8");
  CHECK(sent({.headers = {{"content-TYPE", "text/csv"}}, .body = "a,b"}) == "a,b; text/csv");
  CHECK(sent({.body = Bytes("bytes")}) == "bytes; none");
  CHECK(sent({.body = FormData({{"name", "Ada L."}})}) ==
        "name=Ada+L.; application/x-www-form-urlencoded");
  CHECK(sent({}) == "; none");
}

TEST_CASE("a form is written as browsers write it") {
  CHECK(FormData().text().empty());
  CHECK(FormData({{"", ""}}).text() == "=");
  CHECK(FormData({{"a", "1"}, {"a", "2"}}).text() == "a=1&a=2");
  CHECK(FormData({{"sea & sky", "50%=½*-._~\r\n"}}).text() ==
        "sea+%26+sky=50%25%3D%C2%BD*-._%7E%0D%0A");
}

TEST_CASE("redirects are followed, refused, or go round in circles") {
  Served net;
  net.network.route("old", {.status = 301, .headers = {{"Location", "ok"}}, .delay = 10ms});
  net.network.route("loop", {.status = 302, .headers = {{"Location", "loop"}}, .delay = 10ms});
  CHECK(net.loop.run([&]() -> Task<> {
    const Response response = co_await fetch("old");
    CHECK(response.text() == "hello");
    CHECK(response.url() == "ok");
    CHECK(response.redirected());
  }));
  CHECK(run(net, fetched({.url = "old", .redirects = Redirects::refuse})) == "network");
  CHECK(run(net, fetched({.url = "loop"})) == "network");
  CHECK(net.nothing_left());
}

TEST_CASE("a signal tells how much of a body has arrived, and of how much where that is known") {
  Served net;
  const auto progress_of = [&](Headers headers) {
    net.network.route("film", {.headers = std::move(headers),
                               .body = Bytes(std::string(100, 'x')),
                               .piece_size = 40,
                               .piece_delay = 1s});
    Signal<TransferProgress> progress;
    std::string seen;
    const auto watching = effect([&] {
      const auto& [received, total] = progress();
      seen += str(received, "/", total ? str(*total) : "?", " ");
    });
    CHECK(run(net, fetched({.url = "film", .progress = progress})).size() == 104);
    return seen;
  };
  CHECK(progress_of({{"Content-Length", "100"}}) == "0/? 0/100 40/100 80/100 100/100 ");
  CHECK(progress_of({}) == "0/? 40/? 80/? 100/? ");
  CHECK(progress_of({{"Content-Length", "50"}, {"Content-Encoding", "gzip"}}) ==
        "0/? 40/? 80/? 100/? ");
  CHECK(progress_of({{"Content-Length", "50"}}) == "0/? 0/50 40/50 80/? 100/? ");
  CHECK(progress_of({{"Content-Length", "1e3"}}) == "0/? 40/? 80/? 100/? ");
  CHECK(progress_of({{"Content-Length", "99999999999999999999"}}) == "0/? 40/? 80/? 100/? ");
  CHECK(net.nothing_left());
}

TEST_CASE("a body that is longer than the request allows is an error, as soon as that is known") {
  Net net;
  const auto outcome = [&](Route route, Request request) {
    net.network.route("film", std::move(route));
    request.url = "film";
    return run(net, fetched(std::move(request)));
  };
  const Bytes body(std::string(1000, 'x'));
  // It was announced: nothing of it is read.
  CHECK(outcome({.headers = {{"Content-Length", "1000"}}, .body = body, .piece_size = 10},
                {.body_limit = 999}) == "too_large");
  CHECK(net.network.bytes_given() == 0);
  // It was not, or not as it is.
  for (const char* announced : {"", "5"}) {
    const std::size_t before = net.network.bytes_given();
    CHECK(outcome({.headers = {{"Content-Length", announced}},
                   .body = body,
                   .piece_size = 10,
                   .piece_delay = 1ms},
                  {.body_limit = 95}) == "too_large");
    CHECK(net.network.bytes_given() - before == 100);
  }
  CHECK(outcome({.body = body}, {.body_limit = 999}) == "too_large");
  CHECK(outcome({.body = Bytes("x")}, {.body_limit = 0}) == "too_large");
  // It fits; there is none; its length counts other bytes.
  CHECK(outcome({.body = body, .piece_size = 10}, {.body_limit = 1000}).size() == 1004);
  CHECK(outcome({}, {.body_limit = 0}) == "200 ");
  CHECK(outcome({.headers = {{"Content-Length", "1000"}}}, {.method = "HEAD", .body_limit = 9}) ==
        "200 ");
  Route small = compressed();
  small.headers = {{"Content-Encoding", "gzip"}, {"Content-Length", "1000"}};
  CHECK(outcome(small, {.body_limit = 5}) == "200 hello");
  CHECK(outcome({.status = 404, .body = body}, {.body_limit = 10}) == "too_large");
  CHECK(net.nothing_left());
}

TEST_CASE("a stream may be longer than what is wanted whole") {
  Net net;
  net.network.route("film", {.headers = {{"Content-Length", "5"}}, .body = Bytes("hello")});
  CHECK(run(net, streamed({.url = "film", .body_limit = 1})) == "hello|end");
}

TEST_CASE("destroying who waits aborts the request, once", "[b41]") {
  Served net;
  TaskHandle run = net.scope.spawn([]() -> Task<> { co_await fetch("stalls"); });
  net.loop.run_ready();
  CHECK(net.network.live() == 1);
  run.cancel();
  run.cancel();
  CHECK(net.network.live() == 0);
  CHECK(net.network.aborted() == std::vector<std::string>{"stalls"});
}

TEST_CASE("who is told of progress may end the request from there", "[b41]") {
  Served net;
  net.network.route("film", {.body = Bytes(std::string(100, 'x')), .piece_size = 40});
  for (const bool streamed : {false, true}) {
    TaskHandle run;
    Signal<TransferProgress> progress;
    const auto watching = effect([&] {
      if (progress().received > 0) run.cancel();
    });
    bool went_on = false;
    run = net.scope.spawn([&]() -> Task<> {
      const Request request{.url = "film", .progress = progress};
      if (streamed) {
        auto pieces = fetch_stream(request);
        while (co_await pieces.next()) went_on = true;
      } else {
        co_await fetch(request);
        went_on = true;
      }
      co_await sleep(0s);
      FAIL_CHECK("it was cancelled");
    });
    CHECK(net.nothing_left());
    CHECK((streamed || !went_on));
  }
  CHECK(net.network.aborted().size() == 2);
}

TEST_CASE("200 MB arrive, whole and in pieces") {
  Served net;
  constexpr std::size_t size = 200'000'000;
  net.network.route("film", {.body = Bytes::filled(size, [](auto bytes) { bytes.back() = 7; }),
                             .piece_size = 1 << 20});
  CHECK(net.loop.run([&]() -> Task<> {
    const Response whole = co_await fetch("film");
    CHECK(whole.bytes().size() == size);
    std::size_t taken = 0;
    auto pieces = fetch_stream("film");
    while (Bytes* piece = co_await pieces.next()) taken += piece->size();
    CHECK(taken == size);
  }));
  CHECK(net.nothing_left());
}

TEST_CASE("a request that was answered but whose waiter is cancelled first is not aborted twice") {
  Served net;
  bool resumed = false;
  TaskHandle run = net.scope.spawn([&]() -> Task<> {
    co_await fetch("ok");
    resumed = true;
  });
  net.loop.run_ready();
  // The answer and the cancelling fall into the same moment.
  Scope other;
  other.spawn([&run]() -> Task<> {
    co_await sleep(10ms);
    run.cancel();
  });
  net.loop.run_until_idle();
  CHECK(net.network.live() == 0);
  CHECK(net.network.aborted().size() + (resumed ? 1U : 0U) <= 1);
  CHECK(async_counts().frames == 0);
}

TEST_CASE("an answer and the end of the time limit in one moment are one outcome") {
  Served net;
  for (const Time limit : {9ms, 10ms, 11ms}) {
    const std::string outcome = run(net, fetched({.url = "ok", .timeout = limit}));
    CHECK((outcome == "timeout" || outcome == "200 hello"));
    CHECK((limit != 9ms || outcome == "timeout"));
    CHECK((limit != 11ms || outcome == "200 hello"));
  }
  CHECK(net.nothing_left());
}

TEST_CASE("a timeout aborts the request", "[b61]") {
  Served net;
  std::string code;
  net.scope.spawn([&]() -> Task<> {
    auto response = co_await attempt(with_timeout(1s, fetch("stalls")));
    code = response ? "none" : std::string(response.error().code());
  });
  net.loop.run_until_idle();
  CHECK(code == "timeout");
  CHECK(run(net, fetched({.url = "stalls", .timeout = 1s})) == "timeout");
  CHECK(net.network.aborted().size() == 2);
  CHECK(net.network.live() == 0);
}
