#include <coracle/ui/error_box.hpp>

#include <coracle/ui/mount.hpp>
#include <coracle/ui/page.hpp>

namespace coracle {

namespace {

constinit const Template plain_shape(
    R"(<div class="coracle-error" role="alert"><span> </span><code> </code></div>)");
constinit const Template pressable_shape(
    R"(<div class="coracle-error" role="alert"><span> </span><code> </code><button type="button" class="coracle-button" hole> </button></div>)");

class ErrorBody final : public ViewBody {
 public:
  ErrorBody(const Error& error, const char* label, Function<void()> press)
      : error_(error), label_(label), press_(std::move(press)) {}

  std::unique_ptr<Mount> mount(Page& page) override;

  const Error& error() const { return error_; }
  /// What the button says; null: there is none.
  const char* label() const { return label_; }
  void press() const { press_(); }

 private:
  Error error_;
  const char* label_;
  Function<void()> press_;
};

class ErrorMount final : public Mount {
 public:
  ErrorMount(Page& page, Ref<ErrorBody> body)
      : Mount(page, body->label() ? pressable_shape : plain_shape), body_(std::move(body)) {
    page.patch().text(hole(1), body_->error().message());
    page.patch().text(hole(2), body_->error().code());
    if (!body_->label()) return;
    page.patch().text(hole(4), body_->label());
    page.listen(EventKind::click);
  }

  const ViewBody* body() const override { return body_.get(); }
  // A new alert is a new element, so that it is announced.
  bool show(const Ref<ViewBody>&) override { return false; }

  void handle(std::uint32_t hole, const PageEvent& event) override {
    const Ref<ErrorBody> body = body_;
    if (hole == 3 && event.kind == EventKind::click) body->press();
  }

 private:
  Ref<ErrorBody> body_;
};

std::unique_ptr<Mount> ErrorBody::mount(Page& page) {
  return std::make_unique<ErrorMount>(page, Ref(this));
}

}  // namespace

View error_box(const Error& error) { return error_box(error, nullptr, nullptr); }

View error_box(const Error& error, const char* label, Function<void()> press) {
  return View(make_ref<ErrorBody>(error, label, std::move(press)));
}

}  // namespace coracle
