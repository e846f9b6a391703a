// Checkbox, Toggle, Select, and what only shows: Spinner, StatusIndicator, FloatProgress.
#include <catch_amalgamated.hpp>
#include <coracle/coracle.hpp>
#include <coracle/testing/test_app.hpp>

using namespace coracle;
using namespace std::chrono_literals;
using coracle::testing::TestApp;
using Labels = std::vector<std::string>;
using Reports = std::vector<std::string>;

TEST_CASE("a checkbox is checked by a press on its label, or by code", "[b79]") {
  TestApp app;
  Checkbox box({.label = "Loud"});
  int changes = 0;
  box.value.watch([&](Change<bool>) { ++changes; });
  app.show([&] { return box; });
  CHECK(app.click("Loud"));
  CHECK(box.value());
  CHECK(app.click("input"));
  CHECK_FALSE(box.value());
  CHECK(changes == 2);
  box.value = true;
  app.settle();
  CHECK(*app.page().find("input")->attribute("checked") == "true");
  box.disabled = true;
  app.settle();
  CHECK_FALSE(app.click("Loud"));
  CHECK(box.value());
}

TEST_CASE("a handler that takes a checkbox's change back is seen", "[b79]") {
  TestApp app;
  Checkbox box({.label = "Never"});
  box.value.watch([&box](Change<bool> change) {
    if (change.now) box.value = false;
  });
  app.show([&] { return box; });
  app.click("Never");
  CHECK(*app.page().find("input")->attribute("checked") == "false");
}

TEST_CASE("a toggle stays in until the next press", "[b79]") {
  TestApp app;
  Toggle toggle({.label = "Bold"});
  app.show([&] { return toggle; });
  auto* button = app.page().find("button");
  CHECK(*button->attribute("aria-pressed") == "false");
  app.click("Bold");
  CHECK(toggle.value());
  CHECK(*button->attribute("aria-pressed") == "true");
  app.click("Bold");
  CHECK_FALSE(toggle.value());
}

TEST_CASE("a select starts with its first option, and people choose", "[b79]") {
  TestApp app;
  Select color({.label = "Colour", .options = {{"red", "green", "blue"}}});
  CHECK(color.value() == "red");
  CHECK(color.index() == 0);
  app.show([&] { return color; });
  CHECK(app.text() == "Colour red green blue");
  CHECK(app.choose("Colour", 2));
  CHECK(color.value() == "blue");
  CHECK(color.index() == 2);
  color.value = "green";
  app.settle();
  CHECK(*app.page().find("select")->attribute("selectedIndex") == "1");
  CHECK(app.take_reports().empty());
}

TEST_CASE("a select's value that vanishes becomes the first option, one that stays stays",
          "[b79]") {
  TestApp app;
  Select color({.options = {{"red", "green"}}, .value = "green"});
  int changes = 0;
  color.value.watch([&](Change<std::string>) { ++changes; });
  app.show([&] { return color; });
  auto* select = app.page().find("select");
  color.options = Labels{"blue", "white", "green"};
  CHECK(color.value() == "green");
  CHECK(color.index() == 2);
  CHECK(changes == 0);
  app.settle();
  CHECK(*select->attribute("selectedIndex") == "2");
  color.options = Labels{"black"};
  CHECK(color.value() == "black");
  CHECK(changes == 1);
  app.settle();
  CHECK(app.text() == "black");
  CHECK(*select->attribute("selectedIndex") == "0");
  color.options = Labels{};
  CHECK(color.value().empty());
  CHECK(color.index() == -1);
  app.settle();
  CHECK(app.text().empty());
  color.options = Labels{"last"};
  CHECK(color.value() == "last");
  CHECK(app.page().faults().empty());
}

TEST_CASE("options of a select that read the same can each be chosen", "[b79]") {
  TestApp app;
  Select select({.label = "Ann", .options = {{"Smith", "Jones", "Smith"}}});
  app.show([&] { return select; });
  app.choose("Ann", 2);
  CHECK(select.value() == "Smith");
  CHECK(select.index() == 2);
  CHECK(*app.page().find("select")->attribute("selectedIndex") == "2");
  select.options = Labels{"Jones", "Jones", "Smith"};
  CHECK(select.index() == 2);
}

