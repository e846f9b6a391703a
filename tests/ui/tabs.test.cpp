// Tabs: what is on them is made when it is first shown; they follow the list, and the keyboard.
#include <catch_amalgamated.hpp>
#include <coracle/coracle.hpp>
#include <coracle/testing/test_app.hpp>

using namespace coracle;
using namespace std::chrono_literals;
using coracle::testing::TestApp;
using Reports = std::vector<std::string>;
using Views = std::vector<View>;

namespace {

testing::Node* tab(TestApp& app, std::size_t place) {
  return app.page().find_all(".coracle-tab")[place];
}

bool press_key(TestApp& app, std::size_t place, std::string_view key, std::uint32_t flags = 0) {
  const bool heard = app.page().dispatch(tab(app, place), EventKind::keydown, 0, key, flags);
  app.settle();
  return heard;
}

}  // namespace

TEST_CASE("one tab is shown at a time, by a click, by keys or by the program", "[b87]") {
  TestApp app;
  Tabs tabs(Titled("Plot", "the plot"), Titled("Data", "the data"), "no title");
  int changes = 0;
  tabs.active.watch([&](Change<int>) { ++changes; });
  app.show([&] { return tabs; });
  CHECK(app.text() == "Plot Data Tab 3 the plot");
  CHECK(app.click("Data"));
  CHECK(tabs.active() == 1);
  CHECK(app.text() == "Plot Data Tab 3 the data");
  tabs.active = 2;
  app.settle();
  CHECK(app.text() == "Plot Data Tab 3 no title");
  CHECK(press_key(app, 2, "ArrowRight"));
  CHECK(tabs.active() == 0);
  press_key(app, 0, "ArrowLeft");
  CHECK(tabs.active() == 2);
  press_key(app, 2, "Home");
  CHECK(tabs.active() == 0);
  press_key(app, 0, "End");
  CHECK(tabs.active() == 2);
  press_key(app, 2, "ArrowLeft", event_right_to_left);
  CHECK(tabs.active() == 0);
  press_key(app, 0, "ArrowRight", event_control);
  press_key(app, 0, "a");
  CHECK(tabs.active() == 0);
  CHECK(changes == 7);
  CHECK(app.take_reports().empty());
}

TEST_CASE("tabs name their panels, and only the active one can be reached by Tab", "[b87]") {
  TestApp app;
  Tabs tabs({.active = 1, .label = "Views"}, Titled("A", "a"), Titled("B", "b"));
  app.show([&] { return tabs; });
  CHECK(*app.page().find(".coracle-tab-list")->attribute("role") == "tablist");
  CHECK(*app.page().find(".coracle-tab-list")->attribute("aria-label") == "Views");
  const auto panels = app.page().find_all(".coracle-tab-panel");
  for (std::size_t place = 0; place < 2; ++place) {
    CHECK(*tab(app, place)->attribute("role") == "tab");
    CHECK(*tab(app, place)->attribute("aria-controls") == *panels[place]->attribute("id"));
    CHECK(*panels[place]->attribute("aria-labelledby") == *tab(app, place)->attribute("id"));
    CHECK(*tab(app, place)->attribute("aria-selected") == (place == 1 ? "true" : "false"));
    CHECK(*tab(app, place)->attribute("tabIndex") == (place == 1 ? "0" : "-1"));
    CHECK(*panels[place]->attribute("hidden") == (place == 1 ? "false" : "true"));
  }
}

TEST_CASE("what is on a tab is made when it is first shown, and stays", "[b87]") {
  TestApp app;
  int runs = 0;
  auto data = bind([&runs] { return str("run ", ++runs); });
  TextInput field({.label = "Name"});
  Tabs tabs(Titled("A", field), Titled("B", data));
  app.show([&] { return tabs; });
  app.settle();
  CHECK(runs == 0);
  const std::size_t nodes = app.counts().nodes;
  tabs.active = 1;
  app.settle();
  CHECK(runs == 1);
  CHECK(app.counts().nodes > nodes);
  auto* input = app.page().find("input");
  tabs.active = 0;
  app.settle();
  tabs.active = 1;
  app.settle();
  CHECK(runs == 1);
  CHECK(app.page().find("input") == input);
}

