#include <coracle/ui/image.hpp>

#include <coracle/base/report.hpp>
#include <coracle/base/str.hpp>
#include <coracle/ui/names.hpp>
#include <coracle/ui/page.hpp>
#include <utility>

#include "address.hpp"
#include "error_place.hpp"

namespace coracle {

namespace {

constinit const Template shape(
    R"(<figure class="coracle-picture"><a hole><img class="coracle-image" alt="" decoding="sync" hole></a><figcaption> </figcaption></figure>)");
enum Hole : std::uint32_t { anchor = 1, picture = 2, caption_text = 3 };
constexpr EventKind hears[] = {EventKind::load, EventKind::error};

constinit const ComponentType jpg_type{"Jpg", shape, hears};
constinit const Name jpg_media("image/jpeg");
constinit const ComponentType png_type{"Png", shape, hears};
constinit const Name png_media("image/png");
constinit const ComponentType gif_type{"Gif", shape, hears};
constinit const Name gif_media("image/gif");
constinit const ComponentType webp_type{"WebP", shape, hears};
constinit const Name webp_media("image/webp");
constinit const ComponentType svg_type{"Svg", shape, hears};
constinit const Name svg_media("image/svg+xml");

class ImageState final : public Image::Parameters {
 public:
  ImageState(const ComponentType& type, const Name& media_type, Image::Options&& options)
      : Parameters(std::move(options)), type_(type), media_type_(media_type) {
    for (const Parameter<int>* size : {&width, &height}) {
      if (size->peek() >= 0) continue;
      complain(negative(*size, size->peek()));
      size->initialize(0);
    }
    if (!is_safe_address(link.peek())) {
      complain(unsafe(link.peek()));
      link.initialize("");
    }
  }

  const ComponentType& type() const override { return type_; }
  std::unique_ptr<ComponentMount> make_mount(Page& page) override;
  const Error& broken() const { return broken_(); }

  void paint(Painter& painter) const override {
    if (painter.changed(alt, caption, link)) painter.property(picture, names::alt, spoken());
    if (painter.changed(width)) size(painter, names::width, width());
    if (painter.changed(height)) size(painter, names::height, height());
    if (painter.changed(caption)) painter.text(caption_text, caption());
    if (painter.changed(link)) painter.optional_attribute(anchor, names::href, link());
    if (painter.changed(broken_)) {
      painter.property(picture, names::hidden, static_cast<bool>(broken_()));
    }
    if (!painter.changed(object)) return;
    const ImageSource& source = object();
    if (!source.bytes().empty()) {
      painter.object_url(picture, names::src, media_type_, source.bytes());
    } else {
      painter.optional_attribute(picture, names::src, source.url());
      // Of an address the page hears when it has loaded, of none never.
      if (source.url().empty() && !painter.first()) {
        painter.object_url(picture, names::src, media_type_, Bytes());
      }
    }
  }

  void handle(std::uint32_t hole, const PageEvent& event) override {
    if (hole != picture) return;
    if (event.kind == EventKind::load) {
      mend();
      loaded.pulse();
    } else if (!broken_.peek()) {
      broken_.set(Error("image", what_is_broken()));
      report(broken_.peek(), type_.name);
    }
  }

  bool admit(const ParameterBase& parameter, void* candidate) override {
    if (&parameter == &width || &parameter == &height) {
      const int pixels = *static_cast<int*>(candidate);
      return pixels >= 0 || refuse(negative(parameter, pixels));
    }
    if (&parameter == &link) {
      const auto& address = *static_cast<std::string*>(candidate);
      return is_safe_address(address) || refuse(unsafe(address));
    }
    return true;
  }

  void settled(const ParameterBase& parameter) override {
    if (&parameter == &object) mend();
  }

 private:
  static void size(Painter& painter, const Name& name, int pixels) {
    painter.optional_attribute(picture, name, pixels > 0 ? str(pixels) : std::string());
  }

  void mend() {
    if (broken_.peek()) broken_.set(Error());
  }

  // A link needs a name.
  std::string spoken() const {
    if (!alt().empty() || link().empty()) return alt();
    return caption().empty() ? link() : caption();
  }

  std::string what_is_broken() const {
    const ImageSource& source = object.peek();
    if (source.bytes().empty()) {
      return str("there is no image at ", source.url().substr(0, 200));
    }
    return str("these ", source.bytes().size(), " bytes are no image that the browser can show");
  }
  std::string negative(const ParameterBase& parameter, int pixels) const {
    return str(type_.name, ": ", parameter.name(), " must be 0 or more, not ", pixels);
  }
  std::string unsafe(const std::string& address) const {
    return str(type_.name, ": \"", address.substr(0, 40),
               "\" is no link; give an address of http or https, or one relative to the page");
  }

  const ComponentType& type_;
  const Name& media_type_;
  // Why the object cannot be shown, if it cannot.
  Parameter<Error> broken_{*this, "broken", Error()};
};

/// Bytes that come while the browser still loads those before wait for it: one that is given the
/// next image each time before it could show the last shows none. So the newest is shown as often
/// as the browser can, and what came between is dropped.
class ImageMount final : public ComponentMount {
 public:
  using ComponentMount::ComponentMount;

  void handle(std::uint32_t hole, const PageEvent& event) override {
    loading_ = false;
    const bool is_outdated = std::exchange(waits_, false);
    if (is_outdated) page().queue_paint(*this);
    if (!is_outdated || event.kind == EventKind::load) ComponentMount::handle(hole, event);
  }

 private:
  ImageState& image() const { return static_cast<ImageState&>(state()); }

  void paint() override {
    const Bytes& bytes = image().object().bytes();
    if (bytes.empty()) {
      loading_ = false;
    } else if (!(bytes == bytes_)) {
      if (std::exchange(loading_, true)) {
        waits_ = true;
        return;
      }
    }
    bytes_ = bytes;
    ComponentMount::paint();
    error_.show(image().broken(), page(), node());
  }

  ErrorPlace error_;
  Bytes bytes_;           // as they were painted
  bool loading_ = false;  // those
  bool waits_ = false;    // newer ones
};

std::unique_ptr<ComponentMount> ImageState::make_mount(Page& page) {
  return std::make_unique<ImageMount>(page, Ref<ComponentState>(this));
}

}  // namespace

Image::Image(const ComponentType& type, const Name& media_type, Options options)
    : Component(make_ref<ImageState>(type, media_type, std::move(options))) {}

Jpg::Jpg() : Jpg(Options()) {}
Jpg::Jpg(Options options) : Image(jpg_type, jpg_media, std::move(options)) {}
Jpg::Jpg(ImageSource object) : Jpg(Options{.object = std::move(object)}) {}

Png::Png() : Png(Options()) {}
Png::Png(Options options) : Image(png_type, png_media, std::move(options)) {}
Png::Png(ImageSource object) : Png(Options{.object = std::move(object)}) {}

Gif::Gif() : Gif(Options()) {}
Gif::Gif(Options options) : Image(gif_type, gif_media, std::move(options)) {}
Gif::Gif(ImageSource object) : Gif(Options{.object = std::move(object)}) {}

WebP::WebP() : WebP(Options()) {}
WebP::WebP(Options options) : Image(webp_type, webp_media, std::move(options)) {}
WebP::WebP(ImageSource object) : WebP(Options{.object = std::move(object)}) {}

Svg::Svg() : Svg(Options()) {}
Svg::Svg(Options options) : Image(svg_type, svg_media, std::move(options)) {}
Svg::Svg(ImageSource object) : Svg(Options{.object = std::move(object)}) {}

}  // namespace coracle
