// RadioGroup, DatePicker and ColorPicker: what people choose, what is refused.
#include <catch_amalgamated.hpp>
#include <coracle/coracle.hpp>
#include <coracle/testing/test_app.hpp>
#include <limits>

using namespace coracle;
using namespace std::chrono_literals;
using coracle::testing::TestApp;
using Labels = std::vector<std::string>;
using Reports = std::vector<std::string>;

namespace {

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

std::string day_of(const DatePicker& picker) {
  return picker.value() ? date_text(*picker.value()) : "none";
}

}  // namespace

TEST_CASE("a radio group starts with its first option, and people choose", "[b79]") {
  TestApp app;
  RadioGroup size({.label = "Size", .options = {{"S", "M", "L"}}});
  CHECK(size.value() == "S");
  int changes = 0;
  size.value.watch([&] { ++changes; });
  app.show([&] { return size; });
  CHECK(app.text() == "Size S M L");
  const auto checked = [&] {
    std::string marks;
    for (auto* radio : app.page().find_all("input")) {
      const std::string* value = radio->attribute("checked");
      marks += value && *value == "true" ? 'x' : '-';
    }
    return marks;
  };
  CHECK(checked() == "x--");
  CHECK(app.click("L"));
  CHECK(size.value() == "L");
  CHECK(size.index() == 2);
  CHECK(checked() == "--x");
  app.click("L");
  CHECK(changes == 1);
  size.value = "M";
  app.settle();
  CHECK(checked() == "-x-");
  CHECK(changes == 2);
  size.disabled = true;
  app.settle();
  CHECK_FALSE(app.click("S"));
  CHECK(size.value() == "M");
  size.value = "S";
  app.settle();
  CHECK(checked() == "x--");
  CHECK(app.take_reports().empty());
  app.close();
  CHECK(app.page().live_nodes() == 0);
  CHECK(app.page().faults().empty());
}

TEST_CASE("options of a radio group come and go, read the same, or cannot be chosen", "[b79]") {
  TestApp app;
  RadioGroup who({.options = {{"Smith", "Jones", "Smith"}}, .disabled_options = {{"Jones"}}});
  app.show([&] { return who; });
  CHECK_FALSE(app.click("Jones"));
  app.page().click("Smith");
  CHECK(who.index() == 0);
  app.page().dispatch(app.page().find_all("input")[2], EventKind::change, 1, "Smith");
  CHECK(who.index() == 2);
  const std::size_t created = app.page().created_elements();
  who.options = Labels{"Smith", "Brown"};
  app.settle();
  CHECK(app.page().created_elements() == created);
  CHECK(app.text() == "Smith Brown");
  CHECK(who.index() == 0);
  who.options = Labels{};
  CHECK(who.index() == -1);
  CHECK(who.value().empty());
  app.settle();
  CHECK(app.text().empty());
  who.options = Labels{"a", "b", "c"};
  app.settle();
  CHECK(app.text() == "a b c");
  who.value = "z";
  who.index = 7;
  CHECK(who.value() == "a");
  CHECK(app.take_reports() ==
        Reports{"bad_argument: RadioGroup: \"z\" is not among the options",
                "bad_argument: RadioGroup: there is no option 7; there are 3"});
  CHECK(app.page().faults().empty());
}

TEST_CASE("radio groups do not exclude each other, the same one shown twice neither", "[b79]") {
  TestApp app;
  RadioGroup first({.options = {{"a", "b"}}});
  RadioGroup named({.options = {{"c", "d"}}, .name = "letter"});
  app.show([&] { return Column(first, first, named); });
  const auto radios = app.page().find_all("input");
  REQUIRE(radios.size() == 6);
  CHECK(*radios[0]->attribute("name") == *radios[1]->attribute("name"));
  CHECK(*radios[0]->attribute("name") != *radios[2]->attribute("name"));
  CHECK(*radios[4]->attribute("name") == "letter");
  CHECK(radios[4]->attribute("form") == nullptr);
  CHECK(*radios[0]->attribute("form") == *radios[0]->attribute("name"));  // of no form
  CHECK(*radios[5]->attribute("value") == "d");
  app.click("b");
  CHECK(first.value() == "b");
  CHECK(named.value() == "c");
  CHECK(*radios[3]->attribute("checked") == "true");
}

