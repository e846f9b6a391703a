#pragma once

#include <coracle/ui/component.hpp>
#include <string>

// clang-format off
#define CORACLE_TEXT_INPUT(PARAMETER, EVENT)                                                     \
  PARAMETER(std::string, label, "", "What it asks for; stands beside the control.")              \
  PARAMETER(std::string, value, "", "The text, once it was confirmed by Enter or by leaving.")   \
  PARAMETER(std::string, typed, "", "The text as it is being typed.")                            \
  PARAMETER(std::string, placeholder, "", "An example, shown while there is no text.")           \
  PARAMETER(bool, disabled, false, "Whether people cannot type. Code still can set the value.")  \
  PARAMETER(std::string, name, "", "What the value is called in a form.") \
  EVENT(entered, "Enter was pressed, whether or not the text is another one.")
// clang-format on

namespace coracle {

/// A field for one line of text.
///
///     TextInput name({.label = "Name", .placeholder = "Ada"});
///     name.value.watch([](Change<std::string> change) { … });
///     name.on_enter([name] { send(name.value()); });
///
/// Typing changes `typed` with each key; Enter, or leaving the field, makes that the `value`. Text
/// that is pasted, or composed with an input method, arrives once, when it is there. Setting
/// `value` sets `typed` too: it wins over what is being typed.
///
/// Keys: Enter commits what was typed, and makes `entered` happen.
///
/// Semantics: Panel's TextInput. A native `<input>`.
class TextInput : public Component {
  CORACLE_COMPONENT(TextInput, CORACLE_TEXT_INPUT)

  TextInput();
  explicit TextInput(Options options);

  /// Calls `f(Pulse)`, or `f()`, for each Enter, when `value` has the text. The rest is as for
  /// `Button::on_click`.
  template <class F>
  Subscription on_enter(F f) const {
    return entered.watch(std::move(f));
  }

  /// What it stands for as an argument of `bind`.
  const Parameter<std::string>& value_source() const { return value; }
};

}  // namespace coracle
