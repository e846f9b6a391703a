#include <algorithm>
#include <coracle/base/str.hpp>
#include <coracle/net/multipart.hpp>
#include <utility>

#include "read_digits.hpp"
#include "same_name.hpp"

namespace coracle {

namespace {

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

/// How much of `text` stands before a line that begins at `line`, less the line end between them.
std::size_t size_before(std::string_view text, std::size_t line) {
  if (line == 0) return 0;
  return line - (text.substr(0, line).ends_with("\r\n") ? 2 : 1);
}

}  // namespace

std::string multipart_boundary(std::string_view content_type) {
  if (!media_type_of(content_type).starts_with("multipart/")) return {};
  take_until(content_type, ';');
  while (!content_type.empty()) {
    const std::size_t end = content_type.find_first_of("=;");
    if (end == std::string_view::npos) break;
    const bool has_value = content_type[end] == '=';
    const std::string_view name = trim(take_until(content_type, content_type[end]));
    if (!has_value) continue;
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

MultipartParser::MultipartParser(std::string_view boundary, MultipartLimits limits)
    : boundary_(boundary.starts_with("--") ? std::string(boundary) : str("--", boundary)),
      dashes_named_(boundary.starts_with("--")),
      limits_(limits) {
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
  if (finished_ && !part_) conclude();
}

std::optional<BodyPart> MultipartParser::next() {
  find_part();
  return std::exchange(part_, std::nullopt);
}

void MultipartParser::finish() {
  finished_ = true;
  find_part();
}

void MultipartParser::conclude() {
  if (state_ == State::ended || state_ == State::failed) return;
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
  const std::optional<Boundary> boundary = find_boundary();
  const std::size_t size = boundary ? boundary->begin : rest().size();
  if (size > limits_.preamble + (boundary ? 0 : longest_boundary())) {
    return fail_with(
        str("the boundary \"", boundary_, "\" is not in the first ", limits_.preamble, " bytes"));
  }
  if (!boundary) return false;
  pass(*boundary);
  return true;
}

bool MultipartParser::read_head() {
  const std::string_view text = rest();
  const std::size_t end = text.find('\n', searched_);
  searched_ = text.size();
  if (head_size_ + std::min(end, text.size()) > limits_.head) {
    return fail_with(str("the head of part ", number_, " is longer than ", limits_.head, " bytes"));
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
  if (size > limits_.part + (boundary ? 0 : longest_boundary())) {
    return fail_with(str("part ", number_, " is longer than ", limits_.part, " bytes"));
  }
  if (!boundary) return false;
  part_ = BodyPart{std::exchange(headers_, {}), Bytes(rest().substr(0, size))};
  pass(*boundary);
  return true;
}

bool MultipartParser::read_counted_body() {
  if (length_ > limits_.part) {
    return fail_with(
        str("part ", number_, " of ", length_, " bytes is longer than ", limits_.part));
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
  const Line line = read_line(rest());
  if (line.kind == Line::Kind::unclear) return false;
  if (line.kind == Line::Kind::other) {
    return fail_with(str("part ", number_, " goes on after the ", length_,
                         " bytes that its Content-Length tells"));
  }
  pass({.begin = 0, .end = line.size, .last = line.last});
  return true;
}

/// More bytes may make clear what was unclear, and change nothing else: so it does not matter in
/// which pieces they come.
MultipartParser::Line MultipartParser::read_line(std::string_view text) const {
  if (dashes_named_ && text.starts_with("--")) {
    Line line = read_plain_line(text.substr(2));
    line.size += 2;
    if (line.kind != Line::Kind::other) return line;
  }
  return read_plain_line(text);
}

MultipartParser::Line MultipartParser::read_plain_line(std::string_view text) const {
  constexpr auto unclear = Line::Kind::unclear;
  constexpr auto other = Line::Kind::other;
  constexpr auto is_boundary = Line::Kind::boundary;
  if (text.size() < boundary_.size()) {
    return {std::string_view(boundary_).starts_with(text) ? unclear : other};
  }
  if (!text.starts_with(boundary_)) return {other};
  std::string_view tail = text.substr(boundary_.size());
  if (tail == "-") return {unclear};
  const bool last = tail.starts_with("--");
  if (last) tail.remove_prefix(2);
  const std::size_t padding = std::min(tail.find_first_not_of(" \t\r"), tail.size());
  if (padding > limits_.padding) return {other};
  if (padding == tail.size()) return {finished_ && last ? is_boundary : unclear, text.size(), last};
  if (tail[padding] != '\n') return {other};
  return {is_boundary, text.size() - tail.size() + padding + 1, last};
}

std::optional<MultipartParser::Boundary> MultipartParser::find_boundary() {
  const std::string_view text = rest();
  while (true) {
    const Line line = read_line(text.substr(line_));
    if (line.kind == Line::Kind::unclear) return std::nullopt;
    if (line.kind == Line::Kind::boundary) {
      return Boundary{size_before(text, line_), line_ + line.size, line.last};
    }
    const std::size_t line_end = text.find('\n', std::max(line_, searched_));
    searched_ = std::min(line_end, text.size());
    if (line_end == std::string_view::npos) return std::nullopt;
    line_ = line_end + 1;
  }
}

/// With the line ends around it: a boundary of which not so many bytes are there may be to come.
std::size_t MultipartParser::longest_boundary() const {
  return std::string_view("\r\n--").size() + boundary_.size() + std::string_view("--\n").size() +
         limits_.padding;
}

void MultipartParser::consume(std::size_t count) {
  begin_ += count;
  line_ = 0;
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
