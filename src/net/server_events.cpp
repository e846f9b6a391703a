#include <algorithm>
#include <coracle/async/attempt.hpp>
#include <coracle/async/sleep.hpp>
#include <coracle/base/str.hpp>
#include <coracle/net/fetch_stream.hpp>
#include <coracle/net/server_events.hpp>
#include <optional>
#include <utility>

#include "same_name.hpp"

namespace coracle {

namespace {

// The text of a header: each of its characters stands for a byte.
std::string header_of(std::string_view bytes) {
  std::string text;
  for (const char byte : bytes) {
    const auto code = static_cast<unsigned char>(byte);
    if (code < 0x80) {
      text += byte;
    } else {
      text += {static_cast<char>(0xC0 | (code >> 6)), static_cast<char>(0x80 | (code & 0x3F))};
    }
  }
  return text;
}

Request resumed(const Request& request, std::string_view last_id) {
  constexpr std::string_view last_event_id = "Last-Event-ID";
  Request next = request;
  if (!find_header(next.headers, "Accept"))
    next.headers.emplace_back("Accept", "text/event-stream");
  if (!last_id.empty()) {
    std::erase_if(next.headers,
                  [&](const auto& header) { return same_name(header.first, last_event_id); });
    next.headers.emplace_back(last_event_id, header_of(last_id));
  }
  return next;
}

// What is wrong with an answer that is to be a stream of events; empty if nothing is.
Error problem_of(const ResponseHead& head, std::string_view url) {
  constexpr std::string_view type = "text/event-stream";
  const std::string_view given = head.header("Content-Type").value_or("");
  if (media_type_of(given) == type) return {};
  return {"protocol", str(url, " is no stream of events: its type is \"", given, '"')};
}

// Whether the stream goes on.
Task<bool> read_piece(ResponseStream& stream, EventStreamParser& parser) {
  const std::optional<Bytes> piece = co_await stream.next();
  if (piece) parser.feed(piece->text());
  co_return piece.has_value();
}

}  // namespace

AsyncGenerator<ServerEvent> server_events(Request request, RetryPolicy policy) {
  if (Error problem = problem_of(policy)) co_await fail(std::move(problem));
  request.accept_error_status = false;
  // What has no end is not worth keeping, and two may want it at once.
  if (request.cache == Cache::standard) request.cache = Cache::no_store;
  Backoff backoff(policy);
  for (EventStreamParser parser;;) {
    parser.begin();
    auto stream = co_await attempt(open_stream(resumed(request, parser.last_id())));
    if (stream && stream->status() == 204) co_return;
    if (Error problem = stream ? problem_of(stream->head(), request.url) : Error()) {
      co_await fail(std::move(problem));
    }
    Result<bool> goes_on = stream ? Result<bool>(true) : Result<bool>(stream.error());
    while (goes_on && *goes_on) {
      goes_on = co_await attempt(read_piece(*stream, parser));
      while (std::optional<ServerEvent> event = parser.take()) {
        backoff.reset();
        co_yield *std::move(event);
      }
      if (parser.error()) co_await fail(parser.error());
    }
    // A pause of nothing would never grow.
    if (parser.retry()) backoff.set_shortest_delay(std::max(*parser.retry(), Time(1)));
    const std::optional<Time> pause =
        goes_on ? backoff.after_end() : backoff.after(goes_on.error());
    if (!pause && !goes_on) co_await fail(goes_on.error());
    if (!pause) co_return;
    co_await sleep(*pause);
  }
}

AsyncGenerator<ServerEvent> server_events(std::string_view url) {
  return server_events(Request{.url = std::string(url)});
}

}  // namespace coracle
