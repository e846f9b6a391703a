#pragma once

#include <coracle/ui/component.hpp>
#include <optional>
#include <string>

// clang-format off
#define CORACLE_NUMBER_INPUT(PARAMETER, EVENT)                                                  \
  PARAMETER(std::string, label, "", "What it asks for; stands beside the control.")             \
  PARAMETER(std::optional<double>, value, std::nullopt, "The number; none where the field is empty. From `start` to `end`.") \
  PARAMETER(std::optional<double>, start, std::nullopt, "The least number, if there is one. At most `end`.") \
  PARAMETER(std::optional<double>, end, std::nullopt, "The greatest number, if there is one. At least `start`.") \
  PARAMETER(std::optional<double>, step, std::nullopt, "The distance that the arrows go; where it is not given, 1. Above 0.") \
  PARAMETER(bool, disabled, false, "Whether people cannot type. Code still can set the value.") \
  PARAMETER(std::string, name, "", "What the value is called in a form.")
// clang-format on

namespace coracle {

/// A field for a number.
///
///     NumberInput width({.label = "Width", .value = 3.5, .start = 0.0});
///     width.value.watch([](Change<std::optional<double>> change) { … });
///
/// Enter, leaving the field, and each step by the arrows make what it says the `value`. A number
/// outside of the bounds becomes the nearest one within; set by a program, that is reported too.
/// `start` > `end` is an error that leaves all as it was.
///
/// Keys: Arrow Up and Arrow Down go one step; Enter commits what was typed.
///
/// Semantics: Panel's FloatInput. A native `<input type="number">`.
class NumberInput : public Component {
  CORACLE_COMPONENT(NumberInput, CORACLE_NUMBER_INPUT)

  NumberInput();
  explicit NumberInput(Options options);

  /// What it stands for as an argument of `bind`.
  const Parameter<std::optional<double>>& value_source() const { return value; }
};

}  // namespace coracle
