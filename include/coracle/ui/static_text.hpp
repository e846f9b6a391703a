#pragma once

#include <coracle/ui/component.hpp>
#include <string>

// clang-format off
#define CORACLE_STATIC_TEXT(PARAMETER, EVENT)                          \
  PARAMETER(std::string, value, "", "The text.")                       \
  PARAMETER(std::string, label, "", "What the text is; stands before it.")

#define CORACLE_STR(PARAMETER, EVENT)                                  \
  PARAMETER(std::string, object, "", "The text.")
// clang-format on

namespace coracle {

/// A text that a program changes and people read, with a label if it has one. Shown as text,
/// never as HTML.
///
///     StaticText text;
///     text.value = "Finished";
///
/// Semantics: Panel's StaticText, but that it inserts the text as HTML.
class StaticText : public Component {
  CORACLE_COMPONENT(StaticText, CORACLE_STATIC_TEXT)

  StaticText();
  explicit StaticText(Options options);

  const Parameter<std::string>& value_source() const { return value; }
};

/// A pane that shows a string as it is, its spaces and line ends too. Shown as text, never as
/// HTML.
///
/// Semantics: Panel's Str.
class Str : public Component {
  CORACLE_COMPONENT(Str, CORACLE_STR)

  Str();
  explicit Str(Options options);
  explicit Str(std::string object);

  const Parameter<std::string>& value_source() const { return object; }
};

}  // namespace coracle
