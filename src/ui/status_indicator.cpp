#include <coracle/ui/status_indicator.hpp>

#include <coracle/ui/page.hpp>

namespace coracle {

namespace {

constinit const Template shape(
    R"(<span class="coracle-status" role="status"><span class="coracle-label"> </span><span> </span></span>)");
enum Hole : std::uint32_t { label_text = 1, status_text = 2 };
constinit const ComponentType status_type{"StatusIndicator", shape, {}};
constinit const Name data_status("data-status");

std::string_view word_for(Status status) {
  switch (status) {
    case Status::pending: return "pending";
    case Status::streaming: return "streaming";
    case Status::error: return "error";
    case Status::cancelled: return "cancelled";
    case Status::idle: break;
  }
  return "idle";
}

OutputBody* output_of(const View& view) { return view ? view.body()->as_output() : nullptr; }

class StatusMount final : public ComponentMount {
 public:
  using ComponentMount::ComponentMount;

 private:
  void paint() override {
    ComponentMount::paint();
    OutputBody* output =
        output_of(static_cast<const StatusIndicator::Parameters&>(state()).object());
    const std::string_view word = word_for(output ? output->binding().status() : Status::idle);
    if (word == shown_) return;
    shown_ = word;
    page().patch().attribute(node(), data_status, word);
    page().patch().text(hole(status_text), word);
  }

  std::string_view shown_;
};

class StatusState final : public StatusIndicator::Parameters {
 public:
  explicit StatusState(StatusIndicator::Options&& options) : Parameters(std::move(options)) {
    if (object.peek() && !output_of(object.peek())) set_fault(no_binding());
  }

  const ComponentType& type() const override { return status_type; }
  void paint(Painter& painter) const override {
    if (painter.changed(label)) painter.text(label_text, label());
  }

  std::unique_ptr<ComponentMount> make_mount(Page& page) override {
    return std::make_unique<StatusMount>(page, Ref<ComponentState>(this));
  }

  bool admit(const ParameterBase& parameter, void* candidate) override {
    if (&parameter != &object) return true;
    const View& view = *static_cast<View*>(candidate);
    if (!view || output_of(view)) return true;
    return refuse(no_binding());
  }

 private:
  static std::string no_binding() {
    return "StatusIndicator: only a binding has a status; give it what bind returns";
  }
};

}  // namespace

StatusIndicator::StatusIndicator() : StatusIndicator(Options()) {}
StatusIndicator::StatusIndicator(Options options)
    : Component(make_ref<StatusState>(std::move(options))) {}
StatusIndicator::StatusIndicator(View object)
    : StatusIndicator(Options{.object = std::move(object)}) {}

}  // namespace coracle
