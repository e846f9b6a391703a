#pragma once

#include <coracle/base/bytes.hpp>
#include <coracle/net/request.hpp>
#include <optional>
#include <string_view>

namespace coracle {

/// What a server answered, whole. Copying it shares the bytes.
class Response {
 public:
  Response() = default;
  Response(int status, Headers headers, Bytes bytes)
      : status_(status), headers_(std::move(headers)), bytes_(std::move(bytes)) {}

  int status() const { return status_; }
  bool ok() const { return status_ >= 200 && status_ < 300; }
  const Headers& headers() const { return headers_; }
  /// The first header of that name, upper and lower case alike.
  std::optional<std::string_view> header(std::string_view name) const;
  const Bytes& bytes() const { return bytes_; }
  /// The bytes read as UTF-8. Lives no longer than the response.
  std::string_view text() const { return bytes_.text(); }

 private:
  int status_ = 0;
  Headers headers_;
  Bytes bytes_;
};

}  // namespace coracle
