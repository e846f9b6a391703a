#pragma once

#include <coracle/ui/component.hpp>
#include <string>

// clang-format off
#define CORACLE_SPINNER(PARAMETER, EVENT)                                                  \
  PARAMETER(bool, value, true, "Whether it turns; else it cannot be seen.")                \
  PARAMETER(std::string, label, "Loading", "What is going on, for those who cannot see it.")
// clang-format on

namespace coracle {

/// A ring that turns while something goes on. It keeps its room when it does not.
///
/// Semantics: Panel's LoadingSpinner.
class Spinner : public Component {
  CORACLE_COMPONENT(Spinner, CORACLE_SPINNER)

  Spinner();
  explicit Spinner(Options options);

  /// What it stands for as an argument of `bind`.
  const Parameter<bool>& value_source() const { return value; }
};

}  // namespace coracle