TEST_CASE("the same view stays shown when the list of tabs changes", "[b87]") {
  TestApp app;
  Titled a("A", "in a");
  Titled b("B", "in b");
  Titled c("C", "in c");
  Tabs tabs({.active = 1}, a, b, c);
  int changes = 0;
  tabs.active.watch([&](Change<int>) { ++changes; });
  app.show([&] { return tabs; });
  auto* shown = app.page().find_all(".coracle-tab-panel")[1];
  tabs.insert(0, "new");
  CHECK(tabs.active() == 2);
  app.settle();
  CHECK(app.text() == "Tab 1 A B C in b");
  CHECK(app.page().find_all(".coracle-tab-panel")[2] == shown);
  CHECK(*tab(app, 2)->attribute("aria-controls") == *shown->attribute("id"));
  tabs.reverse();
  CHECK(tabs.active() == 1);
  app.settle();
  CHECK(app.text() == "C B A Tab 4 in b");
  tabs.remove(b);
  CHECK(tabs.active() == 1);
  app.settle();
  CHECK(app.text() == "C A Tab 3 in a");
  tabs.slice(1, 3, {});
  CHECK(tabs.active() == 0);
  tabs.clear();
  CHECK(tabs.active() == -1);
  app.settle();
  CHECK(app.text().empty());
  tabs.append(b);
  CHECK(tabs.active() == 0);
  app.settle();
  CHECK(app.text() == "B in b");
  CHECK(changes == 5);
  CHECK(app.page().faults().empty());
  CHECK(app.take_reports().empty());
}

TEST_CASE("a click on a tab of a list that has just changed goes to the one that was clicked",
          "[b87]") {
  TestApp app;
  Titled a("A", "in a");
  Titled b("B", "in b");
  Tabs tabs(a, b);
  app.show([&] { return tabs; });
  auto* second = tab(app, 1);
  tabs.insert(0, "new");  // not painted yet
  app.page().dispatch(second, EventKind::click);
  app.settle();
  CHECK(tabs.active() == 2);
  tabs.remove(b);
  app.page().dispatch(second, EventKind::click);
  app.settle();
  CHECK(app.text() == "Tab 1 A in a");
}

TEST_CASE("a titled view may change its title and what it shows, on a tab that was never shown too",
          "[b87]") {
  TestApp app;
  Titled a("A", "in a");
  Titled b("B", "in b");
  Tabs tabs(a, b);
  app.show([&] { return tabs; });
  a.title = "One";
  a.object = "in one";
  b.object = "in two";
  app.settle();
  CHECK(app.text() == "One B in one");
  tabs.active = 1;
  app.settle();
  CHECK(app.text() == "One B in two");
}

TEST_CASE("a tab that is not there is refused and reported", "[b87]") {
  TestApp app;
  Tabs tabs({.active = 5}, "a", "b");
  CHECK(tabs.active() == 1);
  tabs.active = 2;
  tabs.active = -1;
  CHECK(tabs.active() == 1);
  CHECK(app.take_reports() == Reports{"bad_argument: Tabs: there is no tab 5; there are 2",
                                      "bad_argument: Tabs: there is no tab 2; there are 2",
                                      "bad_argument: Tabs: there is no tab -1; there are 2"});
  CHECK(Tabs().active() == -1);
}

TEST_CASE("an empty view, the same view twice, a megabyte of title: tabs show them", "[b87]") {
  TestApp app;
  const View twice("twice");
  const std::string title(1 << 20, 'x');
  Tabs tabs(View(), twice, twice, Titled(title, "long"));
  app.show([&] { return tabs; });
  tabs.active = 2;
  app.settle();
  CHECK(app.text() == "Tab 1 Tab 2 Tab 3 " + title + " twice");
  tabs.active = 0;
  app.settle();
  tabs.reverse();
  app.settle();
  CHECK(app.text() == title + " Tab 2 Tab 3 Tab 4");
  CHECK(app.page().faults().empty());
}

TEST_CASE("a watcher of the active tab may remove the tabs", "[b87]") {
  TestApp app;
  Tabs tabs("a", "b");
  Placeholder place(tabs);
  tabs.active.watch([&](Change<int>) { place.object = "gone"; });
  app.show([&] { return place; });
  app.click("Tab 2");
  CHECK(app.text() == "gone");
  CHECK(app.page().faults().empty());
}

TEST_CASE("tabs in two places, and closed, leave nothing behind", "[b87]") {
  TestApp app;
  const auto before = app.counts();
  {
    Tabs tabs(Titled("A", Progress()), Titled("B", "b"));
    app.show([&] { return Row(tabs, tabs); });
    app.click("B");
    CHECK(app.text() == "A B b A B b");
  }
  app.close();
  CHECK(app.counts().nodes == 0);
  CHECK(app.counts().observers == before.observers);
}
