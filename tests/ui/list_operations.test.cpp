// The list of what a layout holds: each operation is one change, and refuses what is not there.
#include <catch_amalgamated.hpp>
#include <coracle/coracle.hpp>
#include <coracle/testing/test_app.hpp>

using namespace coracle;
using coracle::testing::TestApp;
using Reports = std::vector<std::string>;
using Views = std::vector<View>;

namespace {

// A column in a page, with a count of the changes that its watchers saw.
struct Scene {
  Scene() {
    column.objects.watch([this] { ++changes; });
    app.show([this] { return column; });
  }

  // What is shown after the operation, which made one change and one commit.
  template <class F>
  std::string after(F&& operation) {
    const int changes_before = changes;
    const std::size_t commits_before = app.page().commits();
    operation();
    app.settle();
    CHECK(changes == changes_before + 1);
    CHECK(app.page().commits() == commits_before + 1);
    CHECK(app.page().faults().empty());
    return app.text();
  }

  TestApp app;
  Column column{"a", "b", "c"};
  int changes = 0;
};

}  // namespace

TEST_CASE("each list operation is one change and one commit", "[b87]") {
  Scene scene;
  const Column& column = scene.column;
  CHECK(scene.after([&] { column.append("d", Str("e")); }) == "a b c d e");
  CHECK(scene.after([&] { column.insert(0, "first"); }) == "first a b c d e");
  CHECK(scene.after([&] { column.insert(6, "last", "really"); }) == "first a b c d e last really");
  CHECK(scene.after([&] { column.set(1, "A"); }) == "first A b c d e last really");
  CHECK(scene.after([&] { column.slice(2, 5, {"x"}); }) == "first A x e last really");
  CHECK(scene.after([&] { column.slice(0, 0, {"y", "z"}); }) == "y z first A x e last really");
  CHECK(scene.after([&] { column.reverse(); }) == "really last e x A first z y");
  View popped;
  CHECK(scene.after([&] { popped = column.pop(); }) == "really last e x A first z");
  CHECK(popped);
  CHECK(scene.after([&] { popped = column.pop(0); }) == "last e x A first z");
  CHECK(scene.after([&] { column.append(popped); }) == "last e x A first z really");
  CHECK(scene.after([&] { column.remove(popped); }) == "last e x A first z");
  CHECK(column.slice(1, 3).size() == 2);
  CHECK(column.slice(1, 3).front() == column.objects()[1]);
  CHECK(scene.after([&] { column.clear(); }).empty());
  CHECK(scene.after([&] { column.append("again"); }) == "again");
  CHECK(scene.app.take_reports().empty());
}

TEST_CASE("operations on all layouts, and within a batch, are one commit", "[b87]") {
  TestApp app;
  Row row;
  Grid grid;
  Card card;
  Tabs tabs;
  Accordion accordion;
  app.show([&] { return Column(row, grid, card, tabs, accordion); });
  const std::size_t commits = app.page().commits();
  batch([&] {
    row.append("row", "gone");
    row.pop();
    grid.append("grid");
    card.insert(0, "card");
    tabs.append(Titled("T", "tab"));
    accordion.append(Titled("S", "folded"));
  });
  app.settle();
  CHECK(app.text() == "row grid card T tab S");
  CHECK(app.page().commits() == commits + 1);
}

TEST_CASE("a place that is not there is an error, and nothing changes", "[b87]") {
  Scene scene;
  const Column& column = scene.column;
  const Views before = column.objects();
  column.insert(4, "x");
  column.insert(-1, "x");
  column.set(3, "x");
  CHECK_FALSE(column.pop(3));
  CHECK_FALSE(column.pop(-1));
  column.slice(2, 1, {"x"});
  column.slice(1, 4, {"x"});
  CHECK(column.slice(-1, 2).empty());
  column.remove("a");  // another handle to the same text
  CHECK(scene.app.take_reports() ==
        Reports{"bad_argument: Column.insert: there is no place 4; use 0 to 3",
                "bad_argument: Column.insert: there is no place -1; use 0 to 3",
                "bad_argument: Column.set: there is no place 3; it holds 3 views",
                "bad_argument: Column.pop: there is no place 3; it holds 3 views",
                "bad_argument: Column.pop: there is no place -1; it holds 3 views",
                "bad_argument: Column.slice: there are no places 2 to 1; it holds 3 views",
                "bad_argument: Column.slice: there are no places 1 to 4; it holds 3 views",
                "bad_argument: Column.slice: there are no places -1 to 2; it holds 3 views",
                "bad_argument: Column.remove: it does not hold this view"});
  CHECK(column.objects() == before);
  CHECK(scene.changes == 0);
  Column().pop();
  CHECK(scene.app.take_reports() ==
        Reports{"bad_argument: Column.pop: there is no place -1; it holds 0 views"});
}

TEST_CASE("a layout that is put into itself would never end, and is refused", "[b87]") {
  Scene scene;
  scene.column.append(scene.column);
  CHECK(scene.app.take_reports() ==
        Reports{"bad_argument: Column.append: a layout cannot hold itself"});
  scene.app.settle();
  CHECK(scene.app.text() == "a b c");
}

TEST_CASE("a removed child lets go of all it held", "[b87]") {
  TestApp app;
  Column column;
  app.show([&] { return column; });
  app.settle();
  const auto before = app.counts();
  {
    IntSlider slider({.label = "S"});
    column.append(slider, bind([](int value) { return str("bound ", value); }, slider),
                  [] { return Column("made by a function"); });
  }
  app.settle();
  CHECK(app.text() == "S 0 bound 0 made by a function");
  CHECK(app.counts().nodes > before.nodes);
  column.pop(2);
  column.pop(0);
  column.clear();
  app.settle();
  CHECK(app.counts() == before);
}

TEST_CASE("a layout that holds itself, by way of others too, is an error where it would be",
          "[b87]") {
  TestApp app;
  const Column column("first");
  app.show([&] { return column; });
  const auto is_refused = [&] {
    app.settle();
    CHECK(app.text().find("a component cannot hold itself") != std::string::npos);
    CHECK(app.take_reports().size() == 1);
    column.clear();
    app.settle();
    CHECK(app.text().empty());
  };
  column.append(Row(column));
  is_refused();
  column.objects = {column};
  is_refused();
  column.append(bind([column] { return View(column); }));
  is_refused();
  column.append("last", Row(Card({.title = "Card"}, column)));
  is_refused();
  column.append("last");
  app.settle();
  CHECK(app.text() == "last");
  CHECK(app.page().faults().empty());
}

TEST_CASE("ten thousand appends, one by one, do not take their square in the page", "[b87]") {
  TestApp app;
  Column column;
  app.show([&] { return column; });
  for (int i = 0; i < 10'000; ++i) column.append(str(i));
  const std::size_t before = app.page().operations();
  app.settle();
  CHECK(app.page().operations() - before < 3 * 10'000 + 10);
  CHECK(column.objects().size() == 10'000);
}
