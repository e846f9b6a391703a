#include "support.hpp"

#include <catch_amalgamated.hpp>
#include <coracle/reactive/signal.hpp>
#include <optional>
#include <string>
#include <vector>

using namespace coracle;
using namespace coracle::net_test;

TEST_CASE("a stream gives the body piece by piece, as it arrives") {
  Net net;
  net.network.route("log",
                    {.body = Bytes("abcdefg"), .delay = 10ms, .piece_size = 3, .piece_delay = 5ms});
  CHECK(run(net, streamed({.url = "log"})) == "abc|def|g|end");
  CHECK(net.loop.now() == 25ms);
  CHECK(net.network.aborted().empty());
  CHECK(net.nothing_left());
}

TEST_CASE("a stream may be given by its URL alone, and sends nothing until it is asked") {
  Net net;
  net.network.route("log", {.body = Bytes("abc")});
  auto pieces = fetch_stream("log");
  net.loop.run_ready();
  CHECK(net.network.requested().empty());
  CHECK(net.loop.run([&]() -> Task<> {
    Bytes* piece = co_await pieces.next();
    CHECK((piece && piece->text() == "abc"));
    CHECK_FALSE(co_await pieces.next());
  }));
}

TEST_CASE("the head of an answer is there before its body") {
  Net net;
  net.network.route("camera",
                    {.headers = {{"Content-Type", "multipart/x-mixed-replace; boundary=x"}},
                     .body = Bytes("abcdef"),
                     .delay = 10ms,
                     .piece_size = 2,
                     .piece_delay = 1s});
  CHECK(net.loop.run([&]() -> Task<> {
    ResponseStream camera = co_await open_stream({.url = "camera"});
    CHECK(net.loop.now() == 10ms);
    CHECK(camera.status() == 200);
    CHECK(camera.header("content-type") == "multipart/x-mixed-replace; boundary=x");
    CHECK(camera.head().url() == "camera");
    ResponseStream moved = std::move(camera);
    std::string text;
    while (std::optional<Bytes> piece = co_await moved.next()) text += piece->text();
    CHECK(text == "abcdef");
    CHECK_FALSE(co_await moved.next());  // and again
  }));
  CHECK(net.nothing_left());
}

TEST_CASE("of a slow consumer's stream no more is read than the queue holds, and one piece") {
  Net net;
  net.network.route("film", {.body = Bytes(std::string(1000, 'x')), .piece_size = 10});
  std::size_t taken = 0;
  net.scope.spawn([&]() -> Task<> {
    auto pieces = fetch_stream({.url = "film", .queue_limit = 35});
    while (Bytes* piece = co_await pieces.next()) {
      taken += piece->size();
      CHECK(net.network.bytes_given() - taken <= 35 + 10);
      co_await sleep(1s);
    }
  });
  net.loop.advance(500ms);
  CHECK(taken == 10);
  CHECK(net.network.bytes_given() == 50);
  net.loop.run_until_idle();
  CHECK(taken == 1000);
  CHECK(net.nothing_left());
}

TEST_CASE("of tiny pieces no more than 64 wait, and a queue of nothing holds one") {
  Net net;
  net.network.route("film", {.body = Bytes(std::string(1000, 'x')), .piece_size = 1});
  const auto read_ahead = [&](std::size_t limit) {
    const std::size_t before = net.network.bytes_given();
    TaskHandle run = net.scope.spawn([&]() -> Task<> {
      const ResponseStream stream = co_await open_stream({.url = "film", .queue_limit = limit});
      co_await sleep(1h);
    });
    net.loop.advance(1s);
    run.cancel();
    return net.network.bytes_given() - before;
  };
  CHECK(read_ahead(1000) == 64);
  CHECK(read_ahead(0) == 1);
  CHECK(net.nothing_left());
}

TEST_CASE("each fault of a stream is one outcome, after what came before it") {
  Net net;
  net.network.route("empty", {});
  net.network.route("missing", {.status = 404, .body = Bytes("no")});
  net.network.route("cut",
                    {.body = Bytes("abcdef"), .fault = "cut", .breaks_after = 4, .piece_size = 3});
  net.network.route("refused", {.fault = "not allowed"});
  net.network.route("stalls", {.stalls = true});
  net.network.route("stalls later", {.body = Bytes("abcdef"), .stalls = true, .breaks_after = 3});
  net.network.route("loop", {.status = 302, .headers = {{"Location", "loop"}}});
  net.network.route("gzip", compressed());
  CHECK(run(net, streamed({.url = "empty"})) == "end");
  CHECK(run(net, streamed({.url = "gzip"})) == "hello|end");
  CHECK(run(net, streamed({.url = "missing"})) == "http");
  CHECK(run(net, streamed({.url = "missing", .accept_error_status = true})) == "no|end");
  CHECK(run(net, streamed({.url = "cut"})) == "abc|d|network");
  CHECK(run(net, streamed({.url = "refused"})) == "network");
  CHECK(run(net, streamed({.url = "unknown"})) == "network");
  CHECK(run(net, streamed({.url = "stalls", .timeout = 1s})) == "timeout");
  CHECK(run(net, streamed({.url = "stalls later", .timeout = 1s})) == "abc|timeout");
  CHECK(run(net, streamed({.url = "loop"})) == "network");
  CHECK(run(net, streamed({.url = ""})) == "bad_argument");
  CHECK(run(net, streamed({.url = "empty", .timeout = -1s})) == "bad_argument");
  CHECK(net.nothing_left());
}

