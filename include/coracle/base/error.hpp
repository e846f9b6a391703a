#pragma once

#include <coracle/base/ref.hpp>
#include <coracle/base/source_location.hpp>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace coracle {

/// The stable name of a kind of error: a string literal, compared by its text. Programs branch on
/// it, so a code never changes once it is published; messages may.
class ErrorCode {
 public:
  template <std::size_t size>
  consteval ErrorCode(const char (&literal)[size]) : text_(literal), size_(size - 1) {}

  constexpr operator std::string_view() const { return {text_, size_}; }
  constexpr std::string_view text() const { return {text_, size_}; }
  friend constexpr bool operator==(ErrorCode a, std::string_view b) { return a.text() == b; }
  friend constexpr bool operator==(ErrorCode a, ErrorCode b) { return a.text() == b.text(); }

 private:
  const char* text_;
  std::size_t size_;
};

/// The codes the core itself uses. Others are free to invent their own.
namespace error_codes {
inline constexpr ErrorCode timeout = "timeout";
inline constexpr ErrorCode cancelled = "cancelled";
inline constexpr ErrorCode network = "network";
inline constexpr ErrorCode http = "http";
inline constexpr ErrorCode bad_argument = "bad_argument";
inline constexpr ErrorCode cycle = "cycle";
inline constexpr ErrorCode exception = "exception";
inline constexpr ErrorCode javascript = "javascript";
inline constexpr ErrorCode threads = "threads";
inline constexpr ErrorCode user = "user";
}  // namespace error_codes

/// What an error was made of, outside of C++ or inside. Its kind, the address of some variable of
/// those who made it, tells whether it is theirs.
class ErrorOrigin : public RefCounted {
 public:
  const void* kind() const noexcept { return kind_; }

 protected:
  explicit ErrorOrigin(const void* kind) noexcept : kind_(kind) {}

 private:
  const void* kind_;
};

/// What went wrong: a stable code, a message that says what to do, and where it happened.
///
/// One pointer wide and cheap to copy; immutable once it is handed on, so threads may share it. A
/// default-constructed or moved-from `Error` is empty: false, with an empty code and message.
///
///     co_await fail("bad_argument", "start must not be greater than end");
class Error {
 public:
  Error() noexcept = default;
  Error(ErrorCode code, std::string message, SourceLocation where = SourceLocation::current());

  std::string_view code() const noexcept;
  std::string_view message() const noexcept;
  SourceLocation where() const noexcept;
  /// A JavaScript stack or the like; may be empty.
  std::string_view detail() const noexcept;
  /// The error that led to this one, or null.
  const Error* cause() const noexcept;

  /// What it was made of, for those who know its kind; may be null.
  const ErrorOrigin* origin() const noexcept;

  /// The same error with a detail, with the error that led to it, or with what it was made of.
  [[nodiscard]] Error with_detail(std::string detail) &&;
  [[nodiscard]] Error with_cause(Error cause) &&;
  [[nodiscard]] Error with_origin(Ref<ErrorOrigin> origin) &&;

  explicit operator bool() const noexcept { return state_ != nullptr; }

  Error(const Error& other) noexcept : state_(other.state_) {
    if (state_) retain(state_);
  }
  Error(Error&& other) noexcept : state_(std::exchange(other.state_, nullptr)) {}
  Error& operator=(Error other) noexcept {
    std::swap(state_, other.state_);
    return *this;
  }
  ~Error() {
    if (state_) release(state_);
  }

 private:
  struct State;
  static void retain(State* state) noexcept;
  static void release(State* state) noexcept;
  State& own();

  State* state_ = nullptr;
};

}  // namespace coracle
