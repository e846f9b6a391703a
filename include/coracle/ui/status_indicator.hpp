#pragma once

#include <coracle/ui/component.hpp>
#include <coracle/ui/output.hpp>
#include <string>

// clang-format off
#define CORACLE_STATUS_INDICATOR(PARAMETER, EVENT)                            \
  PARAMETER(View, object, View(), "The binding whose status it shows.")       \
  PARAMETER(std::string, label, "", "What goes on there; stands before it.")
// clang-format on

namespace coracle {

/// How a binding is doing: a mark and a word, "pending" for instance.
///
///     auto shown = bind(get_image, slider);
///     return Column(slider, StatusIndicator(shown), shown);
///
/// It does not keep the binding running.
///
/// Semantics: Panel's BooleanStatus and LoadingSpinner, but that they do not follow a run.
class StatusIndicator : public Component {
  CORACLE_COMPONENT(StatusIndicator, CORACLE_STATUS_INDICATOR)

  StatusIndicator();
  explicit StatusIndicator(Options options);
  explicit StatusIndicator(View object);
};

}  // namespace coracle
