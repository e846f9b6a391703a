#pragma once

#include <coracle/ui/component.hpp>
#include <string>

// clang-format off
#define CORACLE_COLOR_PICKER(PARAMETER, EVENT)                                                 \
  PARAMETER(std::string, label, "", "What the colour is of; stands beside the control.")       \
  PARAMETER(std::string, value, "#000000", "The colour: \"#rrggbb\".")                         \
  PARAMETER(bool, disabled, false, "Whether people cannot change it. Code still can.")         \
  PARAMETER(std::string, name, "", "What the value is called in a form.")
// clang-format on

namespace coracle {

/// A field for a colour.
///
///     ColorPicker ink({.label = "Ink", .value = "#0b6684"});
///     ink.value.watch([](Change<std::string> change) { … });
///
/// `value` follows while a person looks for a colour; a binding at rate `on_commit` hears of the
/// one that was settled on. Six hexadecimal digits, or three, are a colour: "#F80" becomes
/// "#ff8800". What is none is refused and reported.
///
/// Keys: Enter, Space open the browser's own choice of colours.
///
/// Semantics: Panel's ColorPicker. A native `<input type="color">`.
class ColorPicker : public Component {
  CORACLE_COMPONENT(ColorPicker, CORACLE_COLOR_PICKER)

  ColorPicker();
  explicit ColorPicker(Options options);

  /// What it stands for as an argument of `bind`.
  const Parameter<std::string>& value_source() const { return value; }
};

}  // namespace coracle
