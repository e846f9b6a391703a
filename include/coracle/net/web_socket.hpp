#pragma once

#include <coracle/async/async_generator.hpp>
#include <coracle/async/loop.hpp>
#include <coracle/async/wait_list.hpp>
#include <coracle/base/ref.hpp>
#include <coracle/base/result.hpp>
#include <coracle/net/retry.hpp>
#include <coracle/net/socket_message.hpp>
#include <coroutine>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace coracle {

/// Whether connecting again may help: after 1001 (going away), 1006 (lost), 1011 to 1014 (the
/// server's trouble).
bool is_passing(const SocketEnd& end);

struct WebSocketOptions {
  /// Absolute, or relative to the page: `ws:` or `wss:`; `http:` and `https:` stand for them.
  std::string url;
  std::vector<std::string> protocols = {};
  /// How long it may take until a connection is made; 0 for as long as the browser likes.
  Time timeout{0};
  /// How many bytes of messages may wait to be taken; of the messages, a million.
  std::size_t queue_limit = std::size_t{16} << 20;
  /// How it connects again; `attempts = 1` for never. Begins anew with each message that arrives,
  /// and after a connection that was open for longer than `longest_delay`.
  RetryPolicy reconnect = {.attempts = 0, .first_delay = Time(1000)};
  /// After which ends it does; not asked after `close`.
  bool (*reconnects)(const SocketEnd& end) = &is_passing;
};

class WebSocketState;

/// A connection over which both sides send messages when they like, made again when it is lost.
///
///     WebSocket chat({.url = "chat"});
///     spawn([chat]() -> Task<> { co_await chat.send("hello"); });
///     auto messages = chat.messages();
///     while (SocketMessage* message = co_await messages.next()) log.print(message->text(), "\n");
///
/// Copies refer to the same socket. It is connected as long as its messages are listened to, from
/// when the first is asked for.
///
/// No browser lets a program stop a server's messages: where more than `queue_limit` bytes, or
/// a million messages, wait to be taken, the connection is closed, and after what waits there is
/// the error "overflow".
class WebSocket {
 public:
  explicit WebSocket(WebSocketOptions options);

  /// The messages, in the order in which they arrive. One generator, once.
  ///
  /// When the connection is lost it is made again by the policy; what the server sends meanwhile is
  /// lost. Ends when the server ends it normally (1000, or no code), unless `reconnects` accepts
  /// that, and after `close`. Fails with "closed" for any other end, with "network" where the
  /// policy's last attempt was no connection, "overflow", and "bad_argument" for options that make
  /// no sense and for a second generator.
  ///
  /// Cancelling, or destroying the generator: the connection is closed, and the socket with it.
  AsyncGenerator<SocketMessage> messages() const;

  class Send;
  /// `co_await socket.send(message)`: hands a message to the browser, when there is a connection.
  /// Sending does not connect: while nobody has begun to listen to `messages` it waits. Fails with
  /// code "closed" when there will be none. That it arrives is not known, nor that it does not: a
  /// message may be lost with its connection.
  [[nodiscard]] Send send(SocketMessage message) const;
  /// How many bytes of what was sent have not left yet: who sends much can wait for it to shrink.
  std::size_t unsent() const;

  /// Ends the connection normally, or the wait for one. Messages that are here already, or arrive
  /// before the server's answer, are still given. Harmless a second time.
  void close() const;
  /// The same with a code, 1000 or from 3000 to 4999, and a reason of at most 123 bytes;
  /// "bad_argument" for any other, and nothing happens.
  Result<void> close(int code, std::string_view reason = {}) const;

  bool is_open() const;
  /// The protocol that the server chose, while there is a connection.
  std::string_view protocol() const;
  /// How the last connection ended.
  const SocketEnd& last_end() const;

 private:
  WebSocketState& state() const;
  Ref<RefCounted> state_;
};

/// The wait for a connection to send by.
class [[nodiscard]] WebSocket::Send : public Waiter {
 public:
  Send(const WebSocket& socket, SocketMessage message)
      : socket_(socket), message_(std::move(message)) {}

  bool await_ready() const;
  template <class Promise>
  void await_suspend(std::coroutine_handle<Promise> awaiting) {
    begin(awaiting.promise());
  }
  void await_resume() const noexcept {}

 private:
  friend class WebSocketState;
  void begin(Frame& awaiting);
  WebSocket socket_;
  SocketMessage message_;
};

inline WebSocket::Send WebSocket::send(SocketMessage message) const {
  return {*this, std::move(message)};
}

}  // namespace coracle
