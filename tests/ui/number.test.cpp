#include <catch_amalgamated.hpp>
#include <coracle/coracle.hpp>
#include <coracle/testing/test_app.hpp>
#include <limits>

using namespace coracle;
using coracle::testing::TestApp;
using Reports = std::vector<std::string>;

TEST_CASE("a number is shown with its label, its digits and its unit", "[b81]") {
  TestApp app;
  Number speed({.label = "Speed", .unit = "km/h"});
  app.show([&] { return speed; });
  CHECK(app.text() == "Speed – km/h");
  speed.value = 12.345;
  app.settle();
  CHECK(app.text() == "Speed 12.345 km/h");
  speed.digits = 1;
  app.settle();
  CHECK(app.text() == "Speed 12.3 km/h");
  speed.value = 12;
  app.settle();
  CHECK(app.text() == "Speed 12.0 km/h");
  speed.value = -0.04;
  app.settle();
  CHECK(app.text() == "Speed 0.0 km/h");
  speed.digits = 0;
  speed.value = 99.5;
  app.settle();
  CHECK(app.text() == "Speed 100 km/h");
  CHECK(app.take_reports().empty());
}

TEST_CASE("numbers that have no such digits are shown as they are", "[b81]") {
  TestApp app;
  Number number({.digits = 15});
  app.show([&] { return number; });
  const std::vector<std::pair<double, std::string>> cases = {
      {1e21, "1e+21"},
      {1e300, "1e+300"},
      {std::numeric_limits<double>::infinity(), "Infinity"},
      {std::numeric_limits<double>::quiet_NaN(), "NaN"},
      {0.5, "0.500000000000000"}};
  for (const auto& [value, text] : cases) {
    number.value = value;
    app.settle();
    CHECK(app.text() == text);
  }
}

TEST_CASE("how many digits a number has is 0 to 15", "[b81]") {
  TestApp app;
  Number number({.value = 1.25, .digits = 99});
  CHECK(number.digits() == std::nullopt);
  number.digits = -1;
  CHECK(number.digits() == std::nullopt);
  CHECK(app.take_reports() == Reports{"bad_argument: Number: digits must be 0 to 15, not 99",
                                      "bad_argument: Number: digits must be 0 to 15, not -1"});
}
