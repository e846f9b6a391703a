#pragma once

#include <coracle/base/bytes.hpp>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace coracle {

/// The fields of a form, in order; a name may come more than once.
///
///     fetch({.url = "search", .method = "POST",
///            .body = FormData({{"words", "sea & sky"}, {"page", "2"}})})
struct FormData {
  using Field = std::pair<std::string, std::string>;

  FormData() = default;
  FormData(std::initializer_list<Field> fields) : fields(fields) {}

  std::vector<Field> fields;

  /// As `application/x-www-form-urlencoded`, which serves as the query of a URL, too:
  /// `words=sea+%26+sky&page=2`.
  ///
  /// Semantics: the serializer of the URL standard.
  std::string text() const;
};

/// What a request sends: bytes, text or a form. Without a `Content-Type` among the request's own
/// headers text is sent as `text/plain;charset=UTF-8`, a form as
/// `application/x-www-form-urlencoded`, and bytes without one.
///
///     .body = "a line of text"
///     .body = FormData({{"name", "Ada"}})
///     .body = Bytes(pixels)
class Body {
 public:
  Body() noexcept = default;
  Body(Bytes bytes) noexcept : bytes_(std::move(bytes)) {}
  Body(std::string_view text) : bytes_(text), media_type_("text/plain;charset=UTF-8") {}
  Body(const std::string& text) : Body(std::string_view(text)) {}
  Body(const char* text) : Body(std::string_view(text)) {}
  Body(const FormData& form);

  const Bytes& bytes() const noexcept { return bytes_; }
  bool empty() const noexcept { return bytes_.empty(); }
  /// The `Content-Type` that goes with it; empty where it has none.
  std::string_view media_type() const noexcept { return media_type_; }

  friend bool operator==(const Body&, const Body&) = default;

 private:
  Bytes bytes_;
  std::string_view media_type_;  // a literal
};

}  // namespace coracle
