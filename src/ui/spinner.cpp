#include <coracle/ui/spinner.hpp>

#include <coracle/ui/names.hpp>

namespace coracle {

namespace {

constinit const Template shape(R"(<span class="coracle-spinner" role="status"></span>)");
constinit const ComponentType spinner_type{"Spinner", shape, {}};

class SpinnerState final : public Spinner::Parameters {
 public:
  explicit SpinnerState(Spinner::Options&& options) : Parameters(std::move(options)) {}

  const ComponentType& type() const override { return spinner_type; }

  void paint(Painter& painter) const override {
    if (painter.changed(value)) painter.property(0, names::hidden, !value());
    if (painter.changed(label)) painter.attribute(0, names::aria_label, label());
  }
};

}  // namespace

Spinner::Spinner() : Spinner(Options()) {}
Spinner::Spinner(Options options) : Component(make_ref<SpinnerState>(std::move(options))) {}

}  // namespace coracle
