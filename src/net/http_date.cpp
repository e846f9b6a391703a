#include "http_date.hpp"

#include <algorithm>
#include <chrono>

namespace coracle {

namespace {

// Takes the parts of a date off the front of a text. Once one is not as expected, none is.
class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  bool is_at_end() const { return is_well_ && text_.empty(); }

  void skip(std::string_view expected) {
    if (text_.starts_with(expected)) {
      text_.remove_prefix(expected.size());
    } else {
      is_well_ = false;
    }
  }
  // A number of so many digits; a space may stand for a leading zero.
  int number(std::size_t digits) {
    int value = 0;
    for (std::size_t i = 0; i < digits; ++i) {
      const char digit = text_.size() > i ? text_[i] : '?';
      if (digit == ' ' && i == 0) continue;
      if (digit < '0' || digit > '9') is_well_ = false;
      value = value * 10 + (digit - '0');
    }
    text_.remove_prefix(digits < text_.size() ? digits : text_.size());
    return value;
  }
  unsigned month() {
    static constexpr std::string_view names = "JanFebMarAprMayJunJulAugSepOctNovDec";
    const std::string_view name = text_.substr(0, 3);
    const std::size_t at = name.size() == 3 ? names.find(name) : std::string_view::npos;
    if (at == std::string_view::npos || at % 3 != 0) {
      is_well_ = false;
      return 0;
    }
    text_.remove_prefix(3);
    return static_cast<unsigned>(at / 3 + 1);
  }
  std::int64_t time_of_day() {
    const int hours = number(2);
    skip(":");
    const int minutes = number(2);
    skip(":");
    const int seconds = number(2);
    if (hours > 23 || minutes > 59 || seconds > 60) is_well_ = false;
    return (hours * 60LL + minutes) * 60 + seconds;
  }

 private:
  std::string_view text_;
  bool is_well_ = true;
};

}  // namespace

std::optional<std::int64_t> read_http_date(std::string_view text) {
  const std::size_t comma = text.find(',');
  int year = 0;
  unsigned month = 0;
  int day = 0;
  std::int64_t time = 0;
  Reader reader(comma == std::string_view::npos ? text.substr(std::min<std::size_t>(3, text.size()))
                                                : text.substr(comma + 1));
  reader.skip(" ");
  if (comma == std::string_view::npos) {
    month = reader.month();
    reader.skip(" ");
    day = reader.number(2);
    reader.skip(" ");
    time = reader.time_of_day();
    reader.skip(" ");
    year = reader.number(4);
  } else {
    const bool is_short = comma > 3;
    const std::string_view between = is_short ? "-" : " ";
    day = reader.number(2);
    reader.skip(between);
    month = reader.month();
    reader.skip(between);
    year = reader.number(is_short ? 2 : 4);
    if (is_short) year += year < 70 ? 2000 : 1900;
    reader.skip(" ");
    time = reader.time_of_day();
    reader.skip(" GMT");
  }
  const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(month),
                                         std::chrono::day(static_cast<unsigned>(day))};
  if (!reader.is_at_end() || !date.ok()) return std::nullopt;
  return std::chrono::sys_days(date).time_since_epoch().count() * 86400LL + time;
}

}  // namespace coracle
