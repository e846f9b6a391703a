#pragma once

#include <coracle/base/date.hpp>
#include <coracle/ui/component.hpp>
#include <optional>
#include <string>

// clang-format off
#define CORACLE_DATE_PICKER(PARAMETER, EVENT)                                          \
  PARAMETER(std::string, label, "", "What it asks for; stands beside the control.")    \
  PARAMETER(std::optional<Date>, value, std::nullopt, "The day; none where the field is empty. From `start` to `end`.") \
  PARAMETER(std::optional<Date>, start, std::nullopt, "The first day that there is to choose, if there is one. At most `end`.") \
  PARAMETER(std::optional<Date>, end, std::nullopt, "The last one, if there is one. At least `start`.") \
  PARAMETER(bool, disabled, false, "Whether people cannot change it. Code still can.") \
  PARAMETER(std::string, name, "", "What the value is called in a form.")
// clang-format on

namespace coracle {

/// A field for a day.
///
///     using namespace std::chrono_literals;
///     DatePicker due({.label = "Due", .value = 2026y / 11 / 21});
///     due.value.watch([](Change<std::optional<Date>> change) { … });
///
/// A day chosen from the calendar is the `value` at once; one that is typed when it was confirmed
/// by Enter or by leaving, as each digit of a year makes another day. A day outside of the bounds
/// becomes the nearest one within; set by a program, that is reported too. `start` > `end` is an
/// error that leaves all as it was, and so is a day that there is not.
///
/// In JavaScript a day is a text: "2026-11-21".
///
/// Keys: digits type a day, the arrow keys change the part that has the focus; what the browser
/// has besides.
///
/// Semantics: Panel's DatePicker. A native `<input type="date">`.
class DatePicker : public Component {
  CORACLE_COMPONENT(DatePicker, CORACLE_DATE_PICKER)

  DatePicker();
  explicit DatePicker(Options options);

  /// What it stands for as an argument of `bind`.
  const Parameter<std::optional<Date>>& value_source() const { return value; }
};

}  // namespace coracle
