#include <coracle/ui/text_input.hpp>

#include <coracle/flow/movement.hpp>
#include <coracle/ui/names.hpp>

namespace coracle {

namespace {

constinit const Template shape(
    R"(<label class="coracle-field"><span> </span><input hole></label>)");
enum Hole : std::uint32_t { label_text = 1, control = 2 };
constexpr EventKind hears[] = {EventKind::input, EventKind::change, EventKind::keydown,
                               EventKind::compositionend};
constinit const ComponentType text_input_type{"TextInput", shape, hears};

class TextInputState final : public TextInput::Parameters {
 public:
  explicit TextInputState(TextInput::Options&& options) : Parameters(std::move(options)) {
    typed.initialize(value.peek());
  }

  const ComponentType& type() const override { return text_input_type; }

  void paint(Painter& painter) const override {
    if (painter.changed(label)) painter.text(label_text, label());
    if (painter.changed(placeholder)) {
      painter.property(control, names::placeholder, placeholder());
    }
    if (painter.changed(typed)) {
      painter.property(control, names::value, typed());
      shown_ = typed();
    }
    if (painter.changed(disabled)) painter.property(control, names::disabled, disabled());
  }

  void handle(std::uint32_t, const PageEvent& event) override {
    if (disabled.peek() || (event.flags & event_composing) != 0) return;
    switch (event.kind) {
      case EventKind::keydown:
        if (event.text != "Enter") return;
        batch([this] {
          commit();
          entered.pulse();
        });
        return;
      case EventKind::change:
        // Some ways of filling in a form have no `input` before it.
        hear(event.text);
        commit();
        return;
      default: hear(event.text);
    }
  }

  const Movement* movement_of(const ParameterBase& parameter) const override {
    return &parameter == &typed ? &typing_ : nullptr;
  }

  // What a program sets wins over what is being typed, though it be equal to the last value.
  bool admit(const ParameterBase& parameter, void* candidate) override {
    if (&parameter == &value && !committing_ &&
        value.peek() == *static_cast<std::string*>(candidate)) {
      typed.set(value.peek());
    }
    return true;
  }
  void settled(const ParameterBase& parameter) override {
    if (&parameter == &value) typed.set(value.peek());
  }

 private:
  void hear(std::string_view text) {
    // Typed on top of a text that the program has replaced: the page will be told.
    if (shown_ != typed.peek()) return;
    shown_ = text;
    typing_.move(typed, shown_);
  }

  void commit() {
    committing_ = true;
    batch([this] {
      typing_.release();
      value.set(typed.peek());
    });
    committing_ = false;
  }

  // What the page shows, as far as is known here.
  mutable std::string shown_;
  Movement typing_{typed};
  bool committing_ = false;
};

}  // namespace

TextInput::TextInput() : TextInput(Options()) {}
TextInput::TextInput(Options options) : Component(make_ref<TextInputState>(std::move(options))) {}

}  // namespace coracle
