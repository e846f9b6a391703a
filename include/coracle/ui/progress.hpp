#pragma once

#include <coracle/ui/component.hpp>
#include <optional>
#include <string>

// clang-format off
#define CORACLE_PROGRESS(PARAMETER, EVENT)                               \
  PARAMETER(std::optional<int>, value, std::nullopt, "How far it is; none: nobody knows. From `min` to `max`.") \
  PARAMETER(int, min, 0, "The value of nothing done. Below `max`.")      \
  PARAMETER(int, max, 100, "The value of everything done. Above `min`.") \
  PARAMETER(std::string, label, "Progress", "What is going on, for those who cannot see the bar.")
// clang-format on

namespace coracle {

/// A progress bar. Without a value it shows that something goes on, but not how far it is.
///
///     co_yield Progress({.value = percent});
///
/// A value out of range is clamped and reported.
///
/// Semantics: Panel's Progress, ipywidgets' IntProgress. A native `<progress>`.
class Progress : public Component {
  CORACLE_COMPONENT(Progress, CORACLE_PROGRESS)

  Progress();
  explicit Progress(Options options);
};

}  // namespace coracle
