#include <catch_amalgamated.hpp>
#include <coracle/net/retry.hpp>
#include <limits>
#include <string>
#include <vector>

#include "support.hpp"

using namespace coracle;
using namespace coracle::net_test;

namespace {

constexpr RetryPolicy exact{.jitter = 0};

// Asks for an address by a policy, and tells what came of it and after how many milliseconds.
std::string outcome(Net& net, RetryPolicy policy, Request request) {
  const Time begin = net.loop.now();
  const Result<Response> response =
      net.loop.run(retry(policy, [request] { return fetch(request); }));
  return str(response ? str(response->status()) : std::string(response.error().code()), " after ",
             (net.loop.now() - begin).count());
}

Route refusal(Headers headers) { return {.status = 503, .headers = std::move(headers)}; }

}  // namespace

TEST_CASE("what fails in passing is tried again, after pauses that grow") {
  Net net;
  net.network.routes("busy",
                     {{.status = 503}, {.fault = "lost"}, {.status = 429}, {.body = Bytes("ok")}});
  CHECK(outcome(net, exact, {.url = "busy"}) == "200 after 3500");
  CHECK(net.network.requested().size() == 4);
  CHECK(net.nothing_left());
}

TEST_CASE("the last error goes on, and the longest pause is kept to") {
  Net net;
  net.network.route("down", {.fault = "lost"});
  CHECK(outcome(net, exact, {.url = "down"}) == "network after 3500");
  CHECK(outcome(net, {.attempts = 1}, {.url = "down"}) == "network after 0");
  CHECK(outcome(net,
                {.attempts = 6, .first_delay = 1s, .factor = 10, .longest_delay = 5s, .jitter = 0},
                {.url = "down"}) == "network after 21000");
  CHECK(outcome(net, {.attempts = 5, .first_delay = 0ms, .jitter = 0}, {.url = "down"}) ==
        "network after 0");
  CHECK(net.nothing_left());
}

TEST_CASE("what will not pass is not tried again") {
  Net net;
  for (const int status : {400, 401, 403, 404, 410, 501}) {
    net.network.route("page", {.status = status});
    CHECK(outcome(net, exact, {.url = "page"}) == "http after 0");
  }
  CHECK(outcome(net, exact, {.url = ""}) == "bad_argument after 0");
  CHECK(outcome(net, {.jitter = 0, .retries = [](const Error&) { return true; }}, {.url = ""}) ==
        "bad_argument after 3500");
  CHECK_FALSE(is_passing(Error("http", "somebody else's")));
}

TEST_CASE("a timeout is tried again, also one around the attempt") {
  Net net;
  net.network.routes("slow", {{.stalls = true}, {.stalls = true}, {}});
  CHECK(outcome(net, exact, {.url = "slow", .timeout = 1s}) == "200 after 3500");
  net.network.routes("slow", {{.stalls = true}, {}});
  CHECK(net.loop.run(retry(exact, [] { return with_timeout(1s, fetch("slow")); })));
  CHECK(net.nothing_left());
}

TEST_CASE("a status that is accepted is tried again, and the last answer is given") {
  Net net;
  net.network.routes("busy", {{.status = 503}, {.status = 503}, {.status = 200}});
  CHECK(outcome(net, exact, {.url = "busy", .accept_error_status = true}) == "200 after 1500");
  net.network.route("busy", {.status = 503});
  CHECK(outcome(net, exact, {.url = "busy", .accept_error_status = true}) == "503 after 3500");
  net.network.route("missing", {.status = 404});
  CHECK(outcome(net, exact, {.url = "missing", .accept_error_status = true}) == "404 after 0");
}

