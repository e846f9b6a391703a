// Listens to a server, by server-sent events or a WebSocket, and says what it hears, one line each.
#include <coracle/coracle.hpp>
#include <memory>

using namespace coracle;
using namespace std::chrono_literals;

namespace {

constexpr RetryPolicy quick{.attempts = 5, .first_delay = Time(50), .jitter = 0.5};

Task<> hear_events(std::string url, Log log) {
  auto events = server_events({.url = url}, quick);
  while (ServerEvent* event = co_await events.next()) {
    log.print(event->type, " ", event->data, " #", event->id, "\n");
  }
}

Task<> hear_socket(WebSocket socket, Log log) {
  auto messages = socket.messages();
  while (SocketMessage* message = co_await messages.next()) {
    log.print(message->is_text() ? "text " : "bytes ", message->bytes().size(), " ",
              message->text().substr(0, 40), "\n");
  }
  log.print("code ", socket.last_end().code, " ", socket.last_end().reason, "\n");
}

Task<> listen(std::string what, std::string url, std::shared_ptr<WebSocket> socket, Log log) {
  auto outcome =
      co_await attempt(what == "events" ? hear_events(url, log) : hear_socket(*socket, log));
  log.print(outcome ? "end" : outcome.error().code(), "\n");
}

}  // namespace

// The order: a word, a space, and what it is about.
View app() {
  Scope& scope = *scope_for_spawn();
  TextInput order({.label = "Order"});
  Log log;
  const auto socket = std::make_shared<WebSocket>(WebSocketOptions{.url = "none"});
  const auto run = std::make_shared<TaskHandle>();
  order.on_enter([=, &scope] {
    const std::string text = order.value();
    const std::size_t space = std::min(text.find(' '), text.size());
    const std::string word = text.substr(0, space);
    const std::string rest = text.substr(std::min(space + 1, text.size()));
    if (word == "events" || word == "socket") {
      if (word == "socket") {
        *socket = WebSocket({.url = rest, .protocols = {"v1", "v2"}, .reconnect = quick});
      }
      *run = scope.spawn(listen, word, rest, socket, log);
    } else if (word == "send" || word == "bytes") {
      const SocketMessage message =
          word == "send" ? SocketMessage(rest) : SocketMessage(Bytes(rest));
      scope.spawn(
          [](WebSocket socket, SocketMessage message, Log log) -> Task<> {
            auto outcome = co_await attempt(socket.send(message));
            if (!outcome) log.print("not sent: ", outcome.error().code(), "\n");
          },
          *socket, message, log);
    } else if (word == "close") {
      if (!socket->close(4001, rest.substr(0, 123))) log.print("not closed\n");
    } else {
      run->cancel();
      log.print("cancelled\n");
    }
  });
  return Column(order, log);
}
CORACLE_APP(app)
