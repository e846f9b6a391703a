// Grid, Card, Placeholder, Titled: layouts that stand on the list of their views.
#include <catch_amalgamated.hpp>
#include <coracle/coracle.hpp>
#include <coracle/testing/test_app.hpp>

using namespace coracle;
using coracle::testing::TestApp;
using Reports = std::vector<std::string>;

TEST_CASE("a grid has as many columns as it is told, or as there is room for", "[b87]") {
  TestApp app;
  Grid grid({.columns = 3}, "a", "b", "c", "d");
  app.show([&] { return grid; });
  CHECK(app.text() == "a b c d");
  auto* element = app.page().find(".coracle-grid");
  CHECK(*element->attribute("grid-template-columns") == "repeat(3,minmax(0,1fr))");
  grid.columns = 0;
  app.settle();
  CHECK(element->attribute("grid-template-columns")->empty());
  grid.columns = -1;
  CHECK(grid.columns() == 0);
  CHECK(app.take_reports() ==
        Reports{"bad_argument: Grid: columns must be 0 (as many as there is room for) to 1000, "
                "not -1"});
  grid.columns = 2'000'000'000;
  CHECK(grid.columns() == 0);
  CHECK(app.take_reports().size() == 1);
  const std::size_t created = app.page().created_elements();
  grid.objects = std::vector<View>{"x", "y"};
  app.settle();
  CHECK(app.text() == "x y");
  CHECK(app.page().created_elements() == created);
}

TEST_CASE("a grid with fewer than no columns is shown as an error", "[b87]") {
  TestApp app;
  app.show([] { return Grid({.columns = -2}, "a"); });
  CHECK(app.page().find(".coracle-error") != nullptr);
  CHECK(app.take_reports().size() == 1);
}

TEST_CASE("a card is a group with the name of its title", "[b87]") {
  TestApp app;
  Card card({.title = "Filter"}, "from", "to");
  app.show([&] { return card; });
  CHECK(app.text() == "Filter from to");
  auto* group = app.page().find(".coracle-card");
  CHECK(*group->attribute("role") == "group");
  CHECK(*group->attribute("aria-label") == "Filter");
  card.title = "";
  card.append("apply");
  app.settle();
  CHECK(app.text() == "from to apply");
  CHECK(group->attribute("aria-label") == nullptr);
}

TEST_CASE("a placeholder stays, and what stands in it is replaced", "[b87]") {
  TestApp app;
  Placeholder place("nothing yet");
  app.show([&] { return Row("before", place, "after"); });
  CHECK(app.text() == "before nothing yet after");
  auto* element = app.page().find(".coracle-placeholder");
  const auto before = app.counts();
  place.object = Column("a", Progress({.value = 3}));
  app.settle();
  CHECK(app.text() == "before a after");
  CHECK(app.page().find(".coracle-placeholder") == element);
  place.object = View();
  app.settle();
  CHECK(app.text() == "before after");
  place.object = "nothing yet";
  app.settle();
  CHECK(app.counts().nodes == before.nodes);
}

TEST_CASE("a titled view stands below its title where it is shown by itself", "[b87]") {
  TestApp app;
  Titled titled("Plot", "a plot");
  app.show([&] { return titled; });
  CHECK(app.text() == "Plot a plot");
  titled.title = "<b>Data</b>";
  titled.object = "data";
  app.settle();
  CHECK(app.text() == "<b>Data</b> data");
}
