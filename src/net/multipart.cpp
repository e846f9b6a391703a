#include <algorithm>
#include <coracle/base/str.hpp>
#include <coracle/net/multipart.hpp>
#include <utility>

#include "read_digits.hpp"
#include "same_name.hpp"

namespace coracle {

namespace {

constexpr std::size_t head_limit = std::size_t{16} << 10;
constexpr std::size_t preamble_limit = std::size_t{64} << 10;
constexpr std::size_t padding_limit = 256;  // of blanks after a boundary
constexpr std::string_view blank = " \t\r\n";

std::string_view trim(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(blank);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(blank) - begin + 1);
}

/// What stands before the first `end`, or all; both are taken off `text`.
std::string_view take_until(std::string_view& text, char end) {
  const std::size_t at = std::min(text.find(end), text.size());
  const std::string_view taken = text.substr(0, at);
  text.remove_prefix(std::min(at + 1, text.size()));
  return taken;
}

}  // namespace

std::string multipart_boundary(std::string_view content_type) {
  const std::string_view type = trim(take_until(content_type, ';'));
  if (!same_name(type.substr(0, 10), "multipart/")) return {};
  while (!content_type.empty()) {
    const std::string_view name = trim(take_until(content_type, '='));
    content_type.remove_prefix(
        std::min(content_type.find_first_not_of(blank), content_type.size()));
    std::string_view value;
    if (content_type.starts_with('"')) {
      content_type.remove_prefix(1);
      value = take_until(content_type, '"');
      take_until(content_type, ';');
    } else {
      value = trim(take_until(content_type, ';'));
    }
    if (same_name(name, "boundary")) return std::string(value);
  }
  return {};
}

MultipartParser::MultipartParser(std::string_view boundary, std::size_t part_limit)
    : boundary_(boundary.starts_with("--") ? std::string(boundary) : str("--", boundary)),
      dashes_named_(boundary.starts_with("--")),
      part_limit_(part_limit) {
  if (boundary.empty()) fail_with("there is no boundary to tell the parts by");
}

void MultipartParser::feed(std::span<const std::uint8_t> bytes) {
  if (state_ == State::ended || state_ == State::failed) return;
  // What was used is moved out of the way when it is most of the buffer, not for every piece.
  if (begin_ > buffer_.size() / 2) {
    buffer_.erase(0, begin_);
    begin_ = 0;
  }
  buffer_.append(reinterpret_cast<const char*>(bytes.data()), bytes.size());
}

void MultipartParser::find_part() {
  while (!part_ && step()) {
  }
}

std::optional<BodyPart> MultipartParser::next() {
  find_part();
  return std::exchange(part_, std::nullopt);
}

void MultipartParser::finish() {
  find_part();
  if (part_ || state_ == State::ended || state_ == State::failed) return;
  if (state_ == State::gap) {
    state_ = State::ended;
  } else if (number_ > 0) {
    fail_with(str("the message ends within part ", number_));
  } else {
    fail_with(str("the boundary \"", boundary_, "\" is not in the message"));
  }
}

bool MultipartParser::step() {
  switch (state_) {
    case State::preamble: return skip_preamble();
    case State::head: return read_head();
    case State::body: return read_body();
    case State::counted_body: return read_counted_body();
    case State::gap: return read_gap();
    case State::ended:
    case State::failed: return false;
  }
  return false;
}

bool MultipartParser::skip_preamble() {
  if (const std::optional<Boundary> boundary = find_boundary()) {
    pass(*boundary);
    return true;
  }
  if (rest().size() <= preamble_limit) return false;
  return fail_with(
      str("the boundary \"", boundary_, "\" is not in the first ", preamble_limit, " bytes"));
}

bool MultipartParser::read_head() {
  const std::string_view text = rest();
  const std::size_t end = text.find('\n', searched_);
  searched_ = text.size();
  if (head_size_ + std::min(end, text.size()) > head_limit) {
    return fail_with(str("the head of part ", number_, " is longer than ", head_limit, " bytes"));
  }
  if (end == std::string_view::npos) return false;
  std::string_view line = text.substr(0, end);
  if (trim(line).empty()) {
    end_head();
  } else if (line.find(':') != std::string_view::npos) {
    const std::string_view name = trim(take_until(line, ':'));
    headers_.emplace_back(name, trim(line));
  }
  head_size_ += end + 1;
  consume(end + 1);
  return true;
}

