#include <coracle/async/attempt.hpp>
#include <coracle/base/str.hpp>
#include <coracle/net/web_socket.hpp>
#include <optional>
#include <utility>

#include "web_socket_state.hpp"

namespace coracle {

namespace {

constexpr int normal_end = 1000;
constexpr int no_code = 1005;

// As long as it lives somebody listens.
struct Listening {
  explicit Listening(WebSocketState& state) : state(state) {}
  Listening(const Listening&) = delete;
  Listening& operator=(const Listening&) = delete;
  ~Listening() { state.stop(); }
  WebSocketState& state;
};

Error problem_of(const WebSocketOptions& options) {
  if (options.url.empty()) {
    return {"bad_argument", "a WebSocket needs a URL, and this one is empty"};
  }
  if (!(options.timeout >= Time(0)) || !options.reconnects) {
    return {"bad_argument", "WebSocket: the timeout must not be negative, reconnects not null"};
  }
  return problem_of(options.reconnect);
}

// What the end of a connection means where no other follows it; empty for a good end.
Error error_of(const WebSocketState& state) {
  if (state.error()) return state.error();
  const SocketEnd& end = state.last_end();
  if (state.is_closing() || end.code == normal_end || end.code == no_code) return {};
  const std::string& url = state.options().url;
  if (end.code == SocketEnd::lost)
    return {"network", str("there is no connection to ", url, ' ', end.reason)};
  return {"closed", str(url, " was closed with code ", end.code, ' ', end.reason)};
}

bool connects_again(const WebSocketState& state) {
  return !state.is_closing() && !state.error() && state.options().reconnects(state.last_end());
}

AsyncGenerator<SocketMessage> listen(Ref<WebSocketState> state) {
  if (state->phase() != WebSocketState::Phase::idle) {
    co_await fail("bad_argument", "the messages of a WebSocket can be listened to once only");
  }
  const Listening listening(*state);
  if (Error problem = problem_of(state->options())) co_await fail(std::move(problem));
  for (Backoff backoff(state->options().reconnect); !state->is_closing();) {
    state->connect();
    do {
      co_await state->change();
      while (std::optional<SocketMessage> message = state->take()) {
        backoff.reset();
        co_yield *std::move(message);
      }
    } while (state->phase() != WebSocketState::Phase::apart);
    if (state->was_open_long()) backoff.reset();
    const std::optional<Time> pause = connects_again(*state) ? backoff.after_end() : std::nullopt;
    if (pause) {
      co_await state->pause(*pause);
    } else if (Error error = error_of(*state)) {
      co_await fail(std::move(error));
    } else {
      co_return;
    }
  }
}

}  // namespace

bool is_passing(const SocketEnd& end) {
  return end.code == 1001 || end.code == SocketEnd::lost || (end.code >= 1011 && end.code <= 1014);
}

WebSocket::WebSocket(WebSocketOptions options)
    : state_(make_ref<WebSocketState>(std::move(options))) {}

WebSocketState& WebSocket::state() const { return static_cast<WebSocketState&>(*state_); }

AsyncGenerator<SocketMessage> WebSocket::messages() const {
  return listen(Ref<WebSocketState>(&state()));
}

std::size_t WebSocket::unsent() const { return state().unsent(); }
void WebSocket::close() const { state().ask_to_close(normal_end, {}); }
Result<void> WebSocket::close(int code, std::string_view reason) const {
  if ((code != normal_end && (code < 3000 || code > 4999)) || reason.size() > 123) {
    return Error("bad_argument",
                 "close: the code must be 1000 or from 3000 to 4999, the reason at most 123 bytes");
  }
  state().ask_to_close(code, reason);
  return {};
}
bool WebSocket::is_open() const { return state().phase() == WebSocketState::Phase::open; }
std::string_view WebSocket::protocol() const { return state().protocol(); }
const SocketEnd& WebSocket::last_end() const { return state().last_end(); }

bool WebSocket::Send::await_ready() const {
  if (socket_.state().phase() != WebSocketState::Phase::open || socket_.state().is_closing())
    return false;
  socket_.state().send(message_);
  return true;
}

void WebSocket::Send::begin(Frame& awaiting) {
  suspend(awaiting, "a connection to send by");
  socket_.state().add_sender(*this);
}

}  // namespace coracle
