// Json: a tree that is filled where it is open.
#include <catch_amalgamated.hpp>
#include <coracle/coracle.hpp>
#include <coracle/testing/test_app.hpp>

using namespace coracle;
using coracle::testing::TestApp;
using Reports = std::vector<std::string>;

namespace {

std::string array_of(int count) {
  std::string text = "[";
  for (int i = 0; i < count; ++i) text += str(i == 0 ? "" : ",", i);
  return text + "]";
}

void unfold(TestApp& app, testing::Node* branch) {
  branch->set_attribute("open", "true");
  app.page().dispatch(branch, EventKind::toggle, 1);
}

}  // namespace

TEST_CASE("json is shown as a tree, filled where it is open", "[b82]") {
  TestApp app;
  Json json(
      R"( {"name": "Ada", "tags": ["a", {"deep": null}], "n": -1.5e3, "ok": true, "none": {}} )");
  app.show([&] { return json; });
  CHECK(app.text() == R"({5} name "Ada" tags [2] n -1.5e3 ok true none {0})");
  auto branches = app.page().find_all("details");
  REQUIRE(branches.size() == 3);
  CHECK(*branches[0]->attribute("open") == "true");
  CHECK(branches[1]->attribute("open") == nullptr);
  unfold(app, branches[1]);
  app.settle();
  CHECK(app.text() == R"({5} name "Ada" tags [2] 0 "a" 1 {1} n -1.5e3 ok true none {0})");
  unfold(app, branches[1]);
  app.settle();
  CHECK(app.page().find_all("details").size() == 4);
  app.close();
  CHECK(app.page().live_nodes() == 0);
  CHECK(app.page().faults().empty());
}

TEST_CASE("depth says how much of json is open at first", "[b82]") {
  TestApp app;
  Json json({.object = R"({"a": [[1]]})", .depth = 0});
  app.show([&] { return json; });
  CHECK(app.text() == "{1}");
  json.depth = 3;
  app.settle();
  CHECK(app.text() == "{1} a [1] 0 [1] 0 1");
  json.object = "7";
  app.settle();
  CHECK(app.text() == "7");
  json.object = "";
  app.settle();
  CHECK(app.text().empty());
  json.depth = -1;
  json.depth = 51;
  CHECK(json.depth() == 3);
  CHECK(app.take_reports() == Reports{"bad_argument: Json: depth must be 0 to 50, not -1",
                                      "bad_argument: Json: depth must be 0 to 50, not 51"});
}

TEST_CASE("json opens fifty levels", "[b82]") {
  TestApp app;
  Json json({.object = std::string(60, '[') + std::string(60, ']'), .depth = 50});
  app.show([&] { return json; });
  CHECK(app.page().find_all("details").size() == 51);
  app.close();
  CHECK(app.page().live_nodes() == 0);
}

TEST_CASE("a long list in json stands in parts of a hundred", "[b82]") {
  TestApp app;
  Json json(array_of(100000));
  app.show([&] { return json; });
  auto branches = app.page().find_all("details");
  REQUIRE(branches.size() == 11);
  CHECK(branches[1]->visible_text() == "0 – 9999 [10000]");
  unfold(app, branches[1]);
  app.settle();
  branches = app.page().find_all("details");
  REQUIRE(branches.size() == 111);
  CHECK(branches[2]->visible_text() == "0 – 99 [100]");
  unfold(app, branches[3]);
  app.settle();
  CHECK(branches[3]->visible_text().starts_with("100 – 199 [100] 100 100 101 101"));
  CHECK(app.page().created_elements() < 1100);
  CHECK(app.page().faults().empty());
}

TEST_CASE("a toggle that comes when json is another one already finds nobody", "[b82]") {
  TestApp app;
  Json json(R"({"a": {"b": 1}})");
  app.show([&] { return json; });
  auto* inner = app.page().find_all("details")[1];
  json.object = std::string(R"({"other": [1, 2, 3]})");
  app.page().dispatch(inner, EventKind::toggle);
  app.settle();
  CHECK(app.text() == "{1} other [3]");
  CHECK(app.page().faults().empty());
}

TEST_CASE("escaped characters in json are read, what would break a line is not", "[b82]") {
  TestApp app([] { return Json(R"({"\u00e9": "\u65e5\ud83d\ude00 \n \"x\" \u0007 \ud83d \/"})"); });
  CHECK(app.text() == "{1} é \"日😀 \\n \\\"x\\\" \\u0007 \\ud83d \\/\"");
}

TEST_CASE("what is no json says where it goes wrong, and what was shown stays", "[b82]") {
  TestApp app;
  Json json("[1]");
  app.show([&] { return json; });
  for (const char* text : {"{", "[1,]", "{\"a\" 1}", "{a: 1}", "nul", "1 2", "\"open", "01", "-",
                           "1.", "1e", "\"\\x\"", "\"\\u12g4\"", "[1}", "\"a\tb\"", "]"}) {
    json.object = text;
    CHECK(app.take_reports().size() == 1);
  }
  json.object = "[1,\n2,\n x]";
  CHECK(app.take_reports() ==
        Reports{"bad_argument: Json: no JSON: a value is missing at character 8, line 3"});
  app.settle();
  CHECK(app.text() == "[1] 0 1");
  app.show([] { return Json("oops"); });
  CHECK(app.page().find(".coracle-error") != nullptr);
  CHECK(app.take_reports().size() == 1);
}

TEST_CASE("json may be nested a million deep, and have a string of a megabyte", "[b82]") {
  TestApp app;
  Json json(std::string(1000000, '[') + std::string(1000000, ']'));
  app.show([&] { return json; });
  CHECK(app.text() == "[1] 0 [1]");
  json.object = std::string(1000000, '[');
  CHECK(app.take_reports().size() == 1);
  json.object = "\"" + std::string(1000000, 'x') + "\"";
  app.settle();
  CHECK(app.text().size() == 1000002);
}
