#include <catch_amalgamated.hpp>
#include <coracle/testing/test_app.hpp>

#include "search.cpp"

using coracle::testing::TestApp;

TEST_CASE("there is one request, when the typing has paused") {
  TestApp page(&app);
  page.network().route("words/coracle.txt", {.body = Bytes("A small boat."), .delay = 200ms});
  page.type("Look up", "cor");
  page.advance(100ms);
  page.type("Look up", "acle");
  page.advance(499ms);
  CHECK(page.text() == "Look up Clear Type a word.");
  page.advance(1ms);
  CHECK(page.text() == "Look up Clear A small boat.");
  CHECK(page.network().requested().size() == 1);
}

TEST_CASE("what failed can be tried again") {
  TestApp page(&app);
  page.network().route("words/coracle.txt", {.fault = "the cable is out"});
  page.type("Look up", "coracle");
  page.advance(1s);
  CHECK(page.text() == "Look up Clear Type a word. the cable is out network Retry");
  CHECK(page.take_reports() == std::vector<std::string>{"network: the cable is out"});

  page.network().route("words/coracle.txt", {.body = Bytes("A small boat.")});
  page.click("Retry");
  page.advance(1s);
  CHECK(page.text() == "Look up Clear A small boat.");
}

TEST_CASE("clearing aborts the request") {
  TestApp page(&app);
  page.network().route("words/coracle.txt", {.stalls = true});
  page.type("Look up", "coracle");
  page.advance(1h);
  CHECK(page.network().live() == 1);
  page.click("Clear");
  page.advance(1s);
  CHECK(page.text() == "Look up Clear Type a word.");
  CHECK(page.network().aborted().size() == 1);
  CHECK(page.pending() == "");  // or else lists what waits, and for what
}