TEST_CASE("a stream that has failed fails again, and one that was refused is aborted") {
  Net net;
  net.network.route("cut", {.body = Bytes("abcdef"), .fault = "cut", .breaks_after = 3});
  net.network.route("missing", {.status = 404, .body = Bytes("a page"), .piece_delay = 1s});
  CHECK(net.loop.run([&]() -> Task<> {
    ResponseStream stream = co_await open_stream({.url = "cut"});
    CHECK(co_await stream.next());
    for ([[maybe_unused]] const int round : {1, 2}) {
      auto piece = co_await attempt(stream.next());
      CHECK((!piece && piece.error().code() == "network"));
    }
    auto missing = co_await attempt(open_stream({.url = "missing"}));
    CHECK((!missing && missing.error().code() == "http"));
    const Response* refused = missing ? nullptr : response_of(missing.error());
    CHECK((refused && refused->status() == 404));
  }));
  CHECK(net.network.aborted() == std::vector<std::string>{"missing"});
  CHECK(net.nothing_left());
}

TEST_CASE("the time limit of a stream counts while somebody waits, anew for each piece") {
  Net net;
  net.network.route(
      "slow", {.body = Bytes("abcdef"), .delay = 900ms, .piece_size = 1, .piece_delay = 900ms});
  CHECK(run(net, streamed({.url = "slow", .timeout = 1s})) == "a|b|c|d|e|f|end");
  CHECK(net.loop.run([&]() -> Task<> {
    ResponseStream stream = co_await open_stream({.url = "slow", .timeout = 1s});
    co_await sleep(1min);  // nobody waits
    for ([[maybe_unused]] const char letter : {'a', 'b', 'c', 'd', 'e', 'f'}) {
      CHECK(co_await stream.next());
    }
    CHECK_FALSE(co_await stream.next());
  }));
  // A wait that was given up does not end the stream later.
  CHECK(net.loop.run([&]() -> Task<> {
    ResponseStream stream = co_await open_stream({.url = "slow", .timeout = 1s});
    auto piece = co_await attempt(with_timeout(500ms, stream.next()));
    CHECK((!piece && piece.error().code() == "timeout"));
    co_await sleep(1min);
    CHECK(co_await stream.next());
  }));
  CHECK(net.nothing_left());
}

TEST_CASE("a wait for a piece that is cancelled loses nothing", "[b41]") {
  Net net;
  net.network.route("log", {.body = Bytes("abcd"), .piece_size = 1, .piece_delay = 10ms});
  CHECK(net.loop.run([&]() -> Task<> {
    ResponseStream stream = co_await open_stream({.url = "log"});
    std::string text;
    for (bool at_end = false; !at_end;) {
      // The piece and the end of the patience fall into the same moment.
      auto first = co_await any(sleep(10ms), stream.next());
      if (first.index() == 0) continue;
      if (auto piece = first.get<1>()) {
        text += piece->text();
      } else {
        at_end = true;
      }
    }
    CHECK(text == "abcd");
  }));
  CHECK(net.nothing_left());
}

TEST_CASE("a second wait for a piece fails, and takes none from the first") {
  Net net;
  net.network.route("log", {.body = Bytes("abcd"), .piece_size = 2, .piece_delay = 10ms});
  CHECK(net.loop.run([&]() -> Task<> {
    ResponseStream stream = co_await open_stream("log");
    std::string first;
    const auto take = [&]() -> Task<> {
      while (std::optional<Bytes> piece = co_await stream.next()) first += piece->text();
      first += " end";
    };
    const auto intrude = [&](Time begin) -> Task<> {
      co_await sleep(begin);
      auto piece = co_await attempt(stream.next());
      CHECK((!piece && piece.error().code() == "bad_argument"));
    };
    // In the middle of the wait, and when the first was woken but has not gone on yet.
    co_await all(take(), intrude(0ms), intrude(5ms), intrude(10ms));
    CHECK(first == "abcd end");
    CHECK_FALSE(co_await stream.next());
  }));
  CHECK(net.nothing_left());
}

TEST_CASE("destroying a stream aborts its request, once, wherever it stands", "[b41]") {
  Net net;
  net.network.route("log",
                    {.body = Bytes("abcdef"), .delay = 10ms, .piece_size = 1, .piece_delay = 10ms});
  for (const Time time : {0ms, 5ms, 10ms, 15ms, 20ms, 35ms}) {
    TaskHandle run = net.scope.spawn([]() -> Task<> {
      auto pieces = fetch_stream("log");
      while (co_await pieces.next()) co_await sleep(1ms);
    });
    net.loop.advance(time);
    run.cancel();
    run.cancel();
    CHECK(net.network.live() == 0);
  }
  CHECK(net.network.aborted().size() == 6);
  {
    auto pieces = fetch_stream("log");
    CHECK(net.loop.run([&]() -> Task<> { CHECK(co_await pieces.next()); }));
    CHECK(net.network.live() == 1);
  }
  CHECK(net.network.aborted().size() == 7);
  CHECK(net.nothing_left());
}

TEST_CASE("a stream tells how much of it was taken") {
  Net net;
  net.network.route(
      "film", {.headers = {{"Content-Length", "6"}}, .body = Bytes("abcdef"), .piece_size = 4});
  Signal<TransferProgress> progress;
  CHECK(net.loop.run([&]() -> Task<> {
    ResponseStream stream = co_await open_stream({.url = "film", .progress = progress});
    CHECK(progress.peek() == TransferProgress{0, 6});
    co_await sleep(1s);
    CHECK(progress.peek().received == 0);
    co_await stream.next();
    CHECK(progress.peek().received >= 4);
    co_await stream.next();
    CHECK(progress.peek() == TransferProgress{6, 6});
    CHECK(progress.peek().fraction() == 1.0);
  }));
}
