#include <coracle/testing/fake_sockets.hpp>
#include <utility>

namespace coracle::testing {

void FakeSockets::accept(std::string protocol) {
  if (!connections_.empty()) connections_.back()->open(std::move(protocol));
}

void FakeSockets::send(SocketMessage message) {
  if (!connections_.empty()) connections_.back()->receive(std::move(message));
}

void FakeSockets::end(SocketEnd end) {
  if (connections_.empty()) return;
  SocketConnection* const connection = connections_.back();
  connections_.pop_back();
  connection->close(std::move(end));
}

void FakeSockets::start(SocketConnection& connection) {
  started_.push_back(connection.url());
  connections_.push_back(&connection);
}

void FakeSockets::send(SocketConnection&, const SocketMessage& message) {
  received_.push_back(message);
}

std::size_t FakeSockets::unsent(const SocketConnection&) const { return 0; }

void FakeSockets::close(SocketConnection&, int code, std::string_view reason) {
  asked_to_close_ = {.code = code, .reason = std::string(reason)};
}

void FakeSockets::abort(SocketConnection& connection) {
  ++aborted_;
  std::erase(connections_, &connection);
}

}  // namespace coracle::testing

namespace {

// Where a test installed none, no server answers.
class NoSockets final : public coracle::SocketPort {
 public:
  void start(coracle::SocketConnection&) override {}
  void send(coracle::SocketConnection&, const coracle::SocketMessage&) override {}
  std::size_t unsent(const coracle::SocketConnection&) const override { return 0; }
  void close(coracle::SocketConnection&, int, std::string_view) override {}
  void abort(coracle::SocketConnection&) override {}
};

}  // namespace

coracle::SocketPort& coracle::default_sockets() {
  static NoSockets sockets;
  return sockets;
}
