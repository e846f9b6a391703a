#pragma once

#include <coracle/ui/component.hpp>
#include <string>

// clang-format off
#define CORACLE_TITLED(PARAMETER, EVENT)                                     \
  PARAMETER(View, object, View(), "What stands below the title.")            \
  PARAMETER(std::string, title, "", "What it is called.")
// clang-format on

namespace coracle {

/// A view with a title: what stands on its tab in `Tabs`, or above it in an `Accordion`, wherever
/// it moves to there. Elsewhere the title stands above the view.
///
///     return Tabs(Titled("Plot", plot), Titled("Data", table));
///
/// Semantics: the pairs of title and object that Panel's Tabs takes, but that both can change.
class Titled : public Component {
  CORACLE_COMPONENT(Titled, CORACLE_TITLED)

  Titled();
  explicit Titled(Options options);
  Titled(std::string title, View object);
};

}  // namespace coracle
