#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace coracle {

/// A day of the calendar, without a time of day and so without a time zone.
///
///     using namespace std::chrono_literals;
///     Date day = 2026y / 11 / 21;
using Date = std::chrono::year_month_day;

/// As ISO 8601 writes it: "2026-11-21". Of a day that there is not, such as the 30th of February,
/// or one outside of the years 1 to 9999: "".
std::string date_text(const Date& date);
/// The other way; none where the text is not exactly that.
std::optional<Date> read_date(std::string_view text);

}  // namespace coracle
