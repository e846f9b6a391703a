#pragma once

#include <coracle/ui/component.hpp>
#include <string>

// clang-format off
#define CORACLE_TEXT_AREA(PARAMETER, EVENT)                                                     \
  PARAMETER(std::string, label, "", "What it asks for; stands beside the control.")             \
  PARAMETER(std::string, value, "", "The text, once it was confirmed by leaving.")              \
  PARAMETER(std::string, typed, "", "The text as it is being typed.")                           \
  PARAMETER(std::string, placeholder, "", "An example, shown while there is no text.")          \
  PARAMETER(int, rows, 3, "How many lines it shows at once. At least 1.")                       \
  PARAMETER(bool, disabled, false, "Whether people cannot type. Code still can set the value.") \
  PARAMETER(std::string, name, "", "What the value is called in a form.")
// clang-format on

namespace coracle {

/// A field for several lines of text.
///
///     TextArea note({.label = "Note", .rows = 6});
///     note.value.watch([](Change<std::string> change) { … });
///
/// Enter begins a new line; leaving the field makes what was typed its `value`. The rest is as for
/// `TextInput`.
///
/// Keys: those of a text; Tab leaves it.
///
/// Semantics: Panel's TextAreaInput. A native `<textarea>`.
class TextArea : public Component {
  CORACLE_COMPONENT(TextArea, CORACLE_TEXT_AREA)

  TextArea();
  explicit TextArea(Options options);

  /// What it stands for as an argument of `bind`.
  const Parameter<std::string>& value_source() const { return value; }
};

}  // namespace coracle
