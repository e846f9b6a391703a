#pragma once

#include <coracle/net/socket_port.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace coracle::testing {

/// WebSockets without a network: the test is the server.
///
///     FakeSockets sockets;
///     SocketPort::install(&sockets);
///     …                          // the program connects
///     sockets.accept();          // and is connected
///     sockets.send("hello");
///     sockets.end({.code = 1001, .reason = "going away"});
///
/// What the server does it does to the connection that was made last; nothing happens where there
/// is none.
class FakeSockets final : public SocketPort {
 public:
  void accept(std::string protocol = {});
  void send(SocketMessage message);
  void end(SocketEnd end);

  /// The addresses of all connections that were tried, in order.
  const std::vector<std::string>& started() const { return started_; }
  /// What the program has sent.
  const std::vector<SocketMessage>& received() const { return received_; }
  /// What the program asked to be closed with; a code of 0 where it did not.
  const SocketEnd& asked_to_close() const { return asked_to_close_; }
  std::size_t live() const { return connections_.size(); }
  std::size_t aborted() const { return aborted_; }

  void start(SocketConnection& connection) override;
  void send(SocketConnection& connection, const SocketMessage& message) override;
  std::size_t unsent(const SocketConnection& connection) const override;
  void close(SocketConnection& connection, int code, std::string_view reason) override;
  void abort(SocketConnection& connection) override;

 private:
  std::vector<SocketConnection*> connections_;
  std::vector<std::string> started_;
  std::vector<SocketMessage> received_;
  SocketEnd asked_to_close_{.code = 0};
  std::size_t aborted_ = 0;
};

}  // namespace coracle::testing
