#pragma once

#include <coracle/base/bytes.hpp>
#include <string>
#include <string_view>
#include <utility>

namespace coracle {

/// A message of a WebSocket: text or bytes.
class SocketMessage {
 public:
  SocketMessage() noexcept = default;
  SocketMessage(Bytes bytes) noexcept : bytes_(std::move(bytes)), is_text_(false) {}
  SocketMessage(std::string_view text) : bytes_(text) {}
  SocketMessage(const std::string& text) : SocketMessage(std::string_view(text)) {}
  SocketMessage(const char* text) : SocketMessage(std::string_view(text)) {}

  bool is_text() const noexcept { return is_text_; }
  const Bytes& bytes() const noexcept { return bytes_; }
  /// The bytes read as UTF-8. Lives no longer than the message.
  std::string_view text() const noexcept { return bytes_.text(); }

  friend bool operator==(const SocketMessage&, const SocketMessage&) = default;

 private:
  Bytes bytes_;
  bool is_text_ = true;
};

/// How a connection has ended.
struct SocketEnd {
  static constexpr int lost = 1006;

  /// A close code of RFC 6455 §7.4: 1000 for a normal end, 1005 where none was given, 1006 where
  /// the connection was lost or never made.
  int code = lost;
  std::string reason = {};

  friend bool operator==(const SocketEnd&, const SocketEnd&) = default;
};

}  // namespace coracle
