#pragma once

#include <coracle/ui/component.hpp>
#include <string>

// clang-format off
#define CORACLE_FLOAT_SLIDER(PARAMETER, EVENT)                                                  \
  PARAMETER(std::string, label, "", "What it sets; stands beside the control.")                 \
  PARAMETER(double, value, 0, "The number; where it is not given, `start`. From `start` to `end`.") \
  PARAMETER(double, committed, 0, "The number when it was last let go. From `start` to `end`.") \
  PARAMETER(double, start, 0, "The least number. At most `end`.")                               \
  PARAMETER(double, end, 1, "The greatest number. At least `start`.")                           \
  PARAMETER(double, step, 0.1, "The distance between two numbers that can be chosen. Above 0.") \
  PARAMETER(bool, disabled, false, "Whether people cannot move it. Code still can.")            \
  PARAMETER(std::string, name, "", "What the value is called in a form.")
// clang-format on

namespace coracle {

/// A slider for numbers from `start` to `end`.
///
///     FloatSlider gain({.label = "Gain", .value = 0.5, .step = 0.01});
///     gain.value.watch([](Change<double> change) { … });
///
/// The rest is as for `IntSlider`. What is not a number is refused and reported.
///
/// Keys: the arrow keys go one step, Page Up and Page Down several, Home and End to the ends.
///
/// Semantics: Panel's FloatSlider. A native `<input type="range">`.
class FloatSlider : public Component {
  CORACLE_COMPONENT(FloatSlider, CORACLE_FLOAT_SLIDER)

  FloatSlider();
  explicit FloatSlider(Options options);

  /// What it stands for as an argument of `bind`.
  const Parameter<double>& value_source() const { return value; }
};

}  // namespace coracle
