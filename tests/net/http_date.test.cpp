#include "../../src/net/http_date.hpp"

#include <catch_amalgamated.hpp>

using namespace coracle;

TEST_CASE("a date is read in each of HTTP's three ways") {
  CHECK(read_http_date("Sun, 06 Nov 1994 08:49:37 GMT") == 784'111'777);
  CHECK(read_http_date("Sunday, 06-Nov-94 08:49:37 GMT") == 784'111'777);
  CHECK(read_http_date("Sun Nov  6 08:49:37 1994") == 784'111'777);
  CHECK(read_http_date("Sun Nov 16 08:49:37 1994") == 784'975'777);
  CHECK(read_http_date("Thu, 01 Jan 1970 00:00:00 GMT") == 0);
  CHECK(read_http_date("Wed, 31 Dec 1969 23:59:59 GMT") == -1);
  CHECK(read_http_date("Thu, 29 Feb 2024 00:00:00 GMT") == 1'709'164'800);
}

TEST_CASE("a year of two digits is one of 1970 to 2069") {
  CHECK(read_http_date("Thursday, 01-Jan-70 00:00:00 GMT") == 0);
  CHECK(read_http_date("Tuesday, 01-Jan-69 00:00:00 GMT") == 3'124'224'000);
}

TEST_CASE("what is no date is none, wherever it is cut off") {
  for (const char* wrong :
       {"Thu, 29 Feb 2023 00:00:00 GMT", "Sun, 31 Nov 1994 08:49:37 GMT",
        "Sun, 00 Nov 1994 08:49:37 GMT", "Sun, 06 nov 1994 08:49:37 GMT",
        "Sun, 06 ovD 1994 08:49:37 GMT", "Sun, 06 Nov 1994 24:00:00 GMT",
        "Sun, 06 Nov 1994 08:60:37 GMT", "Sun, 06 Nov 1994 08:49:61 GMT",
        "Sun, 06 Nov 1994 08:49:37 GMT ", "Sun, 06 Nov 1994 08:49:37 CET",
        "Sun, 06 Nov 1994 08:49:37", "Sun, -6 Nov 1994 08:49:37 GMT", ",", "12"}) {
    CAPTURE(wrong);
    CHECK_FALSE(read_http_date(wrong));
  }
  for (const std::string_view whole :
       {"Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT",
        "Sun Nov  6 08:49:37 1994"}) {
    for (std::size_t size = 0; size < whole.size(); ++size) {
      CAPTURE(whole, size);
      CHECK_FALSE(read_http_date(whole.substr(0, size)));
    }
  }
}
