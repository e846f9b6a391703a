#pragma once

#include <coracle/async/task.hpp>
#include <coracle/net/request.hpp>
#include <coracle/net/response.hpp>
#include <string>

namespace coracle {

/// Asks a server and waits for its whole answer.
///
///     Response image = co_await fetch(str("images/", index, ".jpg"));
///     Result<Response> saved = co_await attempt(fetch({.url = "save", .method = "POST"}));
///
/// Fails with code "http" for a status of 400 or more, unless the request accepts those; with
/// "network" when there was no answer: no connection, no such host, a body cut short, not
/// allowed by the server's CORS headers; with "bad_argument" for an empty URL.
///
/// Cancelling: the request is aborted, and its connection closed. Nothing is retried.
Task<Response> fetch(Request request);
Task<Response> fetch(std::string url);
Task<Response> fetch(const char* url);

}  // namespace coracle
