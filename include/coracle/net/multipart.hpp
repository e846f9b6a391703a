#pragma once

#include <coracle/base/bytes.hpp>
#include <coracle/base/error.hpp>
#include <coracle/net/headers.hpp>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace coracle {

/// One body of a multipart message: a frame of a camera's stream, say.
struct BodyPart {
  Headers headers;
  Bytes body;

  /// The first header of that name, upper and lower case alike. Lives no longer than the part.
  std::optional<std::string_view> header(std::string_view name) const {
    return find_header(headers, name);
  }
};

/// The boundary that a Content-Type names: "multipart/x-mixed-replace; boundary=frame" gives
/// "frame". Empty if it is no multipart type, or names none.
std::string multipart_boundary(std::string_view content_type);

/// What would be read without end is an error. In bytes.
struct MultipartLimits {
  std::size_t preamble = std::size_t{64} << 10;  ///< before the first boundary
  std::size_t head = std::size_t{16} << 10;      ///< of a part's headers
  std::size_t part = std::size_t{64} << 20;      ///< of a part's body
  std::size_t padding = 256;  ///< of blanks on a boundary's line, CR included; with more it is none
};

/// Takes a multipart message apart, as it arrives, in pieces that begin and end anywhere.
///
///     MultipartParser parser(multipart_boundary(content_type));
///     parser.feed(piece.span());
///     while (std::optional<BodyPart> part = parser.next()) show(part->body);
///
/// A part with a `Content-Length` is whole as soon as so many bytes are there; another one when
/// the boundary after it is. Lines may end in CR LF or LF. What stands before the first boundary
/// and after the last is skipped. A boundary that is named together with the two dashes that belong
/// before it, as some cameras do, is understood.
///
/// Semantics: RFC 2046 §5.1; a length is believed, as in HTTP, so that a frame need not wait for
/// the next one's boundary.
class MultipartParser {
 public:
  explicit MultipartParser(std::string_view boundary, MultipartLimits limits = {});

  /// Takes the next bytes of the message. Those after its end, or after an error, are dropped.
  void feed(std::span<const std::uint8_t> bytes);
  /// The next part that is whole; none if there is none yet.
  std::optional<BodyPart> next();
  /// To be called when there are no more bytes. When `next()` has given all that was whole, a
  /// message that is cut within a part has the "multipart" error; one that ends after a part has
  /// ended.
  void finish();

  /// Whether the last boundary was met, or the message finished after a part.
  bool ended() const { return state_ == State::ended; }
  /// Why no part can follow, with code "multipart"; empty while nothing is wrong.
  const Error& error() const { return error_; }

 private:
  enum class State : std::uint8_t { preamble, head, body, counted_body, gap, ended, failed };
  /// A line that divides: all of it, with the line end before it.
  struct Boundary {
    std::size_t begin;
    std::size_t end;
    bool last;
  };
  /// What a line is, as far as its bytes are there.
  struct Line {
    enum class Kind : std::uint8_t { unclear, boundary, other };
    Kind kind;
    std::size_t size = 0;  // of a boundary
    bool last = false;
  };

  void find_part();
  void conclude();
  // Each does what it can with what is there, and says whether it got further.
  bool step();
  bool skip_preamble();
  bool read_head();
  bool read_body();
  bool read_counted_body();
  bool read_gap();

  std::string_view rest() const { return std::string_view(buffer_).substr(begin_); }
  Line read_line(std::string_view text) const;
  Line read_plain_line(std::string_view text) const;
  std::optional<Boundary> find_boundary();
  std::size_t longest_boundary() const;
  void consume(std::size_t count);
  void pass(const Boundary& boundary);
  void end_head();
  bool fail_with(std::string message);

  std::string boundary_;  // with its dashes
  bool dashes_named_;     // so there may be two more
  MultipartLimits limits_;
  std::string buffer_;
  std::size_t begin_ = 0;      // of what was not used yet
  std::size_t line_ = 0;       // in that, where the line begins that may be a boundary
  std::size_t searched_ = 0;   // in that, before which there is no further line end
  std::size_t head_size_ = 0;  // of the part's head, so far
  std::uint64_t length_ = 0;   // of a counted body
  std::size_t number_ = 0;     // of the part
  Headers headers_;
  std::optional<BodyPart> part_;
  Error error_;
  State state_ = State::preamble;
  bool finished_ = false;
};

}  // namespace coracle
