#pragma once

#include <coracle/ui/component.hpp>
#include <optional>
#include <string>

// clang-format off
#define CORACLE_FLOAT_PROGRESS(PARAMETER, EVENT)                          \
  PARAMETER(std::optional<double>, value, std::nullopt, "How far it is; none: nobody knows. From `min` to `max`.") \
  PARAMETER(double, min, 0, "The value of nothing done. Below `max`.")    \
  PARAMETER(double, max, 1, "The value of everything done. Above `min`.") \
  PARAMETER(std::string, label, "Progress", "What is going on, for those who cannot see the bar.")
// clang-format on

namespace coracle {

/// A progress bar for numbers that are not whole.
///
///     FloatProgress progress({.min = 0.0, .max = 1.0});
///     progress.value = done / total;
///
/// The rest is as for `Progress`.
///
/// Semantics: ipywidgets' FloatProgress. A native `<progress>`.
class FloatProgress : public Component {
  CORACLE_COMPONENT(FloatProgress, CORACLE_FLOAT_PROGRESS)

  FloatProgress();
  explicit FloatProgress(Options options);
};

}  // namespace coracle
