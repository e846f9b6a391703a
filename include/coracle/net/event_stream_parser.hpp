#pragma once

#include <coracle/async/loop.hpp>
#include <coracle/base/bytes.hpp>
#include <coracle/base/error.hpp>
#include <cstddef>
#include <deque>
#include <optional>
#include <string>
#include <string_view>

namespace coracle {

/// An event that a server has sent.
struct ServerEvent {
  std::string type = "message";
  /// The lines of its `data`, with "\n" between each.
  std::string data;
  /// The last `id` that the server has sent, with this event or before it.
  std::string id;

  friend bool operator==(const ServerEvent&, const ServerEvent&) = default;
};

/// Reads a stream of server-sent events, which may be cut into pieces anywhere.
///
///     EventStreamParser parser;
///     parser.feed("id: 7\ndata: hel");
///     parser.feed("lo\n\n");
///     parser.take();  // {"message", "hello", "7"}
///
/// Lines end with CR, LF or both. What is no field of an event is passed over. An event that is
/// longer than `limit` bytes, its line under way included, is an error "too_large", and so is an
/// `id` that is longer than 16 KiB, which no server would take back as a header: from then on
/// nothing is read.
///
/// Semantics: the HTML standard, 9.2.6. Text is passed on as it came, UTF-8 or not.
class EventStreamParser {
 public:
  explicit EventStreamParser(std::size_t limit = std::size_t{16} << 20) : limit_(limit) {}

  void feed(std::string_view piece);
  /// The next event that is complete.
  std::optional<ServerEvent> take();
  /// Begins a new stream: what is incomplete is dropped, the last `id` stays.
  void begin();

  std::string_view last_id() const { return last_id_.text(); }
  /// The pause before the next connection, where the server has named one by `retry`.
  std::optional<Time> retry() const { return retry_; }
  const Error& error() const { return error_; }

 private:
  /// An event that waits to be taken. It shares its id: a server may send many under one.
  struct Complete {
    std::string type;
    std::string data;
    Bytes id;
  };

  void fail(std::string_view what, std::size_t limit);
  void take_line();
  void take_field(std::string_view name, std::string_view value);
  void dispatch();

  std::size_t limit_;
  std::string line_;
  std::string data_;
  std::string type_;
  Bytes id_;
  Bytes last_id_;
  std::optional<Time> retry_;
  std::deque<Complete> events_;
  Error error_;
  bool is_first_line_ = true;
  bool after_return_ = false;
  bool has_data_ = false;
};

}  // namespace coracle
