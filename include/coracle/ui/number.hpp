#pragma once

#include <coracle/ui/component.hpp>
#include <optional>
#include <string>

// clang-format off
#define CORACLE_NUMBER(PARAMETER, EVENT)                                                      \
  PARAMETER(std::optional<double>, value, std::nullopt, "The number; none: a dash is shown.") \
  PARAMETER(std::string, label, "", "What the number is; stands before it.")                  \
  PARAMETER(std::optional<int>, digits, std::nullopt, "How many digits follow the decimal point; where it is not given, as many as the number has. From 0 to 15.") \
  PARAMETER(std::string, unit, "", "What it is measured in; stands behind it.")
// clang-format on

namespace coracle {

/// A number that a program changes and people read.
///
///     Number speed({.label = "Speed", .digits = 1, .unit = "km/h"});
///     speed.value.follow(bind(measure, sensor));
///
/// Its digits are of one width, so that nothing moves while they change.
///
/// Semantics: Panel's Number indicator.
class Number : public Component {
  CORACLE_COMPONENT(Number, CORACLE_NUMBER)

  Number();
  explicit Number(Options options);

  /// What it stands for as an argument of `bind`.
  const Parameter<std::optional<double>>& value_source() const { return value; }
};

}  // namespace coracle
