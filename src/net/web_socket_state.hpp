#pragma once

#include <coracle/net/socket_port.hpp>
#include <coracle/net/web_socket.hpp>
#include <cstdint>
#include <deque>
#include <optional>

namespace coracle {

/// What the copies of a socket refer to.
class WebSocketState final : public RefCounted, private SocketConnection {
 public:
  explicit WebSocketState(WebSocketOptions options);
  ~WebSocketState() override { stop(); }

  enum class Phase : std::uint8_t {
    idle,        // nobody has listened yet
    connecting,  // the port has it, not open
    open,        // the port has it
    apart,       // between two connections
    over,
  };
  Phase phase() const { return phase_; }
  bool is_closing() const { return is_closing_; }
  const WebSocketOptions& options() const { return options_; }
  const Error& error() const { return error_; }
  const SocketEnd& last_end() const { return last_end_; }
  const std::string& protocol() const { return protocol_; }
  /// Whether the last connection was open for longer than any pause between two.
  bool was_open_long() const { return was_open_long_; }
  std::size_t unsent() const { return is_connected() ? port_->unsent(*this) : 0; }

  // For who listens.
  void connect();
  std::optional<SocketMessage> take();
  /// Waits for a message or the end of the connection; or, between two, for a time.
  class Change;
  Change change();
  Change pause(Time time);
  /// Ends all of it; who waits to send fails.
  void stop();

  // For the others.
  void send(const SocketMessage& message) { port_->send(*this, message); }
  void add_sender(WebSocket::Send& sender);
  void ask_to_close(int code, std::string_view reason);

 private:
  struct Limit : Timer {
    explicit Limit(WebSocketState& state) : Timer(&on_time), state(state) {}
    static void on_time(Timer& timer);
    WebSocketState& state;
  };

  void open(std::string protocol) override;
  bool admit(std::size_t size) override;
  void receive(SocketMessage message) override;
  void close(SocketEnd end) override;
  void fail(Error error) override;

  bool is_connected() const { return phase_ == Phase::connecting || phase_ == Phase::open; }
  Error closed() const;
  void part();

  WebSocketOptions options_;
  SocketPort* port_ = nullptr;
  WaitList listeners_;
  WaitList senders_;
  Limit limit_;
  std::deque<SocketMessage> messages_;
  std::size_t queued_ = 0;
  std::string protocol_;
  SocketEnd last_end_;
  Error error_;
  Time opened_{0};
  bool was_open_long_ = false;
  Phase phase_ = Phase::idle;
  bool is_closing_ = false;
};

class [[nodiscard]] WebSocketState::Change : public Waiter {
 public:
  Change(WebSocketState& state, bool is_ready) noexcept : state_(state), is_ready_(is_ready) {}
  bool await_ready() const noexcept { return is_ready_; }
  template <class Promise>
  void await_suspend(std::coroutine_handle<Promise> awaiting) {
    suspend(awaiting.promise(), "a message of a WebSocket");
    state_.listeners_.add(*this);
  }
  void await_resume() const noexcept {}

 private:
  WebSocketState& state_;
  bool is_ready_;
};

}  // namespace coracle
