// TextArea and NumberInput: what is typed, what becomes the value, what is refused.
#include <catch_amalgamated.hpp>
#include <coracle/coracle.hpp>
#include <coracle/testing/test_app.hpp>
#include <limits>

using namespace coracle;
using coracle::testing::TestApp;
using Reports = std::vector<std::string>;

TEST_CASE("a text area takes Enter as text, and leaving makes what was typed its value", "[b79]") {
  TestApp app;
  TextArea note({.label = "Note", .placeholder = "…", .rows = 5});
  std::vector<std::string> values;
  note.value.watch([&](const Change<std::string>& change) { values.push_back(change.now); });
  app.show([&] { return note; });
  auto* area = app.page().find("textarea");
  CHECK(*area->attribute("rows") == "5");
  CHECK(*area->attribute("placeholder") == "…");
  app.type("Note", "one\ntwo");
  app.press("Note", "a");
  CHECK(note.typed() == "one\ntwo");
  CHECK(values.empty());
  app.leave("Note");
  CHECK(values == std::vector<std::string>{"one\ntwo"});
  note.value = "set";
  app.settle();
  CHECK(*area->attribute("value") == "set");
  CHECK(note.typed() == "set");
  note.rows = 0;
  CHECK(note.rows() == 5);
  CHECK(app.take_reports() == Reports{"bad_argument: TextArea: rows must be 1 or more, not 0"});
  note.disabled = true;
  app.settle();
  app.type("Note", "no");
  CHECK(note.typed() == "set");
  CHECK(TextArea({.rows = -2}).rows() == 1);
  CHECK(app.take_reports().size() == 1);
}

TEST_CASE("a number field has a number, or none", "[b79]") {
  TestApp app;
  NumberInput width({.label = "Width", .value = 3.5, .step = 0.5});
  int changes = 0;
  width.value.watch([&] { ++changes; });
  app.show([&] { return width; });
  auto* field = app.page().find("input");
  CHECK(*field->attribute("value") == "3.5");
  CHECK(*field->attribute("step") == "0.5");
  CHECK(field->attribute("min") == nullptr);
  app.release("Width", 4);
  CHECK(width.value() == 4);
  app.release("Width", std::numeric_limits<double>::quiet_NaN());
  CHECK(width.value() == std::nullopt);
  CHECK(*field->attribute("value") == "");
  CHECK(changes == 2);
  width.value = 7;
  app.settle();
  CHECK(*field->attribute("value") == "7");
  field->set_attribute("value", "71");  // as it is being typed
  width.value = 7;
  app.settle();
  CHECK(*field->attribute("value") == "7");
  CHECK(changes == 3);
  CHECK(app.take_reports().empty());
}

TEST_CASE(
    "a number that a person types outside of the bounds becomes the nearest within, in the "
    "page too",
    "[b79]") {
  TestApp app;
  NumberInput size({.label = "Size", .value = 10.0, .start = 0.0, .end = 10.0});
  app.show([&] { return size; });
  auto* field = app.page().find("input");
  field->set_attribute("value", "99");  // as it stands in the field
  app.release("Size", 99);
  CHECK(size.value() == 10);
  CHECK(*field->attribute("value") == "10");
  CHECK(app.take_reports().empty());
  size.end = 5;
  CHECK(size.value() == 5);
  app.settle();
  CHECK(*field->attribute("max") == "5");
  size.end = std::nullopt;
  app.settle();
  CHECK(field->attribute("max") == nullptr);
}

TEST_CASE("what a program cannot mean for a number field is said", "[b79]") {
  TestApp app;
  NumberInput size({.value = 20.0, .start = 0.0, .end = 10.0});
  CHECK(size.value() == 10);
  size.value = -1;
  CHECK(size.value() == 0);
  size.start = 11;
  CHECK(size.start() == 0);
  size.step = 0;
  CHECK(size.step() == std::nullopt);
  size.end = std::numeric_limits<double>::quiet_NaN();
  CHECK(size.end() == 10);
  NumberInput open({.value = std::numeric_limits<double>::infinity()});
  CHECK(open.value() == std::nullopt);
  open.start = -std::numeric_limits<double>::infinity();
  CHECK(open.start() == std::nullopt);
  open.step = std::numeric_limits<double>::infinity();
  CHECK(open.step() == std::nullopt);
  CHECK(app.take_reports().size() == 8);
  const NumberInput reversed({.start = 3.0, .end = 1.0});
  app.show([&] { return reversed; });
  CHECK(app.text().find("start (3) must not be greater than end (1)") != std::string::npos);
}
