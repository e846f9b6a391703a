#pragma once

#include <coracle/ui/component.hpp>
#include <string>

// clang-format off
#define CORACLE_INT_SLIDER(PARAMETER, EVENT)                                                     \
  PARAMETER(std::string, label, "", "What it sets; stands beside the control.")                  \
  PARAMETER(int, value, 0, "The number; where it is not given, `start`. From `start` to `end`.") \
  PARAMETER(int, committed, 0, "The number when it was last let go. From `start` to `end`.")     \
  PARAMETER(int, start, 0, "The least number. At most `end`.")                                   \
  PARAMETER(int, end, 10, "The greatest number. At least `start`.")                              \
  PARAMETER(int, step, 1, "The distance between two numbers that can be chosen. Above 0.")       \
  PARAMETER(bool, disabled, false, "Whether people cannot move it. Code still can.")             \
  PARAMETER(std::string, name, "", "What the value is called in a form.")
// clang-format on

namespace coracle {

/// A slider for whole numbers from `start` to `end`.
///
///     IntSlider slider({.label = "Image", .start = 1, .end = 9});
///     slider.value.watch([](Change<int> change) { … });
///
/// Dragging changes `value`, letting go changes `committed`; holding a key commits once, when
/// it is released. A number out of range is clamped and reported. Raising `start` or lowering
/// `end` moves the value in; a `start` above `end` is an error ("bad_argument") that leaves all
/// as it was, or, where the slider is made with it, is shown in its place.
///
/// Keys: the arrow keys go one step, Page Up and Page Down several, Home and End to the ends.
///
/// Semantics: Panel's IntSlider. A native `<input type="range">`.
class IntSlider : public Component {
  CORACLE_COMPONENT(IntSlider, CORACLE_INT_SLIDER)

  IntSlider();
  explicit IntSlider(Options options);

  /// What it stands for as an argument of `bind`.
  const Parameter<int>& value_source() const { return value; }
};

}  // namespace coracle
