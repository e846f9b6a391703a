#pragma once

#include <coracle/ui/component.hpp>
#include <string>

// clang-format off
#define CORACLE_BUTTON(PARAMETER, EVENT)                                                \
  PARAMETER(std::string, label, "", "The text on the button.")                          \
  PARAMETER(bool, disabled, false, "Whether people cannot press it. Code still can.")   \
  EVENT(pressed, "A press: by mouse, touch or keyboard, or by press().")
// clang-format on

namespace coracle {

/// What a handler of a press is told: which press it is, counted from 1.
using Click = Pulse;

/// A button. Its value, as an argument of `bind`, is whether it is being pressed: true for the
/// run that a press starts, false for the first one.
///
///     Button save({.label = "Save"});
///     save.on_click([](Click click) -> Task<> { … });
///
/// Keys: Enter, Space press it.
///
/// Semantics: Panel's Button. A native `<button>`.
class Button : public Component {
  CORACLE_COMPONENT(Button, CORACLE_BUTTON)

  Button();
  explicit Button(Options options);

  /// Calls `f(Click)`, or `f()`, for each press. When it returns a task, many may be in flight.
  /// Ends like a parameter's watch: with the subscription, the button, or the current scope.
  template <class F>
  Subscription on_click(F f) const {
    return pressed.watch(std::move(f));
  }
  /// The same under options: `on_click(upload, {.policy = queue(5)})`.
  template <class F>
  Subscription on_click(F f, WatchOptions options) const {
    return pressed.watch(std::move(f), std::move(options));
  }

  /// Presses it, also when it is disabled.
  void press() const { pressed.pulse(); }
  /// How often it was pressed.
  int clicks() const { return pressed.count(); }

  /// What it stands for as an argument of `bind`.
  const Event& value_source() const { return pressed; }
};

}  // namespace coracle
