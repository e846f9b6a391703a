#include <coracle/async/attempt.hpp>
#include <coracle/base/str.hpp>
#include <coracle/net/fetch.hpp>
#include <coracle/net/fetch_parts.hpp>
#include <coracle/ui/frames.hpp>
#include <optional>
#include <utility>

namespace coracle {

namespace {

/// The pane for a media type; a camera that tells none makes JPEGs.
std::optional<Image> image_of(std::string_view type, Bytes bytes) {
  type = type.substr(0, type.find_first_of("; "));
  if (type.empty() || type == "image/jpeg" || type == "image/jpg") return Jpg(std::move(bytes));
  if (type == "image/png") return Png(std::move(bytes));
  if (type == "image/webp") return WebP(std::move(bytes));
  if (type == "image/gif") return Gif(std::move(bytes));
  if (type == "image/svg+xml") return Svg(std::move(bytes));
  return std::nullopt;
}

Error no_image(std::string_view type) {
  return Error("image", str("a frame is ", type, ", which no pane shows; see Image"));
}

Generator<Request> requests_for(std::vector<std::string> urls) {
  for (std::string& url : urls) co_yield Request{.url = std::move(url)};
}

}  // namespace

AsyncGenerator<Image> frames(Request request) {
  auto parts = fetch_parts(std::move(request));
  while (BodyPart* part = co_await parts.next()) {
    const std::string_view type = part->header("Content-Type").value_or("");
    std::optional<Image> image = image_of(type, part->body);
    if (!image) co_await fail(no_image(type));
    co_yield *std::move(image);
  }
}
AsyncGenerator<Image> frames(std::string url) { return frames(Request{.url = std::move(url)}); }
AsyncGenerator<Image> frames(const char* url) { return frames(std::string(url)); }

AsyncGenerator<Image> frames_from(Generator<Request> requests) {
  while (Request* request = requests.next()) {
    const Response response = co_await fetch(std::move(*request));
    const std::string_view type = response.header("Content-Type").value_or("");
    std::optional<Image> image = image_of(type, response.bytes());
    if (!image) co_await fail(no_image(type));
    co_yield *std::move(image);
  }
  if (Error error = requests.error()) co_await fail(std::move(error));
}
AsyncGenerator<Image> frames_from(std::vector<std::string> urls) {
  return frames_from(requests_for(std::move(urls)));
}

}  // namespace coracle