TEST_CASE("a date that is typed is the value when it is confirmed, one that is picked at once",
          "[b79]") {
  TestApp app;
  DatePicker due({.label = "Due", .value = 2026y / 11 / 21});
  int changes = 0;
  due.value.watch([&] { ++changes; });
  app.show([&] { return due; });
  auto* field = app.page().find("input");
  CHECK(*field->attribute("value") == "2026-11-21");
  app.page().dispatch(field, EventKind::change, not_a_number, "2026-12-01");
  CHECK(day_of(due) == "2026-12-01");
  for (const char* text : {"0002-12-01", "0020-12-01", "0202-12-01", "2025-12-01"}) {
    app.page().dispatch(field, EventKind::keydown, not_a_number, "2");
    app.page().dispatch(field, EventKind::change, not_a_number, text);
  }
  CHECK(day_of(due) == "2026-12-01");
  app.page().dispatch(field, EventKind::keydown, not_a_number, "Enter");
  CHECK(day_of(due) == "2025-12-01");
  for (const char* key : {"Tab", " "}) {  // to the calendar, which opens
    app.page().dispatch(field, EventKind::keydown, not_a_number, key);
  }
  app.page().dispatch(field, EventKind::change, not_a_number, "2025-12-02");
  CHECK(day_of(due) == "2025-12-02");
  app.page().dispatch(field, EventKind::keydown, not_a_number, "Backspace");
  app.page().dispatch(field, EventKind::change, not_a_number, "");
  app.leave("Due");
  CHECK(day_of(due) == "none");
  CHECK(changes == 4);
  app.leave("Due");
  due.value = 2024y / 2 / 29;
  app.settle();
  CHECK(*field->attribute("value") == "2024-02-29");
  CHECK(app.take_reports().empty());
}

TEST_CASE("a date that is picked by pointer after a key was pressed is the value at once",
          "[b79]") {
  TestApp app;
  const DatePicker due({.label = "Due"});
  app.show([&] { return due; });
  auto* field = app.page().find("input");
  app.page().dispatch(field, EventKind::keydown, not_a_number, "2");
  app.page().dispatch(field, EventKind::click, not_a_number);  // which opens the calendar
  app.page().dispatch(field, EventKind::change, not_a_number, "2026-12-01");
  CHECK(day_of(due) == "2026-12-01");
}

TEST_CASE("a date outside of the bounds becomes the nearest within, in the page too", "[b79]") {
  TestApp app;
  DatePicker due({.label = "Due", .start = 2026y / 1 / 1, .end = 2026y / 12 / 31});
  app.show([&] { return due; });
  auto* field = app.page().find("input");
  CHECK(*field->attribute("min") == "2026-01-01");
  field->set_attribute("value", "2030-01-01");  // as it stands in the field
  app.page().dispatch(field, EventKind::change, not_a_number, "2030-01-01");
  app.settle();
  CHECK(day_of(due) == "2026-12-31");
  CHECK(*field->attribute("value") == "2026-12-31");
  CHECK(app.take_reports().empty());
  due.end = 2026y / 6 / 30;
  CHECK(day_of(due) == "2026-06-30");
  due.end = std::nullopt;
  app.settle();
  CHECK(field->attribute("max") == nullptr);
}

TEST_CASE("a date set by the program wins over one that is being typed", "[b79]") {
  TestApp app;
  DatePicker due({.label = "Due"});
  app.show([&] { return due; });
  auto* field = app.page().find("input");
  app.page().dispatch(field, EventKind::keydown, not_a_number, "2");
  app.page().dispatch(field, EventKind::change, not_a_number, "0002-12-01");
  due.value = 2026y / 1 / 2;
  app.settle();
  app.leave("Due");
  CHECK(day_of(due) == "2026-01-02");
  CHECK(*field->attribute("value") == "2026-01-02");
  app.page().dispatch(field, EventKind::keydown, not_a_number, "3");
  field->set_attribute("value", "2026-01-03");  // as it stands in the field
  app.page().dispatch(field, EventKind::change, not_a_number, "2026-01-03");
  due.value = 2026y / 1 / 2;  // the value it has
  app.settle();
  app.leave("Due");
  CHECK(day_of(due) == "2026-01-02");
  CHECK(*field->attribute("value") == "2026-01-02");
  due.disabled = true;
  app.settle();
  CHECK_FALSE(app.page().dispatch(field, EventKind::change, not_a_number, "2026-05-05"));
}

