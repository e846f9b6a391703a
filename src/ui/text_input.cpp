#include <coracle/ui/text_input.hpp>

#include "text_state.hpp"

namespace coracle {

namespace {

constinit const Template shape(
    R"(<label class="coracle-field"><span> </span><input hole></label>)");
constexpr EventKind hears[] = {EventKind::input, EventKind::change, EventKind::keydown,
                               EventKind::compositionend};
constinit const ComponentType text_input_type{"TextInput", shape, hears};

class TextInputState final : public TextState<TextInput> {
 public:
  explicit TextInputState(TextInput::Options&& options)
      : TextState(text_input_type, std::move(options)) {}

  void handle(std::uint32_t hole, const PageEvent& event) override {
    if (event.kind != EventKind::keydown) return TextState::handle(hole, event);
    if (event.text != "Enter" || !takes(event)) return;
    batch([this] {
      commit();
      entered.pulse();
    });
  }
};

}  // namespace

TextInput::TextInput() : TextInput(Options()) {}
TextInput::TextInput(Options options) : Component(make_ref<TextInputState>(std::move(options))) {}

}  // namespace coracle
