#pragma once

#include <coracle/async/async_generator.hpp>
#include <coracle/net/event_stream_parser.hpp>
#include <coracle/net/request.hpp>
#include <coracle/net/retry.hpp>
#include <string_view>

namespace coracle {

/// How `server_events` connects again: for ever, after 3 s at first, as browsers do.
inline constexpr RetryPolicy reconnect_for_ever{.attempts = 0, .first_delay = Time(3000)};

/// The events that a server sends, and goes on sending: a stream of type `text/event-stream`.
///
///     auto events = server_events("news");
///     while (ServerEvent* event = co_await events.next()) log.print(event->data, "\n");
///
/// Any request will do: with headers of one's own, with a method and a body, across sites with
/// credentials. It goes past the browser's cache, unless it names another use of that. A `timeout`
/// is the longest silence that is put up with, so it should be longer than
/// the time between two signs of life of the server's (a comment is one).
///
/// When the connection ends, or fails in a way that is passing, it is made anew by the policy, with
/// the `Last-Event-ID` that the server sent last. A server's `retry`, at least 1 ms, takes the
/// place of `first_delay`, and no pause is shorter than that, its `Retry-After` is honoured, and
/// with each event the policy begins anew. Events that were complete are given before that, each
/// once; half an event is dropped.
///
/// Ends with the policy's last attempt, where that ended well, and where the server answers 204.
/// Fails with the error of the last attempt; with what is not passing: "http", "bad_argument",
/// "protocol" where the answer is no stream of events, "too_large" where an event is longer than
/// 16 MiB, or its `id` than 16 KiB.
///
/// Across sites the header `Last-Event-ID`, which only a connection made anew has, is one that the
/// server must allow (`Access-Control-Allow-Headers`, in its answer to OPTIONS): one that does not,
/// though it serves an EventSource, which need not ask, cannot be reached again once it has sent an
/// `id`. That is a "network" error, and passing.
///
/// A slow consumer stops the server, as with `fetch_stream`. Cancelling, or destroying the
/// generator: the request is aborted, its connection closed.
///
/// Semantics: the HTML standard's EventSource, but for the backoff, and for statuses that are
/// passing, after which that gives up.
AsyncGenerator<ServerEvent> server_events(Request request, RetryPolicy policy = reconnect_for_ever);
AsyncGenerator<ServerEvent> server_events(std::string_view url);

}  // namespace coracle
