#pragma once

#include <coracle/ui/component.hpp>
#include <string>

// clang-format off
#define CORACLE_CHECKBOX(PARAMETER, EVENT)                                              \
  PARAMETER(std::string, label, "", "What it answers; stands beside the box.")          \
  PARAMETER(bool, value, false, "Whether it is checked.")                               \
  PARAMETER(bool, disabled, false, "Whether people cannot change it. Code still can.") \
  PARAMETER(std::string, name, "", "What the value is called in a form.")

#define CORACLE_TOGGLE(PARAMETER, EVENT)                                                \
  PARAMETER(std::string, label, "", "The text on the button.")                          \
  PARAMETER(bool, value, false, "Whether it is pressed in.")                            \
  PARAMETER(bool, disabled, false, "Whether people cannot change it. Code still can.") \
  PARAMETER(std::string, name, "", "What the value is called in a form.")
// clang-format on

namespace coracle {

/// A box that is checked or not.
///
///     Checkbox loud({.label = "Loud"});
///     loud.value.watch([](Change<bool> change) { … });
///
/// Keys: Space checks and unchecks it.
///
/// Semantics: Panel's Checkbox. A native `<input type="checkbox">`.
class Checkbox : public Component {
  CORACLE_COMPONENT(Checkbox, CORACLE_CHECKBOX)

  Checkbox();
  explicit Checkbox(Options options);

  /// What it stands for as an argument of `bind`.
  const Parameter<bool>& value_source() const { return value; }
};

/// A button that stays in when it is pressed, and comes out with the next press. In a form it is
/// what a checkbox is.
///
/// Keys: Enter, Space press it.
///
/// Semantics: Panel's Toggle. A native `<button>` with `aria-pressed`.
class Toggle : public Component {
  CORACLE_COMPONENT(Toggle, CORACLE_TOGGLE)

  Toggle();
  explicit Toggle(Options options);

  /// What it stands for as an argument of `bind`.
  const Parameter<bool>& value_source() const { return value; }
};

}  // namespace coracle
