#pragma once

#include <coracle/base/bytes.hpp>
#include <coracle/base/error.hpp>
#include <coracle/net/request.hpp>
#include <coracle/net/response.hpp>
#include <cstdint>
#include <utility>

namespace coracle {

/// One request on its way, as the network port sees it.
///
/// The port tells its story once, in this order: `open`, then the body, then `close`; or, at any
/// time in place of what is left of it, `fail`. After `close`, `fail` or `Network::abort` it tells
/// nothing. It tells nothing from inside the functions of `Network`, but those may be called from
/// inside what is told. Nothing of the program runs inside what is told.
class Exchange {
 public:
  /// How the body is wanted.
  enum class Delivery : std::uint8_t {
    whole,   ///< in one piece, unasked; until then only `progress` is told
    pieces,  ///< as it arrives, each piece after a `Network::pull`
  };

  const Request& request() const { return request_; }
  Delivery delivery() const { return delivery_; }

  /// What the port remembers of it; 0 at first.
  std::uintptr_t port_data = 0;

  /// The head of the answer, whatever its status, after redirects.
  virtual void open(ResponseHead head) = 0;
  /// How many bytes of a body that is wanted whole have arrived so far. More than the request's
  /// `body_limit` are its end: they need not be told by `receive`.
  virtual void progress(std::uint64_t received) = 0;
  /// A piece of the body; an empty one is the answer to a pull, too.
  virtual void receive(Bytes piece) = 0;
  /// The body has ended well. Needs no pull.
  virtual void close() = 0;
  /// There is no answer, or its body was cut short.
  virtual void fail(Error error) = 0;

 protected:
  Exchange(Request request, Delivery delivery)
      : request_(std::move(request)), delivery_(delivery) {}
  ~Exchange() = default;

  Request request_;

 private:
  Delivery delivery_;
};

/// The port to the network: the browser's own `fetch` in a page, a fake one in tests.
class Network {
 public:
  /// Sends the request.
  virtual void start(Exchange& exchange) = 0;
  /// Asks for the next piece of a body that is wanted in pieces; not before `open`, and not while
  /// another pull is unanswered.
  virtual void pull(Exchange& exchange) = 0;
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
