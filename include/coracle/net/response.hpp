#pragma once

#include <coracle/base/bytes.hpp>
#include <coracle/base/error.hpp>
#include <coracle/net/headers.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace coracle {

/// What comes before the body of an answer.
class ResponseHead {
 public:
  ResponseHead() = default;
  ResponseHead(int status, Headers headers, std::string url = {}, bool redirected = false)
      : status_(status),
        redirected_(redirected),
        headers_(std::move(headers)),
        url_(std::move(url)) {}

  int status() const { return status_; }
  bool ok() const { return status_ >= 200 && status_ < 300; }
  /// Those that the browser lets a page see: of another site only a few, unless its CORS headers
  /// expose more. Browsers give the names in lower case.
  const Headers& headers() const { return headers_; }
  /// The first header of that name, upper and lower case alike.
  std::optional<std::string_view> header(std::string_view name) const {
    return find_header(headers_, name);
  }
  /// Where the answer came from, absolute in a page: after redirects another address than that of
  /// the request.
  const std::string& url() const { return url_; }
  bool redirected() const { return redirected_; }

 private:
  int status_ = 0;
  bool redirected_ = false;
  Headers headers_;
  std::string url_;
};

/// What a server answered, whole. Copying it shares the bytes.
class Response : public ResponseHead {
 public:
  Response() = default;
  Response(int status, Headers headers, Bytes bytes)
      : ResponseHead(status, std::move(headers)), bytes_(std::move(bytes)) {}
  Response(ResponseHead head, Bytes bytes)
      : ResponseHead(std::move(head)), bytes_(std::move(bytes)) {}

  const Bytes& bytes() const { return bytes_; }
  /// The bytes read as UTF-8. Lives no longer than the response.
  std::string_view text() const { return bytes_.text(); }

 private:
  Bytes bytes_;
};

/// The answer that an error with code "http" was made of, or null for any other error; of a stream
/// without its body. Lives no longer than the error.
///
///     auto page = co_await attempt(fetch(url));
///     if (!page) if (const Response* refused = response_of(page.error())) show(refused->status());
const Response* response_of(const Error& error);

}  // namespace coracle
