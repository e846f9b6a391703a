#include <catch_amalgamated.hpp>
#include <coracle/async/async.hpp>
#include <coracle/base/str.hpp>
#include <coracle/net/fetch.hpp>
#include <coracle/testing/fake_network.hpp>
#include <coracle/testing/virtual_loop.hpp>
#include <optional>
#include <string>
#include <vector>

using namespace coracle;
using namespace std::chrono_literals;
using coracle::testing::FakeNetwork;

namespace {

struct Net {
  Net() : former(Network::install(&network)) {
    network.route("ok", {.headers = {{"Content-Type", "text/plain"}},
                         .body = Bytes(std::string_view("hello")),
                         .delay = 10ms});
    network.route("missing", {.status = 404});
    network.route("cut", {.fault = "the connection was lost"});
    network.route("stalls", {.stalls = true});
  }
  ~Net() { Network::install(former); }

  VirtualLoop loop;
  FakeNetwork network{loop};
  Network* former;
  Scope scope;
};

std::string outcome(Net& net, Request request) {
  std::string result;
  net.scope.spawn(
      [&result](Request request) -> Task<> {
        Result<Response> response = co_await attempt(fetch(std::move(request)));
        result = response ? str(response->status(), " ", response->text())
                          : std::string(response.error().code());
      },
      std::move(request));
  net.loop.run_until_idle();
  return result;
}

}  // namespace

TEST_CASE("fetch gives status, headers and bytes") {
  Net net;
  std::optional<Response> response;
  net.scope.spawn([&]() -> Task<> { response = co_await fetch("ok"); });
  net.loop.run_until_idle();
  REQUIRE(response);
  CHECK(response->status() == 200);
  CHECK(response->ok());
  CHECK(response->text() == "hello");
  CHECK(response->header("content-type") == "text/plain");
  CHECK_FALSE(response->header("content-length"));
}

TEST_CASE("each fault is one error with a code of its own") {
  Net net;
  CHECK(outcome(net, {.url = "missing"}) == "http");
  CHECK(outcome(net, {.url = "missing", .accept_error_status = true}) == "404 ");
  CHECK(outcome(net, {.url = "cut"}) == "network");
  CHECK(outcome(net, {.url = "unknown"}) == "network");
  CHECK(outcome(net, {.url = ""}) == "bad_argument");
  CHECK(net.network.live() == 0);
}

TEST_CASE("destroying who waits aborts the request, once", "[b41]") {
  Net net;
  TaskHandle run = net.scope.spawn([]() -> Task<> { co_await fetch("stalls"); });
  net.loop.run_ready();
  CHECK(net.network.live() == 1);
  run.cancel();
  run.cancel();
  CHECK(net.network.live() == 0);
  CHECK(net.network.aborted() == std::vector<std::string>{"stalls"});
}

TEST_CASE("a request that was answered but whose waiter is cancelled first is not aborted twice") {
  Net net;
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

TEST_CASE("a timeout aborts the request", "[b61]") {
  Net net;
  std::string code;
  net.scope.spawn([&]() -> Task<> {
    auto response = co_await attempt(with_timeout(1s, fetch("stalls")));
    code = response ? "none" : std::string(response.error().code());
  });
  net.loop.run_until_idle();
  CHECK(code == "timeout");
  CHECK(net.network.live() == 0);
}
