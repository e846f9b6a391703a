#include <coracle/async/attempt.hpp>
#include <coracle/base/str.hpp>
#include <coracle/net/fetch_parts.hpp>
#include <coracle/net/fetch_stream.hpp>
#include <utility>

namespace coracle {

AsyncGenerator<BodyPart> fetch_parts(Request request) {
  // A camera has no end: it is not worth keeping, and two may want it at once.
  if (request.cache == Cache::standard) request.cache = Cache::no_store;
  ResponseStream stream = co_await open_stream(std::move(request));
  const std::string_view type = stream.header("Content-Type").value_or("nothing that it names");
  const std::string boundary = multipart_boundary(type);
  if (boundary.empty()) {
    co_await fail("multipart", str("the answer of ", stream.head().url(), " is ", type,
                                   ", not multipart/x-mixed-replace with a boundary"));
  }
  MultipartParser parser(boundary);
  while (!parser.ended()) {
    const std::optional<Bytes> piece = co_await stream.next();
    if (piece) {
      parser.feed(piece->span());
    } else {
      parser.finish();
    }
    while (std::optional<BodyPart> part = parser.next()) co_yield *std::move(part);
    if (parser.error()) co_await fail(parser.error());
  }
}

AsyncGenerator<BodyPart> fetch_parts(std::string_view url) {
  return fetch_parts(Request{.url = std::string(url)});
}

}  // namespace coracle
