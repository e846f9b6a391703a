#include <coracle/ui/output.hpp>

#include <coracle/ui/error_box.hpp>
#include <coracle/ui/mount.hpp>
#include <coracle/ui/names.hpp>
#include <coracle/ui/page.hpp>

namespace coracle {

namespace {

constinit const Template shape(R"(<div class="coracle-output"></div>)");

class OutputMount final : public PaintedMount {
 public:
  OutputMount(Page& page, Ref<OutputBody> output)
      : PaintedMount(page, shape), output_(std::move(output)) {}

  const ViewBody* body() const override { return output_.get(); }

  bool show(const Ref<ViewBody>& next) override {
    OutputBody* other = next->as_output();
    if (!other) return false;
    const bool same = &other->binding() == &output_->binding();
    output_ = Ref(other);
    if (!same) repaint();
    return true;
  }

 private:
  void paint() override {
    const Status status = output_->binding().status();
    const bool busy = status == Status::pending;
    if (busy != busy_) {
      busy_ = busy;
      page().patch().attribute(node(), names::aria_busy, busy ? "true" : "false");
    }
    reconcile(content_, output_->latest(), page(), node(), error_ ? error_->node() : 0);
    reconcile(error_, status == Status::error ? error_view() : View(), page(), node());
  }

  // The same view for the same error, so that it is announced once.
  View error_view() {
    const Error& error = output_->binding().error();
    if (!error_view_ || error.message() != shown_error_.message() ||
        error.code() != shown_error_.code()) {
      shown_error_ = error;
      error_view_ = error_box(error);
    }
    return error_view_;
  }

  Ref<OutputBody> output_;
  std::unique_ptr<Mount> content_;
  std::unique_ptr<Mount> error_;
  View error_view_;
  Error shown_error_;
  bool busy_ = false;
};

}  // namespace

std::unique_ptr<Mount> OutputBody::mount(Page& page) {
  auto mount = std::make_unique<OutputMount>(page, Ref(this));
  mount->repaint();
  return mount;
}

}  // namespace coracle
