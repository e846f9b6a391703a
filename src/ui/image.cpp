#include <coracle/ui/image.hpp>

#include <coracle/ui/names.hpp>

namespace coracle {

namespace {

constinit const Template shape(R"(<img class="coracle-image" alt="" decoding="sync">)");
constinit const ComponentType jpg_type{"Jpg", shape, {}};
constinit const ComponentType png_type{"Png", shape, {}};
constinit const Name image_jpeg("image/jpeg");
constinit const Name image_png("image/png");

class ImageState final : public Image::Parameters {
 public:
  ImageState(const ComponentType& type, Image::Options&& options)
      : Parameters(std::move(options)), type_(type) {}

  const ComponentType& type() const override { return type_; }

  void paint(Painter& painter) const override {
    if (painter.changed(alt)) painter.property(0, names::alt, alt());
    if (painter.changed(width)) size(painter, names::width, width());
    if (painter.changed(height)) size(painter, names::height, height());
    if (!painter.changed(object)) return;
    const ImageSource& source = object();
    if (!source.bytes().empty()) {
      painter.object_url(0, names::src, &type_ == &jpg_type ? image_jpeg : image_png,
                         source.bytes());
    } else {
      painter.optional_attribute(0, names::src, source.url());
    }
  }

 private:
  static void size(Painter& painter, const Name& name, int pixels) {
    painter.optional_attribute(0, name, pixels > 0 ? str(pixels) : std::string());
  }

  const ComponentType& type_;
};

}  // namespace

Image::Image(const ComponentType& type, Options options)
    : Component(make_ref<ImageState>(type, std::move(options))) {}

Jpg::Jpg() : Jpg(Options()) {}
Jpg::Jpg(Options options) : Image(jpg_type, std::move(options)) {}
Jpg::Jpg(ImageSource object) : Jpg(Options{.object = std::move(object)}) {}

Png::Png() : Png(Options()) {}
Png::Png(Options options) : Image(png_type, std::move(options)) {}
Png::Png(ImageSource object) : Png(Options{.object = std::move(object)}) {}

}  // namespace coracle
