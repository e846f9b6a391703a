#include <coracle/async/attempt.hpp>
#include <coracle/async/sleep.hpp>
#include <coracle/base/str.hpp>
#include <coracle/net/fetch_stream.hpp>
#include <coracle/net/server_events.hpp>
#include <optional>
#include <utility>

namespace coracle {

namespace {

Request resumed(const Request& request, const std::string& last_id) {
  Request next = request;
  if (!find_header(next.headers, "Accept"))
    next.headers.emplace_back("Accept", "text/event-stream");
  if (!last_id.empty()) next.headers.emplace_back("Last-Event-ID", last_id);
  return next;
}

bool is_event_stream(const ResponseHead& head) {
  constexpr std::string_view type = "text/event-stream";
  const std::string_view given = head.header("Content-Type").value_or("");
  return given.starts_with(type) &&
         (given.size() == type.size() || given[type.size()] == ';' || given[type.size()] == ' ');
}

}  // namespace

AsyncGenerator<ServerEvent> server_events(Request request, RetryPolicy policy) {
  if (Error problem = problem_of(policy)) co_await fail(std::move(problem));
  request.accept_error_status = false;
  Backoff backoff(policy);
  for (EventStreamParser parser;;) {
    parser.begin();
    Error lost;  // empty where the stream ended well
    auto opened = co_await attempt(open_stream(resumed(request, parser.last_id())));
    if (!opened) {
      lost = opened.error();
    } else {
      ResponseStream stream = *std::move(opened);
      if (stream.status() == 204) co_return;
      if (!is_event_stream(stream.head())) {
        co_await fail("protocol", str(request.url, " is no stream of events: its type is \"",
                                      stream.header("Content-Type").value_or(""), '"'));
      }
      for (;;) {
        auto piece = co_await attempt(stream.next());
        if (!piece) {
          lost = piece.error();
          break;
        }
        if (!*piece) break;
        parser.feed((*piece)->text());
        while (std::optional<ServerEvent> event = parser.take()) {
          backoff.reset();
          co_yield *std::move(event);
        }
        if (parser.error()) co_await fail(parser.error());
      }
    }
    if (parser.retry()) backoff.set_first_delay(*parser.retry());
    const std::optional<Time> pause = lost ? backoff.after(lost) : backoff.after_end();
    if (!pause && lost) co_await fail(lost);
    if (!pause) co_return;
    co_await sleep(*pause);
  }
}

AsyncGenerator<ServerEvent> server_events(std::string url) {
  return server_events(Request{.url = std::move(url)});
}
AsyncGenerator<ServerEvent> server_events(const char* url) {
  return server_events(std::string(url));
}

}  // namespace coracle
