#include <coracle/async/attempt.hpp>
#include <coracle/base/str.hpp>
#include <coracle/net/fetch.hpp>
#include <coracle/net/fetch_parts.hpp>
#include <coracle/ui/frames.hpp>
#include <utility>

namespace coracle {

namespace {

/// A frame, in the pane for its media type; a camera that tells none makes JPEGs.
template <class Answer>
Result<Image> image_of(const Answer& answer, const Bytes& bytes) {
  const std::string_view told = answer.header("Content-Type").value_or("");
  const std::string type = media_type_of(told);
  if (type.empty() || type == "image/jpeg" || type == "image/jpg") return Jpg(bytes);
  if (type == "image/png") return Png(bytes);
  if (type == "image/webp") return WebP(bytes);
  if (type == "image/gif") return Gif(bytes);
  if (type == "image/svg+xml") return Svg(bytes);
  return Error("image", str("a frame is ", told, ", which no pane shows; see Image"));
}

Generator<Request> requests_for(std::vector<std::string> urls) {
  for (std::string& url : urls) co_yield Request{.url = std::move(url)};
}

}  // namespace

AsyncGenerator<Image> frames(Request request) {
  auto parts = fetch_parts(std::move(request));
  while (BodyPart* part = co_await parts.next()) {
    Result<Image> image = image_of(*part, part->body);
    if (!image) co_await fail(std::move(image).error());
    co_yield *std::move(image);
  }
}
AsyncGenerator<Image> frames(std::string_view url) {
  return frames(Request{.url = std::string(url)});
}

AsyncGenerator<Image> frames_from(Generator<Request> requests) {
  while (Request* request = requests.next()) {
    const Response response = co_await fetch(std::move(*request));
    Result<Image> image = image_of(response, response.bytes());
    if (!image) co_await fail(std::move(image).error());
    co_yield *std::move(image);
  }
  if (Error error = requests.error()) co_await fail(std::move(error));
}
AsyncGenerator<Image> frames_from(std::vector<std::string> urls) {
  return frames_from(requests_for(std::move(urls)));
}

}  // namespace coracle
