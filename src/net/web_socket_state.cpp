#include "web_socket_state.hpp"

#include <coracle/base/str.hpp>
#include <utility>

namespace coracle {

namespace {
constexpr std::size_t most_messages = 1'000'000;  // they may be as small as nothing
}  // namespace

WebSocketState::WebSocketState(WebSocketOptions options)
    : SocketConnection(options.url, options.protocols),
      options_(std::move(options)),
      limit_(*this) {}

void WebSocketState::connect() {
  port_ = &SocketPort::current();
  phase_ = Phase::connecting;
  if (options_.timeout > Time(0)) Loop::current().set_timer_after(limit_, options_.timeout);
  port_->start(*this);
}

std::optional<SocketMessage> WebSocketState::take() {
  if (messages_.empty()) return std::nullopt;
  std::optional<SocketMessage> message = std::move(messages_.front());
  messages_.pop_front();
  queued_ -= message->bytes().size();
  return message;
}

WebSocketState::Change WebSocketState::change() {
  return Change(*this, !messages_.empty() || !is_connected());
}

WebSocketState::Change WebSocketState::pause(Time time) {
  if (!is_closing_) Loop::current().set_timer_after(limit_, time);
  return Change(*this, is_closing_);
}

// The connection is gone; whoever listens sees to what comes next.
void WebSocketState::part() {
  limit_.cancel();
  protocol_.clear();
  was_open_long_ =
      phase_ == Phase::open && Loop::current().now() - opened_ > options_.reconnect.longest_delay;
  phase_ = Phase::apart;
  listeners_.wake_all();
}

// Why there is no more sending.
Error WebSocketState::closed() const {
  return {"closed", str("the connection to ", url(), " is closed")};
}

void WebSocketState::stop() {
  if (is_connected()) port_->abort(*this);
  limit_.cancel();
  phase_ = Phase::over;
  senders_.fail_all(closed());
}

void WebSocketState::add_sender(WebSocket::Send& sender) {
  if (phase_ == Phase::over || is_closing_) {
    return sender.fail(closed());
  }
  senders_.add(sender);
}

void WebSocketState::ask_to_close(int code, std::string_view reason) {
  if (is_closing_ || phase_ == Phase::over) return;
  is_closing_ = true;
  senders_.fail_all(closed());
  if (is_connected()) return port_->close(*this, code, reason);
  limit_.cancel();
  listeners_.wake_all();
}

void WebSocketState::open(std::string protocol) {
  limit_.cancel();
  protocol_ = std::move(protocol);
  opened_ = Loop::current().now();
  phase_ = Phase::open;
  while (Waiter* waiter = senders_.first()) {
    port_->send(*this, static_cast<WebSocket::Send&>(*waiter).message_);
    waiter->wake();
  }
}

bool WebSocketState::admit(std::size_t size) {
  if (size <= options_.queue_limit - queued_ && messages_.size() < most_messages) return true;
  port_->abort(*this);
  fail(Error("overflow",
             str(url(), " sent more than ", options_.queue_limit, " bytes, or ", most_messages,
                 " messages, that nobody took: take them sooner, or raise "
                 "queue_limit")));
  return false;
}

void WebSocketState::receive(SocketMessage message) {
  if (!admit(message.bytes().size())) return;
  queued_ += message.bytes().size();
  messages_.push_back(std::move(message));
  listeners_.wake_all();
}

void WebSocketState::close(SocketEnd end) {
  last_end_ = std::move(end);
  part();
}

void WebSocketState::fail(Error error) {
  error_ = std::move(error);
  part();
}

void WebSocketState::Limit::on_time(Timer& timer) {
  WebSocketState& state = static_cast<Limit&>(timer).state;
  if (!state.is_connected()) return state.listeners_.wake_all();
  state.port_->abort(state);
  state.close({.code = SocketEnd::lost, .reason = "no connection in time"});
}

}  // namespace coracle
