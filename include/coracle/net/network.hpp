#pragma once

#include <coracle/base/error.hpp>
#include <coracle/net/request.hpp>
#include <coracle/net/response.hpp>
#include <cstdint>

namespace coracle {

/// One request on its way, as the network port sees it.
class Exchange {
 public:
  const Request& request() const { return request_; }

  /// What the port remembers of it; 0 at first.
  std::uintptr_t port_data = 0;

  /// Exactly one of the two, once; neither after `Network::abort`. Nothing of the program runs
  /// inside them.
  virtual void respond(Response response) = 0;
  virtual void fail(Error error) = 0;

 protected:
  explicit Exchange(Request request) : request_(std::move(request)) {}
  ~Exchange() = default;

 private:
  Request request_;
};

/// The port to the network: `emscripten_fetch` in a page, a fake one in tests.
class Network {
 public:
  /// Sends the request.
  virtual void start(Exchange& exchange) = 0;
  /// Ends an exchange that had no outcome yet: nothing is told any more, and the connection is
  /// closed.
  virtual void abort(Exchange& exchange) = 0;

  /// The network that `fetch` uses.
  static Network& current();
  /// Makes `network` the current one, or, where it is null, the default one; returns what was
  /// installed before.
  static Network* install(Network* network);

 protected:
  ~Network() = default;
};

/// The network of the program where none was installed. Defined by what the program runs in: in
/// wasm/ for a page, in coracle/testing for tests. That way a program that never fetches does
/// not contain it.
Network& default_network();

}  // namespace coracle
