#include <coracle/ui/checkbox.hpp>

#include <coracle/ui/names.hpp>

#include "form.hpp"

namespace coracle {

namespace {

constinit const Template checkbox_shape(
    R"(<label class="coracle-checkbox"><input type="checkbox" hole><span> </span></label>)");
constexpr EventKind checkbox_hears[] = {EventKind::change};
constinit const ComponentType checkbox_type{"Checkbox", checkbox_shape, checkbox_hears};

class CheckboxState final : public Checkbox::Parameters {
 public:
  explicit CheckboxState(Checkbox::Options&& options) : Parameters(std::move(options)) {}

  const ComponentType& type() const override { return checkbox_type; }

  void paint(Painter& painter) const override {
    form::paint(painter, 1, name, names::default_checked, value.peek());
    if (painter.changed(value)) painter.property(1, names::checked, value());
    if (painter.changed(label)) painter.text(2, label());
    if (painter.changed(disabled)) painter.property(1, names::disabled, disabled());
  }

  void handle(std::uint32_t, const PageEvent& event) override {
    if (!disabled.peek()) value.set(event.number != 0);
  }
};

constinit const Template toggle_shape(
    R"(<button type="button" class="coracle-button coracle-toggle"> <input type="hidden" value="on" hole></button>)");
enum ToggleHole : std::uint32_t { toggle_text = 1, entry = 2 };
constexpr EventKind toggle_hears[] = {EventKind::click, EventKind::change};
constinit const ComponentType toggle_type{"Toggle", toggle_shape, toggle_hears};

class ToggleState final : public Toggle::Parameters {
 public:
  explicit ToggleState(Toggle::Options&& options)
      : Parameters(std::move(options)), default_(value.peek()) {}

  const ComponentType& type() const override { return toggle_type; }

  void paint(Painter& painter) const override {
    if (painter.first()) {
      default_ = value.peek();
      hear_form_resets();
    }
    if (painter.changed(label)) painter.text(toggle_text, label());
    // What has no name is not in the form, as a checkbox that is not checked.
    if (painter.changed(name, value, disabled)) {
      const bool is_given = value() && !disabled();
      painter.optional_attribute(entry, names::name, is_given ? name() : std::string());
    }
    if (painter.changed(value)) {
      painter.attribute(0, names::aria_pressed, value() ? "true" : "false");
    }
    if (painter.changed(disabled)) painter.property(0, names::disabled, disabled());
  }

  void handle(std::uint32_t, const PageEvent& event) override {
    if (disabled.peek()) return;
    // Nobody changes the entry in the form: it tells of a reset.
    value.set(event.kind == EventKind::change ? default_ : !value.peek());
  }

 private:
  mutable bool default_;  // what it is after a reset
};

}  // namespace

Checkbox::Checkbox() : Checkbox(Options()) {}
Checkbox::Checkbox(Options options) : Component(make_ref<CheckboxState>(std::move(options))) {}

Toggle::Toggle() : Toggle(Options()) {}
Toggle::Toggle(Options options) : Component(make_ref<ToggleState>(std::move(options))) {}

}  // namespace coracle
