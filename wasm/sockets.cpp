#include <coracle/base/str.hpp>
#include <coracle/net/socket_port.hpp>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

// In wasm/library/socket.js, which reads the numbers here.
extern "C" {
/// What is told of a connection, with how many bytes there are to be taken then; the last two are
/// its end.
enum SocketEvent : int {
  socket_opened,   // the protocol
  socket_text,     // a message
  socket_bytes,    // a message
  socket_closed,   // the reason, beside the code
  socket_refused,  // the browser's words why it does not try
};
void coracle_socket_start(coracle::SocketConnection* connection,
                          void (*tell)(coracle::SocketConnection*, int event, int code,
                                       double size),
                          const char* text, std::size_t text_size);
void coracle_socket_send(coracle::SocketConnection* connection, bool is_text,
                         const std::uint8_t* data, std::size_t size);
double coracle_socket_unsent(const coracle::SocketConnection* connection);
void coracle_socket_close(coracle::SocketConnection* connection, int code, const char* reason,
                          std::size_t size);
void coracle_socket_take(std::uint8_t* to);
}

namespace coracle::browser {

namespace {

Bytes take(std::size_t size) {
  return Bytes::filled(size, [](std::span<std::uint8_t> to) {
    if (!to.empty()) coracle_socket_take(to.data());
  });
}

void on_event(SocketConnection* connection, int event, int code, double told_size) {
  const auto size = static_cast<std::size_t>(told_size);  // the largest there is, if it is larger
  const bool is_message = event == socket_text || event == socket_bytes;
  if (is_message && !connection->admit(size)) return;
  const Bytes bytes = take(size);
  switch (event) {
    case socket_opened: return connection->open(std::string(bytes.text()));
    case socket_text: return connection->receive(bytes.text());
    case socket_bytes: return connection->receive(bytes);
    case socket_closed:
      return connection->close({.code = code, .reason = std::string(bytes.text())});
    default:
      return connection->fail(Error("bad_argument", str("a WebSocket cannot connect to \"",
                                                        connection->url(), "\": ", bytes.text())));
  }
}

class BrowserSockets final : public SocketPort {
 public:
  void start(SocketConnection& connection) override {
    std::string text = connection.url();
    for (const std::string& protocol : connection.protocols()) (text += '\0') += protocol;
    coracle_socket_start(&connection, &on_event, text.data(), text.size());
  }
  void send(SocketConnection& connection, const SocketMessage& message) override {
    coracle_socket_send(&connection, message.is_text(), message.bytes().data(),
                        message.bytes().size());
  }
  std::size_t unsent(const SocketConnection& connection) const override {
    return static_cast<std::size_t>(coracle_socket_unsent(&connection));
  }
  void close(SocketConnection& connection, int code, std::string_view reason) override {
    coracle_socket_close(&connection, code, reason.data(), reason.size());
  }
  void abort(SocketConnection& connection) override {
    coracle_socket_close(&connection, 0, nullptr, 0);
  }
};

}  // namespace

}  // namespace coracle::browser

coracle::SocketPort& coracle::default_sockets() {
  static coracle::browser::BrowserSockets sockets;
  return sockets;
}