TEST_CASE("a server's Retry-After is honoured, in seconds and as a date") {
  Net net;
  const auto pause = [&](Headers headers) {
    net.network.routes("busy", {refusal(std::move(headers)), {}});
    return outcome(net, exact, {.url = "busy"});
  };
  CHECK(pause({{"Retry-After", "7"}}) == "200 after 7000");
  CHECK(pause({{"Retry-After", "0"}}) == "200 after 500");
  const std::string date = "Sun, 06 Nov 1994 08:49:37 GMT";
  CHECK(pause({{"Date", date}, {"Retry-After", "Sun, 06 Nov 1994 08:50:37 GMT"}}) ==
        "200 after 60000");
  CHECK(pause({{"Date", date}, {"Retry-After", "Sunday, 06-Nov-94 08:49:47 GMT"}}) ==
        "200 after 10000");
  CHECK(pause({{"Date", date}, {"Retry-After", "Sun Nov  6 08:49:40 1994"}}) == "200 after 3000");
  CHECK(pause({{"Retry-After", date}}) == "200 after 500");  // long ago, by this machine's clock
  for (const char* wrong :
       {"", "soon", "-1", "1.5", "99999999999999999999", "Sun, 31 Feb 1994 08:49:37 GMT",
        "Sun, 06 Nov 1994 24:49:37 GMT", "Sun, 06 Nov 1994", "Sun"}) {
    CAPTURE(wrong);
    CHECK(pause({{"Retry-After", wrong}}) == "200 after 500");
  }
  CHECK(pause({{"Retry-After", std::string(1 << 20, '1')}}) == "200 after 500");
  // It is asked too much.
  CHECK(pause({{"Retry-After", "121"}}) == "http after 0");
  CHECK(pause({{"Date", date}, {"Retry-After", "Sun, 06 Nov 2094 08:50:37 GMT"}}) ==
        "http after 0");
}

TEST_CASE("of the shortest pause nothing is left to chance, nor cut off by the longest") {
  Backoff backoff({.attempts = 0, .longest_delay = Time(1000), .jitter = 1});
  backoff.set_shortest_delay(Time(5000));
  for (int round = 0; round < 100; ++round) CHECK(backoff.after_end() == Time(5000));
  backoff.set_shortest_delay(Time(10));
  backoff.reset();
  for (int round = 0; round < 100; ++round) {
    const Time pause = backoff.after_end().value_or(Time(0));
    CHECK((pause >= Time(10) && pause <= Time(1000)));
  }
}

TEST_CASE("a part of each pause is left to chance, and no more than that") {
  Net net;
  net.network.route("down", {.fault = "lost"});
  std::vector<double> pauses;
  for (int i = 0; i < 200; ++i) {
    const Time begin = net.loop.now();
    CHECK_FALSE(net.loop.run(retry(RetryPolicy{.attempts = 2, .first_delay = 1s, .jitter = 0.25},
                                   [] { return fetch("down"); })));
    pauses.push_back((net.loop.now() - begin).count());
  }
  const auto [least, most] = std::ranges::minmax(pauses);
  CHECK(least >= 750);
  CHECK(least < 790);
  CHECK(most <= 1000);
  CHECK(most > 960);
}

TEST_CASE("a policy that makes no sense is a bad argument, and nothing is called") {
  Net net;
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const double infinity = std::numeric_limits<double>::infinity();
  for (const RetryPolicy& policy : {RetryPolicy{.first_delay = -1s},
                                    {.first_delay = Time(nan)},
                                    {.first_delay = Time(infinity)},
                                    {.factor = 0.5},
                                    {.factor = nan},
                                    {.factor = infinity},
                                    {.longest_delay = -1s},
                                    {.longest_delay = Time(infinity)},
                                    {.jitter = -0.1},
                                    {.jitter = 1.5},
                                    {.jitter = nan},
                                    {.longest_retry_after = -1s},
                                    {.retries = nullptr}}) {
    CHECK(outcome(net, policy, {.url = "page"}) == "bad_argument after 0");
  }
  CHECK(net.network.requested().empty());
}

TEST_CASE("cancelling ends the attempt under way, or the pause", "[b41]") {
  Net net;
  net.network.route("down", {.delay = 100ms, .fault = "lost"});
  for (const Time time : {50ms, 300ms}) {
    TaskHandle run = net.scope.spawn(
        []() -> Task<> { co_await retry({.attempts = 0}, [] { return fetch("down"); }); });
    net.loop.advance(time);
    run.cancel();
    CHECK(net.nothing_left());
  }
  CHECK(net.network.aborted().size() == 1);
}

TEST_CASE("anything that can be awaited can be retried") {
  Net net;
  int calls = 0;
  CHECK(net.loop.run(retry(exact, [&calls]() -> Task<> {
    ++calls;
    if (calls < 3) co_await fail("timeout", "not yet");
  })));
  CHECK(calls == 3);
}
