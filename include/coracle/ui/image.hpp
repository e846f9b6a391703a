#pragma once

#include <coracle/base/bytes.hpp>
#include <coracle/net/response.hpp>
#include <coracle/ui/component.hpp>
#include <coracle/ui/state_type.hpp>
#include <optional>
#include <string>

// clang-format off
#define CORACLE_IMAGE(PARAMETER, EVENT)                                                      \
  PARAMETER(ImageSource, object, ImageSource(), "The image: a URL, bytes, or a response.")   \
  PARAMETER(std::string, alt, "", "What it shows, for those who cannot see it; empty: decoration.") \
  PARAMETER(int, width, 0, "Width in CSS pixels; 0: as the image has it, or by the height. At least 0.") \
  PARAMETER(int, height, 0, "Height in CSS pixels; 0: as the image has it, or by the width. At least 0.") \
  PARAMETER(std::string, caption, "", "What is said of it; stands below.")                   \
  PARAMETER(std::string, link, "", "Where a press on it leads: an address; empty: nowhere.") \
  EVENT(loaded, "The browser has loaded what it shows now.")
// clang-format on

namespace coracle {

/// Where an image comes from: a URL for the browser to load, or bytes that are here already.
class ImageSource {
 public:
  ImageSource() = default;
  ImageSource(const char* url) : url_(url) {}
  ImageSource(std::string url) : url_(std::move(url)) {}
  ImageSource(Bytes bytes) : bytes_(std::move(bytes)) {}
  ImageSource(const Response& response) : bytes_(response.bytes()) {}

  const std::string& url() const { return url_; }
  const Bytes& bytes() const { return bytes_; }
  bool empty() const { return url_.empty() && bytes_.empty(); }
  friend bool operator==(const ImageSource&, const ImageSource&) = default;

 private:
  std::string url_;
  Bytes bytes_;
};

/// The URL. Bytes are left out, as all are.
template <>
struct StateOf<ImageSource> {
  static JsonValue to(const ImageSource& source) {
    return source.bytes().empty() ? JsonValue(source.url()) : JsonValue(source.bytes());
  }
  static std::optional<ImageSource> from(const JsonValue& json) {
    return json.text() ? std::optional<ImageSource>(*json.text()) : std::nullopt;
  }
};

/// A pane that shows an image. The next object replaces the last without a flash; width and
/// height, where given, keep the room while it loads. Bytes that are set faster than the browser
/// loads them are dropped but for the newest; `loaded` tells of each that was not.
///
///     co_return Jpg(co_await fetch(str("images/", index, ".jpg")));
///
/// Of width and height one scales the other; where both are given, the image fits in. What the
/// browser cannot show is an error in place, and the next object may be better. A link leads to a
/// page (http, https), a place in this one, mail or a telephone; any other is refused.
///
/// `Jpg`, `Png`, `Gif`, `WebP` and `Svg` say what bytes are; a URL may lead to any of them. A
/// script in an SVG does not run.
///
/// Semantics: Panel's panes for images. A native `<img>` in a `<figure>`.
class Image : public Component {
  CORACLE_COMPONENT(Image, CORACLE_IMAGE)

 protected:
  Image(const ComponentType& type, const Name& media_type, Options options);
};

class Jpg : public Image {
 public:
  Jpg();
  explicit Jpg(Options options);
  explicit Jpg(ImageSource object);
};

class Png : public Image {
 public:
  Png();
  explicit Png(Options options);
  explicit Png(ImageSource object);
};

class Gif : public Image {
 public:
  Gif();
  explicit Gif(Options options);
  explicit Gif(ImageSource object);
};

class WebP : public Image {
 public:
  WebP();
  explicit WebP(Options options);
  explicit WebP(ImageSource object);
};

class Svg : public Image {
 public:
  Svg();
  explicit Svg(Options options);
  explicit Svg(ImageSource object);
};

}  // namespace coracle
