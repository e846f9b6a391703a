#pragma once

#include <coracle/ui/component.hpp>
#include <string>

// clang-format off
#define CORACLE_HTML(PARAMETER, EVENT)                                                            \
  PARAMETER(std::string, object, "", "The HTML.")                                                 \
  PARAMETER(bool, trusted, false, "Whether it is shown as it is, not sanitised. Only for HTML that no stranger had a hand in.")
// clang-format on

namespace coracle {

/// A pane that shows HTML.
///
///     Html("<p>Some <b>words</b></p>")
///
/// It is sanitised: what could run, load code, send a form or change the look of the rest of the
/// page is left out, inline styles too. `trusted` opts out; even so a `<script>` in it does not
/// run. What shows it, with DOMPurify, is a file of its own beside the program (`html.mjs`), which
/// is loaded when the first one is shown.
///
/// Semantics: Panel's HTML pane, which does not sanitise by itself.
class Html : public Component {
  CORACLE_COMPONENT(Html, CORACLE_HTML)

  Html();
  explicit Html(Options options);
  explicit Html(std::string object);
};

}  // namespace coracle
