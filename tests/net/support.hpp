#pragma once

#include <coracle/async/async.hpp>
#include <coracle/base/str.hpp>
#include <coracle/net/fetch.hpp>
#include <coracle/net/fetch_stream.hpp>
#include <coracle/testing/fake_network.hpp>
#include <coracle/testing/virtual_loop.hpp>
#include <string>
#include <utility>

namespace coracle::net_test {

using namespace std::chrono_literals;
using coracle::testing::FakeNetwork;
using coracle::testing::Route;

/// What a browser gives of a body that was compressed: all of it, under a length that is another.
inline Route compressed() {
  return {.headers = {{"Content-Encoding", "gzip"}, {"Content-Length", "2"}},
          .body = Bytes("hello")};
}

/// A virtual clock, a fake network and a scope.
struct Net {
  Net() : former(Network::install(&network)) {}
  ~Net() { Network::install(former); }

  /// Whether no request, no run and no timer is left.
  bool nothing_left() {
    loop.run_until_idle();
    const AsyncCounts counts = async_counts();
    return network.live() == 0 && counts.roots == roots && counts.frames == frames &&
           counts.timers == 0;
  }

  std::size_t roots = async_counts().roots;
  std::size_t frames = async_counts().frames;
  VirtualLoop loop;
  FakeNetwork network{loop};
  Network* former;
  Scope scope;
};

/// The status and the text, or the error's code.
inline Task<std::string> fetched(Request request) {
  Result<Response> response = co_await attempt(fetch(std::move(request)));
  co_return response ? str(response->status(), " ", response->text())
                     : std::string(response.error().code());
}

/// The pieces, each followed by "|", and "end" or the error's code.
inline Task<std::string> streamed(Request request) {
  std::string text;
  auto read = [](std::string& text, Request request) -> Task<> {
    auto pieces = fetch_stream(std::move(request));
    while (Bytes* piece = co_await pieces.next()) text += str(piece->text(), "|");
  };
  Result<void> outcome = co_await attempt(read(text, std::move(request)));
  co_return text + (outcome ? "end" : std::string(outcome.error().code()));
}

/// What a task gives, or "stuck".
inline std::string run(Net& net, Task<std::string> task) {
  return net.loop.run(std::move(task)).value_or("stuck");
}

}  // namespace coracle::net_test
