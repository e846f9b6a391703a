// snapshot and restore: the state of a page as JSON, also where it is outdated or hostile.
#include <catch_amalgamated.hpp>
#include <coracle/coracle.hpp>
#include <coracle/testing/test_app.hpp>

using namespace coracle;
using coracle::testing::TestApp;
using Texts = std::vector<std::string>;
using Views = std::vector<View>;

namespace {

Texts messages(const std::vector<Error>& errors) {
  Texts texts;
  for (const Error& error : errors) texts.push_back(str(error.code(), ": ", error.message()));
  return texts;
}

// One of everything that has a state.
struct Form {
  IntSlider count{{.label = "Count", .value = 3}};
  FloatSlider gain{{.label = "Gain"}};
  TextInput name{{.label = "Name"}};
  Checkbox loud{{.label = "Loud"}};
  Select color{{.options = {{"red", "green", "blue"}}}};
  Progress progress;
  Accordion accordion{"a", "b"};
  Tabs tabs{Titled("One", name), Titled("Two", loud)};
  Placeholder place{"text"};
  Column root{count,    gain,      "a text", Card({.title = "Card"}, color),
              progress, accordion, tabs,     bind([] { return "bound"; }),
              place};
};

}  // namespace

#define CORACLE_TEST_STAR(PARAMETER, EVENT) PARAMETER(int, stars, 1, "How many.")

namespace {

class Star : public Component {
  CORACLE_COMPONENT(Star, CORACLE_TEST_STAR)
  Star();
};

constinit const Template star_template("<i></i>");
constinit const ComponentType star_type{"Star", star_template, {}};

class StarState final : public Star::Parameters {
 public:
  StarState() : Parameters(Star::Options()) {}
  const ComponentType& type() const override { return star_type; }
  void paint(Painter&) const override {}
};

Star::Star() : Component(make_ref<StarState>()) {}

}  // namespace

TEST_CASE("a snapshot has the values of all parameters under a root, in order", "[b90]") {
  TestApp app;
  CHECK(snapshot(Column(Checkbox({.label = "L\"oud", .value = true}), "text", Progress())) ==
        R"({"type":"Column","objects":[{"type":"Checkbox","label":"L\"oud","value":true,)"
        R"("disabled":false,"name":""},null,{"type":"Progress","value":null,"min":0,"max":100,)"
        R"("label":"Progress"}]})");
  CHECK(snapshot("text") == "null");
  CHECK(snapshot(View()) == "null");
}

TEST_CASE("of an image a snapshot has the URL, and no bytes", "[b90][b83]") {
  TestApp app;
  const Jpg image("images/1.jpg");
  const std::string state = snapshot(image);
  CHECK(state.find(R"("object":"images/1.jpg")") != std::string::npos);
  image.object = Bytes("bytes");
  CHECK(snapshot(image).find("object") == std::string::npos);
  CHECK(restore(image, state).empty());
  CHECK(image.object().url() == "images/1.jpg");
  CHECK(restore(image, R"({"type":"Jpg","object":7})").size() == 1);
}

TEST_CASE("what was snapshot is restored, in one commit", "[b90]") {
  TestApp app;
  const Form form;
  const std::string initial = snapshot(form.root);
  form.count.end = 100;
  form.count.value = 50;
  form.gain.value = 0.3;
  form.name.value = "Ada \xF0\x9F\x98\x80 \n";
  form.loud.value = true;
  form.color.options = Texts{"white", "black"};
  form.color.value = "black";
  form.progress.value = 30;
  form.accordion.active = std::vector<int>{1};
  form.tabs.active = 1;
  const std::string changed = snapshot(form.root);
  CHECK(changed != initial);

  int changes = 0;
  form.count.value.watch([&](Change<int>) { ++changes; });
  form.color.value.watch([&](Change<std::string>) { ++changes; });
  CHECK(messages(restore(form.root, initial)).empty());
  CHECK(snapshot(form.root) == initial);
  CHECK(changes == 2);
  CHECK(messages(restore(form.root, changed)).empty());
  CHECK(snapshot(form.root) == changed);
  CHECK(changes == 4);

  const Form other;
  CHECK(messages(restore(other.root, changed)).empty());
  CHECK(snapshot(other.root) == changed);
  CHECK(app.take_reports().empty());
}

