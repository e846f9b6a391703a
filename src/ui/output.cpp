#include <coracle/ui/output.hpp>

#include <coracle/ui/error_box.hpp>
#include <coracle/ui/mount.hpp>
#include <coracle/ui/names.hpp>
#include <coracle/ui/page.hpp>

namespace coracle {

namespace {

constinit const Template shape(R"(<div class="coracle-output"></div>)");
constinit const Name coracle_loading("coracle-loading");
constinit LoadingTimes loading_times;

class OutputMount final : public PaintedMount, private Timer {
 public:
  OutputMount(Page& page, Ref<OutputBody> output)
      : PaintedMount(page, shape), Timer(&on_time), output_(std::move(output)) {}

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
      if (busy == loading_) {
        cancel();
      } else {
        Loop& loop = Loop::current();
        loop.set_timer(*this, busy ? loop.now() + loading_times.delay
                                   : loading_since_ + loading_times.minimum);
      }
    }
    reconcile(content_, output_->latest(), page(), node(), error_ ? error_->node() : 0);
    const bool shows_error = status == Status::error && output_->binding().shows_error();
    reconcile(error_, shows_error ? error_view() : View(), page(), node());
  }

  static void on_time(Timer& timer) {
    auto& mount = static_cast<OutputMount&>(timer);
    mount.loading_ = mount.busy_;
    mount.loading_since_ = Loop::current().now();
    mount.page().patch().css_class(mount.node(), coracle_loading, mount.loading_);
  }

  // The same view for the same error, so that it is announced once.
  View error_view() {
    const Error& error = output_->binding().error();
    if (!error_view_ || error.message() != shown_error_.message() ||
        error.code() != shown_error_.code()) {
      shown_error_ = error;
      // Pressed only while it is shown here; the binding may have become another one.
      error_view_ = error_box(error, "Retry", [this] { output_->binding().retry(); });
    }
    return error_view_;
  }

  Ref<OutputBody> output_;
  std::unique_ptr<Mount> content_;
  std::unique_ptr<Mount> error_;
  View error_view_;
  Error shown_error_;
  Time loading_since_{};
  bool busy_ = false;
  bool loading_ = false;
};

}  // namespace

void set_loading_times(LoadingTimes times) {
  if (times.delay >= Time(0) && times.minimum >= Time(0)) {
    loading_times = times;
  } else {
    current_scope().handle_error(
        Error("bad_argument", "set_loading_times: a time cannot be less than 0"));
  }
}

std::unique_ptr<Mount> OutputBody::mount(Page& page) {
  auto mount = std::make_unique<OutputMount>(page, Ref(this));
  mount->repaint();
  return mount;
}

}  // namespace coracle
