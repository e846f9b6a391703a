#pragma once

#include <algorithm>
#include <concepts>
#include <coracle/flow/bind.hpp>
#include <coracle/ui/checkbox.hpp>
#include <coracle/ui/float_slider.hpp>
#include <coracle/ui/int_slider.hpp>
#include <coracle/ui/layout.hpp>
#include <coracle/ui/output.hpp>
#include <coracle/ui/select.hpp>
#include <coracle/ui/text_input.hpp>
#include <initializer_list>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace coracle {

/// A widget for a parameter of a function, with the parameter's name as its label: what kind of
/// widget follows from the values.
///
///     named("loud", true)                     // Checkbox
///     named("name", "Ada")                    // TextInput
///     named("count", 5)                       // IntSlider from -5 to 15
///     named("count", 0, 100)                  // IntSlider with these bounds
///     named("gain", 0.0, 1.0, 0.01)           // FloatSlider; the last is the step
///     named("color", {"red", "green"})        // Select
IntSlider named(std::string name, int value);
IntSlider named(std::string name, int start, int end, int step = 1);
FloatSlider named(std::string name, double value);
FloatSlider named(std::string name, double start, double end);
FloatSlider named(std::string name, double start, double end, double step);
TextInput named(std::string name, std::string_view value);
Select named(std::string name, std::vector<std::string> options);
Select named(std::string name, std::initializer_list<const char*> options);
// A template, for a pointer to characters would rather become a bool than a text.
template <std::same_as<bool> Bool>
Checkbox named(std::string name, Bool value) {
  return Checkbox({.label = std::move(name), .value = value});
}
inline TextInput named(std::string name, const char* value) {
  return named(std::move(name), std::string_view(value));
}

/// A function with a widget for each of its parameters: the widgets, and below them what the
/// function makes of their values, whenever one of them changes.
///
///     interact([](int count, bool loud) { return str(count, loud ? "!" : ""); },
///              named("count", 0, 10), named("loud", false))
///
/// The function is one for `bind`: plain, a task or a generator; what it gives is shown. A widget
/// may be any component that stands for a value.
///
/// Semantics: interact of ipywidgets, but that coroutines are run, not shown as objects.
template <class F, class... Widgets>
Column interact(F f, const Widgets&... widgets) {
  static_assert((HasValueSource<Widgets> && ...),
                "interact(f, widgets…): each is a component that stands for a value; `named` makes "
                "one of a name and a value");
  return Column(widgets..., bind(std::move(f), widgets...));
}

}  // namespace coracle