TEST_CASE("what is not among a select's options is refused and reported", "[b79]") {
  TestApp app;
  Select select({.options = {{"a", "b"}}, .value = "c"});
  CHECK(select.value() == "a");
  select.value = "d";
  select.index = 2;
  select.index = -1;
  CHECK(select.value() == "a");
  CHECK(select.index() == 0);
  CHECK(app.take_reports() == Reports{"bad_argument: Select: \"c\" is not among the options",
                                      "bad_argument: Select: \"d\" is not among the options",
                                      "bad_argument: Select: there is no option 2; there are 2",
                                      "bad_argument: Select: there is no option -1; there are 2"});
}

TEST_CASE("options that people cannot choose are left to code", "[b79]") {
  TestApp app;
  Select select({.label = "Size", .options = {{"S", "M", "L"}}, .disabled_options = {{"S", "L"}}});
  CHECK(select.value() == "M");
  app.show([&] { return select; });
  CHECK(*app.page().find_all("option")[0]->attribute("disabled") == "true");
  CHECK(app.page().find_all("option")[1]->attribute("disabled") == nullptr);
  CHECK_FALSE(app.choose("Size", 2));
  CHECK(select.value() == "M");
  select.value = "L";
  CHECK(select.index() == 2);
  select.disabled_options = Labels{"M"};
  CHECK(select.value() == "L");
  app.settle();
  CHECK(*app.page().find_all("option")[2]->attribute("disabled") == "false");
  CHECK(app.choose("Size", 0));
  CHECK(select.value() == "S");
  select.options = Labels{"M", "XL"};
  CHECK(select.value() == "XL");
  select.options = Labels{"M"};
  CHECK(select.value() == "M");
  CHECK(app.take_reports().empty());
}

TEST_CASE("options of a group stand under one heading", "[b79]") {
  TestApp app;
  Select city({.label = "City",
               .options = {{"None", "Oslo", "Bergen", "Lyon", "Other"}},
               .groups = {{"", "Norway", "Norway", "France"}}});
  app.show([&] { return city; });
  const auto groups = [&] { return app.page().find_all("optgroup"); };
  REQUIRE(groups().size() == 2);
  CHECK(*groups()[0]->attribute("label") == "Norway");
  CHECK(groups()[0]->children.size() == 2);
  CHECK(*groups()[1]->attribute("label") == "France");
  CHECK(app.page().find("select")->children.size() == 4);
  CHECK(app.text() == "City None Oslo Bergen Lyon Other");
  CHECK(app.choose("City", 3));
  CHECK(city.value() == "Lyon");

  // The same groups: only what reads otherwise is touched.
  const std::size_t created = app.page().created_elements();
  city.options = Labels{"None", "Oslo", "Voss", "Lyon", "Other"};
  app.settle();
  CHECK(app.page().created_elements() == created);
  CHECK(app.text() == "City None Oslo Voss Lyon Other");

  city.groups = Labels{};
  app.settle();
  CHECK(groups().empty());
  CHECK(app.text() == "City None Oslo Voss Lyon Other");
  CHECK(*app.page().find("select")->attribute("selectedIndex") == "3");
  city.options = Labels{};
  app.settle();
  CHECK(app.page().find("select")->children.empty());
  app.close();
  CHECK(app.page().live_nodes() == 0);
  CHECK(app.page().faults().empty());
}

TEST_CASE("options that stay keep their nodes", "[b79]") {
  TestApp app;
  Labels labels;
  for (int i = 0; i < 100; ++i) labels.push_back(str(i));
  Select select({.options = labels});
  app.show([&] { return select; });
  const std::size_t created = app.page().created_elements();
  labels[50] = "fifty";
  labels.push_back("more");
  const std::size_t before = app.page().operations();
  select.options = labels;
  app.settle();
  CHECK(app.page().created_elements() == created + 1);
  CHECK(app.page().operations() - before == 5);  // text; instance, text, place; selectedIndex
}

