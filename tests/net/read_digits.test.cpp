#include "../../src/net/read_digits.hpp"

#include <catch_amalgamated.hpp>

using namespace coracle;

TEST_CASE("digits are read as the number they tell") {
  CHECK(read_digits("0") == 0);
  CHECK(read_digits("007") == 7);
  CHECK(read_digits("999999999999999999") == 999'999'999'999'999'999);
}

TEST_CASE("what is not only digits, or too many of them, is no number") {
  for (const char* text : {"", " ", "-1", "+1", "1 ", " 1", "1.5", "0x10", "1e3", "\xD9\xA1"}) {
    INFO('"' << text << '"');
    CHECK_FALSE(read_digits(text));
  }
  CHECK_FALSE(read_digits("1000000000000000000"));
  CHECK(read_digits("999", 3) == 999);
  CHECK_FALSE(read_digits("0999", 3));
  CHECK_FALSE(read_digits(std::string_view("1\0", 2)));
}
