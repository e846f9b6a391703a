#include <coracle/ui/error_box.hpp>

#include <coracle/ui/mount.hpp>
#include <coracle/ui/page.hpp>

namespace coracle {

namespace {

constinit const Template plain_shape(
    R"(<div class="coracle-error" role="alert"><span> </span><code> </code></div>)");
constinit const Template dismissible_shape(
    R"(<div class="coracle-error" role="alert"><span> </span><code> </code><button type="button" class="coracle-button" hole>Dismiss</button></div>)");

class ErrorBody final : public ViewBody {
 public:
  ErrorBody(const Error& error, Function<void()> dismiss)
      : error_(error), dismiss_(std::move(dismiss)) {}

  std::unique_ptr<Mount> mount(Page& page) override;

  const Error& error() const { return error_; }
  bool dismissible() const { return static_cast<bool>(dismiss_); }
  void dismiss() const { dismiss_(); }

 private:
  Error error_;
  Function<void()> dismiss_;
};

class ErrorMount final : public Mount {
 public:
  ErrorMount(Page& page, Ref<ErrorBody> body)
      : Mount(page, body->dismissible() ? dismissible_shape : plain_shape), body_(std::move(body)) {
    if (body_->dismissible()) page.listen(EventKind::click);
    page.patch().text(hole(1), body_->error().message());
    page.patch().text(hole(2), body_->error().code());
  }

  const ViewBody* body() const override { return body_.get(); }
  // A new alert is a new element, so that it is announced.
  bool show(const Ref<ViewBody>&) override { return false; }

  void handle(std::uint32_t hole, const PageEvent& event) override {
    const Ref<ErrorBody> body = body_;
    if (hole == 3 && event.kind == EventKind::click) body->dismiss();
  }

 private:
  Ref<ErrorBody> body_;
};

std::unique_ptr<Mount> ErrorBody::mount(Page& page) {
  return std::make_unique<ErrorMount>(page, Ref(this));
}

}  // namespace

View error_box(const Error& error) { return dismissible_error(error, nullptr); }

View dismissible_error(const Error& error, Function<void()> dismiss) {
  return View(make_ref<ErrorBody>(error, std::move(dismiss)));
}

}  // namespace coracle
