// The README's example of a test, of the gallery's own generator app.
#include <catch_amalgamated.hpp>
#include <coracle/testing/test_app.hpp>

#include "../../web/gallery/examples/generator/generator.cpp"

using coracle::testing::TestApp;

TEST_CASE("the calculation reports its progress") {
  TestApp page(&app);
  page.click("Press to run calculation");
  page.advance(510ms);
  CHECK(page.text() == "Press to run calculation Running (50/100%)");
}
