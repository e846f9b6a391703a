#include <coracle/ui/text.hpp>

#include <coracle/ui/page.hpp>

namespace coracle {

namespace {

// An element, so that two texts that stand beside each other in a layout do not run together.
constinit const Template text_shape("<span> </span>");

class TextMount final : public Mount {
 public:
  TextMount(Page& page, Ref<TextBody> text) : Mount(page, text_shape), text_(std::move(text)) {
    page.patch().text(hole(1), text_->text());
  }

  const ViewBody* body() const override { return text_.get(); }

  bool show(const Ref<ViewBody>& next) override {
    TextBody* other = next->as_text();
    if (!other) return false;
    if (other->text() != text_->text()) page().patch().text(hole(1), other->text());
    text_ = Ref(other);
    return true;
  }

 private:
  Ref<TextBody> text_;
};

}  // namespace

View::View(std::string text) : body_(make_ref<TextBody>(std::move(text))) {}

std::unique_ptr<Mount> TextBody::mount(Page& page) {
  return std::make_unique<TextMount>(page, Ref(this));
}

}  // namespace coracle
