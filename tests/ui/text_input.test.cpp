// Text fields: what is typed, pasted, composed and set, and what of it arrives when.
#include <catch_amalgamated.hpp>
#include <coracle/coracle.hpp>
#include <coracle/testing/test_app.hpp>

using namespace coracle;
using coracle::testing::TestApp;
using Texts = std::vector<std::string>;

namespace {

// A field in a page, and all that is heard of it.
struct Field {
  explicit Field(TextInput::Options options = {.label = "Name"}) : input(std::move(options)) {
    input.value.watch([this](const Change<std::string>& change) { values.push_back(change.now); });
    input.typed.watch([this](const Change<std::string>& change) { typed.push_back(change.now); });
    input.on_enter([this] { entered.push_back(input.value()); });
    app.show([this] { return input; });
  }

  std::string shown() { return *app.page().find("input")->attribute("value"); }

  TestApp app;
  TextInput input;
  Texts values;
  Texts typed;
  Texts entered;
};

}  // namespace

TEST_CASE("typing changes typed with each key, Enter makes it the value", "[b78]") {
  Field field;
  field.app.type("Name", "Ada");
  CHECK(field.typed == Texts{"A", "Ad", "Ada"});
  CHECK(field.values.empty());
  field.app.press("Name", "Enter");
  CHECK(field.values == Texts{"Ada"});
  CHECK(field.entered == Texts{"Ada"});
}

TEST_CASE("leaving the field makes what was typed the value, and is no Enter", "[b78]") {
  Field field;
  field.app.type("Name", "Bob");
  field.app.leave("Name");
  CHECK(field.values == Texts{"Bob"});
  CHECK(field.entered.empty());
  field.app.leave("Name");
  CHECK(field.values.size() == 1);
}

TEST_CASE("each Enter is told, also when the text is the same", "[b78]") {
  Field field;
  field.app.type("Name", "again");
  for (int i = 0; i < 3; ++i) field.app.press("Name", "Enter");
  CHECK(field.values == Texts{"again"});
  CHECK(field.entered == Texts{"again", "again", "again"});
  field.app.press("Name", "Tab");
  CHECK(field.entered.size() == 3);
}

TEST_CASE("pasted text arrives once", "[b78]") {
  Field field;
  field.app.page().paste("Name", "a long text");
  CHECK(field.typed == Texts{"a long text"});
  field.app.press("Name", "Enter");
  CHECK(field.values == Texts{"a long text"});
}

TEST_CASE("text composed by an input method arrives once, and its Enter is none", "[b78]") {
  Field field;
  field.app.type("Name", "x");
  field.app.page().compose("Name", {"n", "に", "日", "日本"});
  CHECK(field.typed == Texts{"x", "x日本"});
  // Firefox tells of the text once more after the composition.
  auto* input = field.app.page().find("input");
  field.app.page().dispatch(input, EventKind::input, 0, "x日本");
  field.app.page().dispatch(input, EventKind::keydown, 0, "Enter", event_composing);
  CHECK(field.typed.size() == 2);
  CHECK(field.entered.empty());
  field.app.settle();
  CHECK(field.shown() == "x日本");
}

TEST_CASE("a value set by the program wins over the one being typed", "[b78]") {
  Field field;
  field.app.type("Name", "being typed");
  field.input.value = "set";
  // One more key, before the page has been told.
  field.app.page().type("Name", "!");
  CHECK(field.input.typed() == "set");
  field.app.settle();
  CHECK(field.shown() == "set");
  field.app.leave("Name");
  CHECK(field.values == Texts{"set"});
  field.app.type("Name", "!");
  CHECK(field.input.typed() == "set!");
}

TEST_CASE("setting the value that it has empties the field of what is being typed", "[b78]") {
  Field field;
  field.app.type("Name", "being typed");
  field.input.value = "";
  field.app.settle();
  CHECK(field.shown().empty());
  CHECK(field.values.empty());
  field.app.press("Name", "Enter");
  CHECK(field.entered == Texts{""});
}

TEST_CASE("away and back in a batch leaves the field open to people", "[b78]") {
  Field field;
  field.app.type("Name", "a");
  field.app.press("Name", "Enter");
  batch([&] {
    field.input.value = "b";
    field.input.value = "a";
  });
  field.app.settle();
  field.app.type("Name", "b");
  CHECK(field.input.typed() == "ab");
}

TEST_CASE("a handler of Enter may empty the field", "[b78]") {
  Field field;
  field.input.on_enter([&field] { field.input.value = ""; });
  for (const char* text : {"one", "two"}) {
    field.app.type("Name", text);
    field.app.press("Name", "Enter");
    CHECK(field.shown().empty());
  }
  CHECK(field.values == Texts{"one", "", "two", ""});
}

TEST_CASE("what fills in a form tells of a change only", "[b78]") {
  Field field;
  field.app.page().dispatch(field.app.page().find("input"), EventKind::change, 0, "filled in");
  CHECK(field.values == Texts{"filled in"});
  CHECK(field.typed == Texts{"filled in"});
}

TEST_CASE("a disabled field stops people, not code", "[b78]") {
  Field field({.label = "Name", .value = "fixed", .disabled = true});
  CHECK(field.shown() == "fixed");
  CHECK(field.input.typed() == "fixed");
  CHECK_FALSE(field.app.type("Name", "x"));
  field.input.value = "set";
  field.app.settle();
  CHECK(field.shown() == "set");
}

TEST_CASE("text change and click in one task both arrive, in order", "[b93]") {
  TestApp app;
  TextInput input({.label = "Name"});
  Button button({.label = "Greet"});
  std::string greeted;
  button.on_click([&] { greeted = input.value(); });
  app.show([&] { return Column(input, button); });
  app.page().paste("Name", "Ada");
  app.page().leave("Name");
  app.page().click("Greet");
  CHECK(greeted == "Ada");
}

TEST_CASE("a field that is yielded again in place hears what is typed", "[b78][b52]") {
  TestApp app;
  const Button again({.label = "Again"});
  TextInput last;
  app.show([&] {
    const auto yields = [&](bool) {
      last = TextInput({.label = "Name", .value = "Ada"});
      return View(last);
    };
    return Column(again, bind(yields, again));
  });
  app.page().click("Again");
  app.settle();
  app.type("Name", "!");
  CHECK(last.typed() == "Ada!");
  app.press("Name", "Enter");
  CHECK(last.value() == "Ada!");
}

TEST_CASE("a field in two places shows what is typed in either", "[b78]") {
  TestApp app;
  TextInput input({.label = "Name"});
  app.show([&] { return Row(input, input); });
  app.type("Name", "both");
  for (const auto* node : app.page().find_all("input")) CHECK(*node->attribute("value") == "both");
  CHECK(app.page().faults().empty());
}