TEST_CASE("what a program cannot mean for a date is said", "[b79]") {
  TestApp app;
  DatePicker due({.value = 2027y / 1 / 1, .end = 2026y / 12 / 31});
  CHECK(day_of(due) == "2026-12-31");
  due.value = 2026y / 2 / 30;
  CHECK(day_of(due) == "2026-12-31");
  due.value = 2027y / 5 / 5;
  CHECK(day_of(due) == "2026-12-31");
  due.start = 2027y / 1 / 1;
  CHECK(due.start() == std::nullopt);
  due.end = 10000y / 1 / 1;
  CHECK(date_text(*due.end()) == "2026-12-31");
  CHECK(
      app.take_reports() ==
      Reports{"bad_argument: DatePicker: 2027-01-01 is outside of the bounds; 2026-12-31 was taken",
              "bad_argument: DatePicker: value must be a day that there is, in the years 1 to 9999",
              "bad_argument: DatePicker: 2027-05-05 is outside of the bounds; 2026-12-31 was taken",
              "bad_argument: DatePicker: start (2027-01-01) must not be after end (2026-12-31); "
              "swap them or set the other one first",
              "bad_argument: DatePicker: end must be a day that there is, in the years 1 to 9999"});
  const DatePicker reversed({.start = 2026y / 2 / 1, .end = 2026y / 1 / 1});
  const DatePicker impossible({.start = 2026y / 2 / 30});
  app.show([&] { return Column(reversed, impossible); });
  CHECK(app.page().find_all(".coracle-error").size() == 2);
  CHECK(app.take_reports().size() == 2);
}

TEST_CASE("a colour follows while it is looked for; who hears of what was settled on hears once",
          "[b79][b43]") {
  TestApp app;
  ColorPicker ink({.label = "Ink", .value = "#F80"});
  CHECK(ink.value() == "#ff8800");
  Labels moved;
  Labels settled;
  ink.value.watch([&](const Change<std::string>& change) { moved.push_back(change.now); });
  ink.value.watch([&](const Change<std::string>& change) { settled.push_back(change.now); },
                  {.rate = on_commit});
  app.show([&] { return ink; });
  auto* field = app.page().find("input");
  CHECK(*field->attribute("value") == "#ff8800");
  for (const char* color : {"#111111", "#222222"}) {
    app.page().dispatch(field, EventKind::input, not_a_number, color);
  }
  CHECK(settled.empty());
  app.page().dispatch(field, EventKind::change, not_a_number, "#222222");
  app.settle();
  CHECK(moved == Labels{"#111111", "#222222"});
  CHECK(settled == Labels{"#222222"});
  ink.value = "#0B6684";
  app.settle();
  CHECK(*field->attribute("value") == "#0b6684");
  CHECK(app.take_reports().empty());
}

TEST_CASE("what is no colour is refused and reported", "[b79]") {
  TestApp app;
  ColorPicker ink({.value = "red"});
  CHECK(ink.value() == "#000000");
  for (const char* text : {"", "#12345g", "123456", "#1234567", "#12"}) ink.value = text;
  ink.value = "#" + std::string(1000000, 'f');
  CHECK(ink.value() == "#000000");
  const Reports reports = app.take_reports();
  CHECK(reports.size() == 7);
  CHECK(reports[0] ==
        "bad_argument: ColorPicker: \"red\" is no colour; give six hexadecimal digits, "
        "such as \"#0b6684\"");
  CHECK(reports[6].size() < 200);
}
