#pragma once

#include <coracle/base/bytes.hpp>
#include <string>
#include <utility>
#include <vector>

namespace coracle {

/// The headers of a request or a response, in order.
using Headers = std::vector<std::pair<std::string, std::string>>;

/// What to ask a server for.
///
///     fetch({.url = "save", .method = "POST", .body = Bytes(text)})
struct Request {
  /// Absolute, or relative to the page.
  std::string url;
  std::string method = "GET";
  Headers headers = {};
  Bytes body = {};
  /// Whether a status of 400 or more is a response like any other, not an error.
  bool accept_error_status = false;

  friend bool operator==(const Request&, const Request&) = default;
};

}  // namespace coracle
