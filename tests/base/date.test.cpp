#include <catch_amalgamated.hpp>
#include <coracle/base/date.hpp>

using namespace coracle;
using namespace std::chrono_literals;

TEST_CASE("a day is written and read as ISO 8601 has it", "[b79]") {
  CHECK(date_text(2026y / 11 / 21) == "2026-11-21");
  CHECK(date_text(7y / 1 / 2) == "0007-01-02");
  CHECK(read_date("2026-11-21") == Date(2026y / 11 / 21));
  CHECK(read_date("0007-01-02") == Date(7y / 1 / 2));
  CHECK(read_date("2024-02-29") == Date(2024y / 2 / 29));
}

TEST_CASE("a day that there is not is no date", "[b79]") {
  for (const char* text :
       {"", "2026", "2026-1-2", "2026-02-30", "2025-02-29", "0000-01-01", "2026-13-01",
        "2026-00-10", "20a6-01-01", "2026/01/01", "-026-01-01", "2026-01-011"}) {
    CHECK(read_date(text) == std::nullopt);
  }
  CHECK(date_text(2026y / 2 / 30).empty());
  CHECK(date_text(Date()).empty());
  CHECK(date_text(10000y / 1 / 1).empty());
  CHECK(date_text(-5y / 1 / 1).empty());
}
