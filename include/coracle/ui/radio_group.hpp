#pragma once

#include <coracle/ui/component.hpp>
#include <string>
#include <vector>

// clang-format off
#define CORACLE_RADIO_GROUP(PARAMETER, EVENT)                                          \
  PARAMETER(std::string, label, "", "What is to be chosen; stands above the options.") \
  PARAMETER(std::vector<std::string>, options, std::vector<std::string>(), "What there is to choose.") \
  PARAMETER(std::vector<std::string>, disabled_options, std::vector<std::string>(), "Those of the options that people cannot choose. Code still can.") \
  PARAMETER(std::string, value, "", "The option that is chosen; where it is not given, the first that people can choose.") \
  PARAMETER(int, index, -1, "The place of that option; -1 where there are none. From 0 to that of the last.") \
  PARAMETER(bool, disabled, false, "Whether people cannot choose. Code still can.")    \
  PARAMETER(std::string, name, "", "What the value is called in a form.")
// clang-format on

namespace coracle {

/// One of several options, all of which are seen.
///
///     RadioGroup size({.label = "Size", .options = {{"S", "M", "L"}}, .value = "M"});
///     size.value.watch([](Change<std::string> change) { … });
///
/// What is said of `Select` holds here too: `value` and `index` say the same, what is not among the
/// options is refused and reported, and other options keep the value if it is among them.
///
/// Keys: the arrow keys choose, Space the first time.
///
/// Semantics: Panel's RadioBoxGroup. A native `<fieldset>` of `<input type="radio">`.
class RadioGroup : public Component {
  CORACLE_COMPONENT(RadioGroup, CORACLE_RADIO_GROUP)

  RadioGroup();
  explicit RadioGroup(Options options);

  /// What it stands for as an argument of `bind`.
  const Parameter<std::string>& value_source() const { return value; }
};

}  // namespace coracle