TEST_CASE("bounds that come after the value, or cross the old ones, are no error", "[b90]") {
  TestApp app;
  IntSlider slider({.value = 5});
  const std::string low = snapshot(slider);
  slider.end = 300;
  slider.start = 200;
  slider.value = 250;
  const std::string high = snapshot(slider);
  CHECK(messages(restore(slider, low)).empty());
  CHECK(slider.value() == 5);
  CHECK(messages(restore(slider, high)).empty());
  CHECK(slider.value() == 250);
  CHECK(app.take_reports().empty());
}

TEST_CASE("what does not fit is said for each parameter, and the rest is restored", "[b90]") {
  TestApp app;
  const Form form;
  CHECK(messages(restore(form.root, R"({"type":"Column","objects":[
      {"type":"IntSlider","value":7,"label":3,"color":"red","step":1.5},
      {"type":"IntSlider","value":7},
      {"type":"Str"},
      {"type":"Card","title":"New","objects":[{"type":"Select","value":"yellow"},{"type":"Str"}]},
      {"type":"Progress","value":400},
      7,
      {"type":"Tabs","active":"1","objects":{}},
      null,
      {"type":"Placeholder","object":{"type":"Str"}},
      {"type":"Str"},
      null]})")) ==
        Texts{"bad_state: objects[0].color: IntSlider has no such parameter",
              "bad_state: objects[1]: here stands FloatSlider, the state is of IntSlider",
              "bad_state: objects[2]: no component stands here that has a state",
              "bad_state: objects[3].objects[1]: there is no such view any more",
              "bad_state: objects[5]: the state of Accordion was expected, not number",
              "bad_state: objects[6].objects: a list was expected, not object",
              "bad_state: objects[8].object: no component stands here that has a state",
              "bad_state: objects[9]: there is no such view any more",
              "bad_state: objects[0].label: it cannot be 3",
              "bad_state: objects[0].step: it cannot be 1.5",
              "bad_state: objects[3].objects[0].value: Select: \"yellow\" is not among the options",
              "bad_state: objects[4].value: Progress: 400 is outside of 0 to 100; 100 was taken",
              "bad_state: objects[6].active: it cannot be \"1\""});
  CHECK(form.count.value() == 7);
  CHECK(form.count.label() == "Count");
  CHECK(form.gain.value() == 0);
  CHECK(form.progress.value() == 100);
  CHECK(app.take_reports().empty());
}

