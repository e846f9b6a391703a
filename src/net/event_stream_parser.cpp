#include <algorithm>
#include <coracle/base/str.hpp>
#include <coracle/net/event_stream_parser.hpp>
#include <utility>

#include "read_digits.hpp"

namespace coracle {

namespace {
constexpr std::size_t id_limit = std::size_t{16} << 10;
}

void EventStreamParser::begin() {
  line_.clear();
  data_.clear();
  type_.clear();
  id_ = last_id_;
  is_first_line_ = true;
  after_return_ = false;
  has_data_ = false;
}

void EventStreamParser::feed(std::string_view piece) {
  while (!piece.empty() && !error_) {
    // The second half of a line's end may be in the next piece.
    if (std::exchange(after_return_, false) && piece.front() == '\n') piece.remove_prefix(1);
    const std::size_t end = std::min(piece.find_first_of("\r\n"), piece.size());
    if (line_.size() + data_.size() + type_.size() + end > limit_) return fail("an event", limit_);
    line_ += piece.substr(0, end);
    if (end == piece.size()) return;
    after_return_ = piece[end] == '\r';
    piece.remove_prefix(end + 1);
    take_line();
  }
}

void EventStreamParser::fail(std::string_view what, std::size_t limit) {
  error_ = Error("too_large", str(what, " of a server is longer than ", limit, " bytes"));
}

void EventStreamParser::take_line() {
  std::string_view line = line_;
  if (std::exchange(is_first_line_, false) && line.starts_with("\xEF\xBB\xBF")) {
    line.remove_prefix(3);
  }
  const std::size_t colon = line.find(':');
  if (line.empty()) {
    dispatch();
  } else if (colon == std::string_view::npos) {
    take_field(line, {});
  } else if (colon > 0) {
    std::string_view value = line.substr(colon + 1);
    if (value.starts_with(' ')) value.remove_prefix(1);
    take_field(line.substr(0, colon), value);
  }
  line_.clear();
}

void EventStreamParser::take_field(std::string_view name, std::string_view value) {
  if (name == "data") {
    if (std::exchange(has_data_, true)) data_ += '\n';
    data_ += value;
  } else if (name == "event") {
    type_ = value;
  } else if (name == "id") {
    if (value.size() > id_limit) return fail("an event's id", id_limit);
    if (value.find('\0') == std::string_view::npos) id_ = Bytes(value);
  } else if (name == "retry") {
    const std::optional<std::int64_t> milliseconds = read_digits(value, 9);
    if (milliseconds) retry_ = Time(static_cast<double>(*milliseconds));
  }
}

void EventStreamParser::dispatch() {
  last_id_ = id_;
  if (has_data_) {
    events_.push_back({std::move(type_), std::move(data_), last_id_});
  }
  data_.clear();
  type_.clear();
  has_data_ = false;
}

std::optional<ServerEvent> EventStreamParser::take() {
  if (events_.empty()) return std::nullopt;
  auto& [type, data, id] = events_.front();
  ServerEvent event{.data = std::move(data), .id = std::string(id.text())};
  if (!type.empty()) event.type = std::move(type);
  events_.pop_front();
  return event;
}

}  // namespace coracle
