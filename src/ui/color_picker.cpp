#include <coracle/ui/color_picker.hpp>

#include <coracle/base/str.hpp>
#include <coracle/flow/movement.hpp>
#include <coracle/ui/names.hpp>
#include <optional>

#include "form.hpp"

namespace coracle {

namespace {

constinit const Template shape(
    R"(<label class="coracle-field"><span> </span><input type="color" hole></label>)");
enum Hole : std::uint32_t { label_text = 1, control = 2 };
constexpr EventKind hears[] = {EventKind::input, EventKind::change};
constinit const ComponentType color_picker_type{"ColorPicker", shape, hears};

// As browsers write it; none where it is no colour.
std::optional<std::string> normal(std::string_view text) {
  if ((text.size() != 4 && text.size() != 7) || text[0] != '#') return std::nullopt;
  std::string color = "#";
  for (char digit : text.substr(1)) {
    if (digit >= 'A' && digit <= 'F') digit = static_cast<char>(digit - 'A' + 'a');
    const bool is_digit = (digit >= '0' && digit <= '9') || (digit >= 'a' && digit <= 'f');
    if (!is_digit) return std::nullopt;
    color.append(text.size() == 4 ? 2 : 1, digit);
  }
  return color;
}

class ColorPickerState final : public ColorPicker::Parameters {
 public:
  explicit ColorPickerState(ColorPicker::Options&& options) : Parameters(std::move(options)) {
    const auto color = normal(value.peek());
    if (!color) complain(no_color(value.peek()));
    value.initialize(color.value_or("#000000"));
  }

  const ComponentType& type() const override { return color_picker_type; }

  void paint(Painter& painter) const override {
    if (painter.changed(label)) painter.text(label_text, label());
    form::paint(painter, control, name, names::default_value, value.peek());
    if (painter.changed(value)) painter.property(control, names::value, value());
    if (painter.changed(disabled)) painter.property(control, names::disabled, disabled());
  }

  void handle(std::uint32_t, const PageEvent& event) override {
    const auto color = normal(event.text);
    if (disabled.peek() || !color) return;
    if (event.kind == EventKind::input) {
      moving_.move(value, *color);
    } else {
      moving_.release(value, *color);
    }
  }

  const Movement* movement_of(const ParameterBase& parameter) const override {
    return &parameter == &value ? &moving_ : nullptr;
  }

  bool admit(const ParameterBase& parameter, void* candidate) override {
    if (&parameter != &value) return true;
    auto& text = *static_cast<std::string*>(candidate);
    auto color = normal(text);
    if (!color) {
      return refuse(no_color(text));
    }
    text = std::move(*color);
    return true;
  }

 private:
  static std::string no_color(const std::string& text) {
    return str("ColorPicker: \"", text.substr(0, 40),
               "\" is no colour; give six hexadecimal digits, such as \"#0b6684\"");
  }

  Movement moving_{value};
};

}  // namespace

ColorPicker::ColorPicker() : ColorPicker(Options()) {}
ColorPicker::ColorPicker(Options options)
    : Component(make_ref<ColorPickerState>(std::move(options))) {}

}  // namespace coracle
