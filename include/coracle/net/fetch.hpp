#pragma once

#include <coracle/async/task.hpp>
#include <coracle/net/request.hpp>
#include <coracle/net/response.hpp>
#include <string_view>

namespace coracle {

/// Asks a server and waits for its whole answer.
///
///     Response image = co_await fetch(str("images/", index, ".jpg"));
///     Request saving{.url = "save", .method = "POST", .body = text};
///     Result<Response> saved = co_await attempt(fetch(saving));
///
/// Fails with code "http" for a status of 400 or more, unless the request accepts those (the error
/// has the answer, see `response_of`); with "network" when there was no answer: no connection, no
/// such host, a body cut short, redirects without end, not allowed by the server's CORS headers;
/// with "timeout" when the request's time was up; with "too_large" for a body of more bytes than
/// the request's `body_limit` (512 MiB, unless it says otherwise), as soon as that is known; with
/// "bad_argument" for what no browser sends: an empty or unreadable URL, a method or a header that
/// is none, a GET with a body.
///
/// Cancelling: the request is aborted, and its connection closed. Nothing is retried: see `retry`.
///
/// What is large and can be used in pieces is better read by `fetch_stream`. Memory that a page
/// has once taken it does not give back.
Task<Response> fetch(Request request);
Task<Response> fetch(std::string_view url);

}  // namespace coracle
