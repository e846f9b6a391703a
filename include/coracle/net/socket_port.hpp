#pragma once

#include <coracle/base/error.hpp>
#include <coracle/net/socket_message.hpp>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace coracle {

/// One connection, as the port to WebSockets sees it.
///
/// The port tells its story once: `open`, any number of `receive`, then `close`; `close` or `fail`
/// may come at any time. After one of those, or `SocketPort::abort`, it tells nothing. It tells
/// nothing from inside the functions of `SocketPort`. Nothing of the program runs inside what is
/// told.
class SocketConnection {
 public:
  /// Absolute, or relative to the page; `http:` stands for `ws:`, `https:` for `wss:`.
  const std::string& url() const { return url_; }
  const std::vector<std::string>& protocols() const { return protocols_; }

  /// The connection is made, with the protocol that the server chose, if it did.
  virtual void open(std::string protocol) = 0;
  /// To be asked before a message of so many bytes is copied: where it is not admitted, the
  /// connection was aborted.
  virtual bool admit(std::size_t size) = 0;
  virtual void receive(SocketMessage message) = 0;
  virtual void close(SocketEnd end) = 0;
  /// It was never tried: there is something wrong with the address or the protocols.
  virtual void fail(Error error) = 0;

 protected:
  SocketConnection(std::string url, std::vector<std::string> protocols)
      : url_(std::move(url)), protocols_(std::move(protocols)) {}
  ~SocketConnection() = default;

 private:
  std::string url_;
  std::vector<std::string> protocols_;
};

/// The port to WebSockets: the browser's own in a page, fake ones in tests.
class SocketPort {
 public:
  virtual void start(SocketConnection& connection) = 0;
  /// Sends a message by a connection that is open.
  virtual void send(SocketConnection& connection, const SocketMessage& message) = 0;
  /// How many bytes of what was sent are still here.
  virtual std::size_t unsent(const SocketConnection& connection) const = 0;
  /// Asks the server to close; its answer is told by `close`.
  virtual void close(SocketConnection& connection, int code, std::string_view reason) = 0;
  /// Ends the connection; nothing is told any more.
  virtual void abort(SocketConnection& connection) = 0;

  /// The port that `WebSocket` uses.
  static SocketPort& current();
  /// Makes `port` the current one, or, where it is null, the default one; returns what was
  /// installed before.
  static SocketPort* install(SocketPort* port);

 protected:
  ~SocketPort() = default;
};

/// The port of the program where none was installed; see `default_network`.
SocketPort& default_sockets();

}  // namespace coracle
