#pragma once

#include <coracle/ui/component.hpp>
#include <string>

// clang-format off
#define CORACLE_MARKDOWN(PARAMETER, EVENT)                                                        \
  PARAMETER(std::string, object, "", "The text, in Markdown.")
// clang-format on

namespace coracle {

/// A pane that shows Markdown as GitHub does: tables, lists, code, links.
///
///     Markdown("# Results\n\n| run | time |\n|---|---|\n| 1 | 2.5 s |")
///
/// HTML in it is sanitised as by `Html`. What shows it is a file of its own beside the program
/// (`markdown.mjs`), which is loaded when the first one is shown.
///
/// Semantics: Panel's Markdown pane.
class Markdown : public Component {
  CORACLE_COMPONENT(Markdown, CORACLE_MARKDOWN)

  Markdown();
  explicit Markdown(Options options);
  explicit Markdown(std::string object);
};

}  // namespace coracle
