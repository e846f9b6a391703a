#include <coracle/base/date.hpp>

namespace coracle {

namespace {

void write(std::string& text, std::size_t at, unsigned number, std::size_t digits) {
  for (; digits > 0; number /= 10) text[at + --digits] = static_cast<char>('0' + number % 10);
}

// The number of so many digits, or none.
std::optional<unsigned> read(std::string_view text) {
  unsigned number = 0;
  for (const char digit : text) {
    if (digit < '0' || digit > '9') return std::nullopt;
    number = number * 10 + static_cast<unsigned>(digit - '0');
  }
  return number;
}

bool can_be_written(const Date& date) {
  const int year = static_cast<int>(date.year());
  return date.ok() && year >= 1 && year <= 9999;
}

}  // namespace

std::string date_text(const Date& date) {
  if (!can_be_written(date)) return {};
  std::string text = "0000-00-00";
  write(text, 0, static_cast<unsigned>(static_cast<int>(date.year())), 4);
  write(text, 5, static_cast<unsigned>(date.month()), 2);
  write(text, 8, static_cast<unsigned>(date.day()), 2);
  return text;
}

std::optional<Date> read_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto year = read(text.substr(0, 4));
  const auto month = read(text.substr(5, 2));
  const auto day = read(text.substr(8, 2));
  if (!year || !month || !day) return std::nullopt;
  const Date date(std::chrono::year(static_cast<int>(*year)), std::chrono::month(*month),
                  std::chrono::day(*day));
  if (!can_be_written(date)) return std::nullopt;
  return date;
}

}  // namespace coracle
