#pragma once

#include <coracle/ui/component.hpp>
#include <string>
#include <vector>

// clang-format off
#define CORACLE_SELECT(PARAMETER, EVENT)                                                \
  PARAMETER(std::string, label, "", "What is to be chosen; stands beside the control.") \
  PARAMETER(std::vector<std::string>, options, std::vector<std::string>(), "What there is to choose.") \
  PARAMETER(std::vector<std::string>, groups, std::vector<std::string>(), "For each option the heading that it stands under; none where it is empty or missing.") \
  PARAMETER(std::vector<std::string>, disabled_options, std::vector<std::string>(), "Those of the options that people cannot choose. Code still can.") \
  PARAMETER(std::string, value, "", "The option that is chosen; where it is not given, the first that people can choose.") \
  PARAMETER(int, index, -1, "The place of that option; -1 where there are none. From 0 to that of the last.") \
  PARAMETER(bool, disabled, false, "Whether people cannot choose. Code still can.")     \
  PARAMETER(std::string, name, "", "What the value is called in a form.")
// clang-format on

namespace coracle {

/// One of several options.
///
///     Select color({.label = "Colour", .options = {{"red", "green", "blue"}}, .value = "green"});
///     color.value.watch([](Change<std::string> change) { … });
///
/// Neighbours of the same group stand under one heading:
///
///     Select city({.options = {{"Oslo", "Bergen", "Lyon"}}, .groups = {{"Norway", "Norway",
///     "France"}}});
///
/// `value` and `index` say the same; of options that read the same `index` tells which. What is not
/// among the options is refused and reported. Other options keep the value if it is among them,
/// else it becomes the first that people can choose.
///
/// Keys: the arrow keys, Home, End and the first letters choose; Enter, Space open the list.
///
/// Semantics: Panel's Select. A native `<select>`.
class Select : public Component {
  CORACLE_COMPONENT(Select, CORACLE_SELECT)

  Select();
  explicit Select(Options options);

  /// What it stands for as an argument of `bind`.
  const Parameter<std::string>& value_source() const { return value; }
};

}  // namespace coracle
