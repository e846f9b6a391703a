#include <coracle/ui/button.hpp>

#include <coracle/ui/names.hpp>

namespace coracle {

namespace {

constinit const Template shape(R"(<button type="button" class="coracle-button"> </button>)");
constexpr EventKind hears[] = {EventKind::click};
constinit const ComponentType button_type{"Button", shape, hears};

class ButtonState final : public Button::Parameters {
 public:
  explicit ButtonState(Button::Options&& options) : Parameters(std::move(options)) {}

  const ComponentType& type() const override { return button_type; }

  void paint(Painter& painter) const override {
    if (painter.changed(label)) painter.text(1, label());
    if (painter.changed(disabled)) painter.property(0, names::disabled, disabled());
  }

  void handle(std::uint32_t, const PageEvent&) override {
    if (!disabled.peek()) pressed.pulse();
  }
};

}  // namespace

Button::Button() : Button(Options()) {}
Button::Button(Options options) : Component(make_ref<ButtonState>(std::move(options))) {}

}  // namespace coracle
