#pragma once

#include <coracle/async/loop.hpp>
#include <coracle/net/body.hpp>
#include <coracle/net/headers.hpp>
#include <coracle/net/transfer_progress.hpp>
#include <cstddef>
#include <cstdint>
#include <string>

namespace coracle {

/// Whether cookies and the like go with a request, and are taken from its answer.
enum class Credentials : std::uint8_t { same_origin, include, omit };

/// What happens where the server says that the answer is elsewhere.
enum class Redirects : std::uint8_t {
  follow,  ///< asks there, up to 20 times; a loop is a "network" error
  refuse,  ///< is a "network" error
};

/// How the browser's own cache of answers is used.
enum class Cache : std::uint8_t {
  standard,    ///< as HTTP has it: an answer that is still good is not asked for again
  no_store,    ///< not at all
  reload,      ///< the server is asked, and its answer kept
  revalidate,  ///< the server is asked whether what is kept is still good
  prefer,      ///< what is kept will do, however old it is
};

/// What to ask a server for.
///
///     fetch({.url = "save", .method = "PUT", .headers = {{"If-Match", tag}}, .body = text,
///            .timeout = 10s})
struct Request {
  /// Absolute, or relative to the page.
  std::string url;
  /// As it is sent: methods are upper case.
  std::string method = "GET";
  Headers headers = {};
  /// For a method that takes one: not GET, not HEAD.
  Body body = {};
  /// Whether a status of 400 or more is a response like any other, not an error.
  bool accept_error_status = false;
  /// After how long the request is ended with the error "timeout"; 0 for never. Of `fetch` it is
  /// the whole time, from the call to the last byte; of a stream, which may be endless, each time
  /// that is spent waiting for the head, and for each piece.
  Time timeout{0};
  Credentials credentials = Credentials::same_origin;
  Redirects redirects = Redirects::follow;
  /// What a server sends without end, `server_events` and `fetch_parts`, goes past the cache where
  /// this is `standard`. By way of the cache a browser asks for one address once at a time.
  Cache cache = Cache::standard;
  /// Who is told how much has arrived: a `Signal<TransferProgress>`.
  ProgressListener progress = {};
  /// Of `fetch`: a body of more bytes ends the request with the error "too_large". All of it has to
  /// fit into the program's memory, and what does not is fatal.
  std::size_t body_limit = std::size_t{512} << 20;
  /// Of a stream: while so many bytes have arrived and were not taken, no more are read.
  std::size_t queue_limit = std::size_t{1} << 20;

  friend bool operator==(const Request&, const Request&) = default;
};

}  // namespace coracle