void MultipartParser::end_head() {
  const auto length = read_digits(find_header(headers_, "Content-Length").value_or(""));
  length_ = static_cast<std::uint64_t>(length.value_or(0));
  state_ = length ? State::counted_body : State::body;
}

bool MultipartParser::read_body() {
  const std::optional<Boundary> boundary = find_boundary();
  const std::size_t size = boundary ? boundary->begin : rest().size();
  // Before the boundary is there, its line may be what is too much.
  if (size > part_limit_ + (boundary ? 0 : boundary_.size() + padding_limit)) {
    return fail_with(str("part ", number_, " is longer than ", part_limit_, " bytes"));
  }
  if (!boundary) return false;
  part_ = BodyPart{std::exchange(headers_, {}), Bytes(rest().substr(0, size))};
  pass(*boundary);
  return true;
}

bool MultipartParser::read_counted_body() {
  if (length_ > part_limit_) {
    return fail_with(str("part ", number_, " of ", length_, " bytes is longer than ", part_limit_));
  }
  if (rest().size() < length_) return false;
  part_ = BodyPart{std::exchange(headers_, {}), Bytes(rest().substr(0, length_))};
  consume(length_);
  state_ = State::gap;
  return true;
}

/// After a counted body nothing but the boundary may follow.
bool MultipartParser::read_gap() {
  const std::size_t blanks = std::min(rest().find_first_not_of(blank), rest().size());
  if (blanks > 0) consume(blanks);
  if (const std::optional<Boundary> boundary = find_boundary(); boundary && boundary->begin == 0) {
    pass(*boundary);
    return true;
  }
  const auto may_become = [text = rest()](std::string_view line) {
    return text.starts_with(line) || line.starts_with(text);
  };
  const bool waits = may_become(boundary_) || (dashes_named_ && may_become(str("--", boundary_)));
  if (waits && rest().size() <= boundary_.size() + padding_limit) return false;
  return fail_with(str("part ", number_, " goes on after the ", length_,
                       " bytes that its Content-Length tells"));
}

std::optional<MultipartParser::Boundary> MultipartParser::find_boundary() {
  const std::string_view text = rest();
  for (std::size_t at = text.find(boundary_, searched_); at != std::string_view::npos;
       at = text.find(boundary_, at + 1)) {
    std::size_t begin = at;
    if (dashes_named_ && text.substr(0, at).ends_with("--")) begin -= 2;
    if (begin > 0 && text[begin - 1] != '\n') continue;
    searched_ = at;
    const std::string_view tail = text.substr(at + boundary_.size());
    const std::size_t line_end = tail.find('\n');
    const std::string_view padding = tail.substr(0, line_end);
    const bool last = tail.starts_with("--");
    if (!last && !trim(padding).empty()) {
      if (tail == "-") return std::nullopt;
      continue;
    }
    if (!last && line_end == std::string_view::npos) {
      if (padding.size() > padding_limit) continue;
      return std::nullopt;
    }
    const std::size_t after = last ? 2 : line_end + 1;
    if (begin > 0) begin -= text.substr(0, begin).ends_with("\r\n") ? 2 : 1;
    return Boundary{begin, at + boundary_.size() + after, last};
  }
  searched_ = text.size() - std::min(text.size(), boundary_.size() - 1);
  return std::nullopt;
}

void MultipartParser::consume(std::size_t count) {
  begin_ += count;
  searched_ = 0;
}

void MultipartParser::pass(const Boundary& boundary) {
  consume(boundary.end);
  head_size_ = 0;
  ++number_;
  state_ = boundary.last ? State::ended : State::head;
}

bool MultipartParser::fail_with(std::string message) {
  error_ = Error("multipart", std::move(message));
  state_ = State::failed;
  buffer_.clear();
  begin_ = 0;
  return false;
}

}  // namespace coracle