TEST_CASE("what is no JSON, or none of a component, changes nothing", "[b90]") {
  TestApp app;
  const Form form;
  const std::string before = snapshot(form.root);
  const std::string nested(100'000, '[');
  const Texts hostile = {"",
                         "{",
                         "nonsense",
                         R"({"type":"Column"} more)",
                         "7",
                         "[]",
                         "{}",
                         R"({"type":7})",
                         R"({"type":"Row"})",
                         R"({"type":"Column","objects":[{"type":"IntSlider","value":1e999}]})",
                         R"({"type":"Column","objects":[{"type":"IntSlider","value":3e9}]})",
                         nested,
                         R"({"type":"Column","objects":)" + nested,
                         str(R"({"type":")", std::string(1 << 20, 'x'), R"("})"),
                         std::string("{\"type\":\"Column\0\"}", 18)};
  for (const std::string& state : hostile) {
    INFO(state.substr(0, 60));
    CHECK(restore(form.root, state).size() == 1);
    CHECK(snapshot(form.root) == before);
  }
  CHECK(messages(restore("text", R"({"type":"Column"})")) ==
        Texts{"bad_state: no component stands here that has a state"});
  CHECK(messages(restore(form.root, "null")).empty());
  CHECK(app.take_reports().empty());
}

TEST_CASE("of a state with any number of faults a hundred are told", "[b90]") {
  TestApp app;
  std::string state = R"({"type":"Column","objects":[7)";
  for (int i = 0; i < 10'000; ++i) state += ",7";
  const auto errors = restore(Column(), state + "]}");
  CHECK(errors.size() == 101);
  CHECK(errors.back().message() == "there were 9901 more errors");
}

TEST_CASE("a megabyte of text and a thousand components are restored", "[b90]") {
  TestApp app;
  Column column;
  Views views;
  for (int i = 0; i < 1000; ++i) views.push_back(TextInput({.value = str(i)}));
  views.push_back(Str(std::string(1 << 20, '"')));
  column.objects = views;
  const std::string state = snapshot(column);
  CHECK(messages(restore(column, state)).empty());
  CHECK(snapshot(column) == state);
}

TEST_CASE("layouts in layouts without end, or in themselves, end", "[b90]") {
  TestApp app;
  View view("core");
  for (int i = 0; i < 100; ++i) view = Column(view);
  const std::string state = snapshot(view);
  CHECK(messages(restore(view, state)).empty());
  Column itself;
  itself.objects = Views{itself};
  CHECK(messages(restore(itself, snapshot(itself))).empty());
  itself.clear();
}

TEST_CASE("a keyed view is found by its key, wherever it has moved to", "[b90]") {
  TestApp app;
  Checkbox a;
  Checkbox b;
  Column column(keyed("a", a), keyed("b", b));
  a.value = true;
  const std::string state = snapshot(column);
  a.value = false;
  column.reverse();
  CHECK(messages(restore(column, state)).empty());
  CHECK(a.value());
  CHECK_FALSE(b.value());
  column.pop(1);
  CHECK(messages(restore(column, state)) ==
        Texts{"bad_state: objects[0]: there is no such view any more"});
}

TEST_CASE("a component of the program's own has a state once it was described", "[b90]") {
  TestApp app;
  Star star;
  CHECK(snapshot(star) == R"({"type":"Star"})");
  CHECK(messages(restore(star, R"({"type":"Star","stars":3})")) ==
        Texts{"bad_state: nothing is known of Star; call describe_component<Star>()"});
  describe_component<Star>();
  describe_component<Star>();
  star.stars = 4;
  CHECK(snapshot(star) == R"({"type":"Star","stars":4})");
  CHECK(messages(restore(star, R"({"type":"Star","stars":3})")).empty());
  CHECK(star.stars() == 3);
}

TEST_CASE("a state has no say in what is trusted", "[b90]") {
  TestApp app;
  Html html({.object = "<p>checked</p>"});
  CHECK(snapshot(html) == R"({"type":"Html","object":"<p>checked</p>"})");
  CHECK(messages(restore(html, R"({"type":"Html","trusted":true,"object":"<b>x</b>"})")) ==
        Texts{"bad_state: trusted: Html has no such parameter"});
  CHECK_FALSE(html.trusted());
  CHECK(html.object() == "<b>x</b>");
  html.trusted = true;
  CHECK(restore(html, R"({"type":"Html","object":"<img onerror=alert(1)>"})").size() == 1);
  CHECK(html.object() == "<b>x</b>");
}

TEST_CASE("the state in the page's URL, beside what else the fragment has", "[b90]") {
  TestApp app;
  Checkbox box({.label = "50 % & #more=\xC3\xA9"});
  replace_url_fragment("");
  CHECK(restore_from_url(box).empty());
  replace_url_fragment("section&page=2");
  snapshot_to_url(box);
  const std::string before = url_fragment();
  CHECK(before.starts_with("section&page=2&coracle=%7B%22type%22:%22Checkbox%22,"));
  CHECK(before.find_first_of("\"<> #{") == std::string::npos);
  box.value = true;
  snapshot_to_url(box);
  CHECK(url_fragment() != before);
  replace_url_fragment(before);
  CHECK(restore_from_url(box).empty());
  CHECK_FALSE(box.value());
  CHECK(box.label() == "50 % & #more=\xC3\xA9");
  replace_url_fragment("coracle=%7B%2");
  CHECK(messages(restore_from_url(box)).size() == 1);
  replace_url_fragment("coracle=");
  CHECK(messages(restore_from_url(box)).size() == 1);
}

TEST_CASE("a module's own parameters are in a snapshot, but for bytes", "[b90]") {
  TestApp app;
  const Module module("map.mjs", {{"zoom", 4},
                                  {"center", JsonValue::list({1, 2})},
                                  {"tiles", JsonValue::object({{"data", Bytes("12345678")}})},
                                  {"type", "a name that a snapshot has itself"}});
  const std::string state = snapshot(module);
  CHECK(state == R"({"type":"Module","zoom":4,"center":[1,2]})");
  module["zoom"] = 9;
  CHECK(restore(module, state).empty());
  CHECK(module["zoom"]().number_or(0) == 4);
  CHECK(module["tiles"]()["data"].bytes() != nullptr);
  CHECK(messages(restore(module, R"({"type":"Module","zoom":{"a":1},"pitch":2})")) ==
        Texts{"bad_state: pitch: Module has no such parameter"});
  CHECK(module["zoom"]()["a"].number_or(0) == 1);
}