TEST_CASE("what a reset of the form chooses is an option that is made anew, too", "[b79]") {
  TestApp app;
  const Select color({.options = Labels{"red", "green"}, .index = 1});
  const RadioGroup size({.options = Labels{"small", "large"}, .index = 1});
  app.show([&] { return Column(color, size); });
  const auto defaults = [&app](const char* tag, const char* name) {
    app.settle();
    std::vector<bool> list;
    for (const auto* node : app.page().find_all(tag)) list.push_back(node->attribute(name));
    return list;
  };
  CHECK(defaults("option", "defaultSelected") == std::vector<bool>{false, true});
  CHECK(defaults("input", "defaultChecked") == std::vector<bool>{false, true});
  color.groups = Labels{"warm", "cold"};
  color.index = 0;
  size.options = Labels{"small"};
  app.settle();
  size.options = Labels{"small", "large"};
  CHECK(defaults("option", "defaultSelected") == std::vector<bool>{false, true});
  CHECK(defaults("input", "defaultChecked") == std::vector<bool>{false, true});
}

TEST_CASE("a toggle is in its form what a checkbox is", "[b79]") {
  TestApp app;
  const Toggle bold({.label = "Bold", .name = "bold"});
  app.show([&] { return bold; });
  auto* entry = app.page().find("input");
  CHECK(entry->attribute("name") == nullptr);
  app.click("Bold");
  CHECK(*entry->attribute("name") == "bold");
  bold.disabled = true;
  app.settle();
  CHECK(entry->attribute("name") == nullptr);
  bold.disabled = false;
  app.settle();
  app.page().dispatch(entry, EventKind::change);  // as a reset does
  CHECK_FALSE(bold.value());
  app.settle();
  CHECK(entry->attribute("name") == nullptr);
}

TEST_CASE("a spinner that does not turn is hidden", "[b80]") {
  TestApp app;
  Spinner spinner;
  app.show([&] { return spinner; });
  auto* node = app.page().find(".coracle-spinner");
  CHECK(*node->attribute("hidden") == "false");
  CHECK(*node->attribute("aria-label") == "Loading");
  spinner.value = false;
  app.settle();
  CHECK(*node->attribute("hidden") == "true");
}

TEST_CASE("a float progress bar has bounds and may know nothing", "[b80]") {
  TestApp app;
  FloatProgress progress({.min = -1.0, .max = 1.0});
  app.show([&] { return progress; });
  auto* node = app.page().find("progress");
  CHECK(node->attribute("value") == nullptr);
  progress.value = 0.5;
  app.settle();
  CHECK(*node->attribute("value") == "1.5");
  CHECK(*node->attribute("max") == "2");
  progress.value = 7;
  CHECK(*progress.value() == 1);
  CHECK(app.take_reports().size() == 1);
  progress.value = std::nullopt;
  app.settle();
  CHECK(node->attribute("value") == nullptr);
}

TEST_CASE("a status indicator tells how a binding is doing, and does not run it", "[b80][b45]") {
  TestApp app;
  Signal source(1);
  int runs = 0;
  auto shown = bind(
      [&runs](int value) -> AsyncGenerator<int> {
        ++runs;
        co_await sleep(10ms);
        co_yield value;
        co_await sleep(10ms);
        if (value == 2) co_await fail("user", "two is bad");
      },
      source);
  Column column(StatusIndicator({.object = shown, .label = "Work"}));
  app.show([&] { return column; });
  CHECK(app.text() == "Work idle");
  CHECK(runs == 0);
  column.objects = std::vector<View>{column.objects()[0], shown};
  app.settle();
  app.settle();
  CHECK(app.text() == "Work pending");
  app.advance(10ms);
  CHECK(app.text() == "Work streaming 1");
  app.advance(10ms);
  CHECK(app.text() == "Work idle 1");
  source = 2;
  app.advance(20ms);
  CHECK(app.text().starts_with("Work error 2"));
  CHECK(*app.page().find(".coracle-status")->attribute("data-status") == "error");
  app.take_reports();
}

TEST_CASE("only a binding has a status", "[b80]") {
  TestApp app([] { return StatusIndicator({.object = "text"}); });
  CHECK(app.take_reports().size() == 1);
  CHECK(app.page().find(".coracle-error") != nullptr);
}

TEST_CASE("VBox and HBox are Column and Row", "[b87]") {
  TestApp app([] { return VBox("a", HBox("b", "c")); });
  CHECK(app.page().find(".coracle-column") != nullptr);
  CHECK(app.page().find(".coracle-row")->visible_text() == "b c");
}
