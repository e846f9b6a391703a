// Figures and their data: what goes to the page, and what is refused.
#include <catch_amalgamated.hpp>
#include <coracle/coracle.hpp>
#include <coracle/testing/test_app.hpp>
#include <limits>

using namespace coracle;
using namespace std::chrono_literals;
using coracle::testing::FakeModule;
using coracle::testing::TestApp;

namespace {

constexpr std::string_view place = ".coracle-figure";

std::vector<double> numbers(std::span<const double> values) {
  return {values.begin(), values.end()};
}

// How many numbers each message had.
std::vector<std::string> told(const FakeModule& module) {
  std::vector<std::string> list;
  for (const JsonValue& message : module.messages) {
    std::string line(message["type"].text_or("?"));
    if (const auto* columns = message["columns"].object()) {
      for (const auto& [name, bytes] : *columns) line += str(' ', name, bytes.bytes()->size() / 8);
    }
    if (const Bytes* changes = message["changes"].bytes()) line += str(' ', changes->size() / 16);
    list.push_back(line);
  }
  return list;
}

TEST_CASE("a figure is shown with all its data; afterwards only what is new goes to it", "[b86]") {
  TestApp app;
  const ColumnDataSource source({{"x", {0, 1, 2}}, {"y", {5, 6, 7}}});
  const Figure figure({.title = "Walk"});
  figure.line(source);
  app.show([=] { return figure; });
  FakeModule& module = *app.page().module(place);
  CHECK(module.url == "coracle:light-figure");
  CHECK(module.state["title"].text_or("") == "Walk");
  CHECK(module.state["glyphs"][0]["kind"].text_or("") == "line");
  CHECK(module.state["data"][0]["x"].bytes()->size() == 24);
  CHECK(*app.page().find(place)->attribute("block-size") == "300px");

  source.stream({{"x", {3}}, {"y", {8}}});
  source.stream({{"y", {9, 10}}, {"x", {4, 5}}}, 4);
  source.patch("y", {{0, -1}, {3, -2}});
  app.settle();
  CHECK(told(module) == std::vector<std::string>{"stream x1 y1", "stream y2 x2", "patch 2"});
  CHECK(module.updates == 0);
  CHECK(numbers(source["x"]) == std::vector<double>{2, 3, 4, 5});
  CHECK(numbers(source["y"]) == std::vector<double>{-1, 8, 9, -2});
  CHECK(app.page().faults().empty());
}

TEST_CASE("the same data goes to another renderer, chosen when the figure is made", "[b86]") {
  TestApp app;
  const ColumnDataSource source({{"x", {0, 1}}, {"y", {5, 6}}});
  const Figure figure({.renderer = bokeh_renderer});
  figure.scatter(source);
  app.show([=] { return figure; });
  FakeModule& module = *app.page().module(place);
  CHECK(module.url == "coracle:bokeh-figure");
  CHECK(module.state["glyphs"][0]["kind"].text_or("") == "scatter");
  source.stream({{"x", {3}}, {"y", {8}}});
  app.settle();
  CHECK(told(module) == std::vector<std::string>{"stream x1 y1"});

  figure.renderer = bokeh_renderer;  // as a snapshot does
  CHECK(app.take_reports().empty());
  figure.renderer = light_renderer;
  CHECK(figure.renderer() == bokeh_renderer);
  CHECK(app.take_reports().size() == 1);
}

TEST_CASE("streaming costs what is streamed, not what is there", "[b86]") {
  TestApp app;
  ColumnDataSource source(
      {{"x", std::vector<double>(100'000)}, {"y", std::vector<double>(100'000)}});
  const Figure figure;
  figure.line(source);
  app.show([=] { return figure; });
  const std::size_t before = app.page().patch_bytes();
  for (int i = 0; i < 100; ++i) {
    source.stream({{"x", {1.0 * i}}, {"y", {2.0 * i}}}, 100'000);
    app.advance(16ms);
  }
  CHECK(app.page().patch_bytes() - before < 100 * 300);
}

TEST_CASE("what cannot be a change of the data is an error, and nothing changes", "[b86]") {
  TestApp app;
  const ColumnDataSource source({{"x", {0, 1}}, {"y", {5, 6}}});
  const Figure figure;
  figure.line(source);
  app.show([=] { return figure; });
  const auto refused = [&](bool done, std::string_view reason) {
    CHECK_FALSE(done);
    const std::vector<std::string> reports = app.take_reports();
    CHECK(reports.size() == 1);
    CHECK(!reports.empty());
    if (!reports.empty()) CHECK(reports[0].find(reason) != std::string::npos);
  };
  refused(source.stream({{"x", {2}}, {"y", {7, 8}}}), "\"x\" has 1 values and \"y\" 2");
  refused(source.stream({{"x", {2}}}), "values for \"y\" are missing");
  refused(source.stream({{"x", {2}}, {"y", {7}}, {"z", {1}}}), "no column \"z\"");
  refused(source.stream({{"x", {2}}, {"x", {7}}}), "two columns \"x\"");
  refused(source.patch("z", {{0, 1}}), "no column \"z\"");
  refused(source.patch("y", {{0, 1}, {2, 1}}), "no row 2, only 2 of them");
  refused(source.set({{"x", {1}}, {"y", {}}}), "\"x\" has 1 values and \"y\" 0");
  figure.scatter(source, {.x = "x", .y = "height"});
  refused(false, "no column \"height\"");
  figure.height = 0;
  refused(false, "height must be above 0, not 0");
  CHECK(numbers(source["x"]) == std::vector<double>{0, 1});
  CHECK(numbers(source["y"]) == std::vector<double>{5, 6});
  app.settle();
  CHECK(app.page().module(place)->messages.empty());
  CHECK(app.page().module(place)->state["glyphs"].list()->size() == 1);
}

TEST_CASE("several figures of one source; one of several sources; a figure shown again", "[b86]") {
  TestApp app;
  const ColumnDataSource first({{"x", {0}}, {"y", {1}}});
  const ColumnDataSource second({{"a", {0}}, {"b", {1}}});
  const Checkbox shown({.label = "Shown", .value = true});
  app.show([=] {
    const Figure figure;
    figure.line(first);
    figure.bar(second, {.x = "a", .y = "b"});
    const Figure other;
    other.area(first);
    return Column(shown, other, bind([=](bool on) { return on ? View(figure) : View(); }, shown));
  });
  first.stream({{"x", {1}}, {"y", {2}}});
  second.stream({{"a", {1}}, {"b", {2}}});
  app.settle();
  CHECK(told(*app.page().module(place)) == std::vector<std::string>{"stream x1 y1"});
  shown.value = false;
  app.settle();
  first.stream({{"x", {2}}, {"y", {3}}});
  shown.value = true;
  app.settle();
  const auto places = app.page().find_all(place);
  CHECK(places.size() == 2);
  const JsonValue& data = app.page().module_at(places[1]->id)->state["data"];
  CHECK(data[0]["x"].bytes()->size() == 3 * 8);
  CHECK(data[1]["a"].bytes()->size() == 2 * 8);
  CHECK(app.page().faults().empty());
}

TEST_CASE("a figure that takes the place of another brings its own data", "[b86][b52]") {
  TestApp app;
  const ColumnDataSource one({{"x", {0, 1}}, {"y", {5, 6}}});
  const ColumnDataSource other({{"x", {0, 1, 2}}, {"y", {7, 8, 9}}});
  const Checkbox second({.label = "Second"});
  const Button again({.label = "Again"});
  app.show([=] {
    const auto draw = [=](bool is_second, bool) {
      const Figure figure;
      figure.line(is_second ? other : one);
      return View(figure);
    };
    return Column(second, again, bind(draw, second, again));
  });
  const std::uint32_t model = app.page().module(place)->model;
  app.page().click("Again");
  app.settle();
  CHECK(told(*app.page().module(place)).empty());
  one.stream({{"x", {2}}, {"y", {7}}});
  second.value = true;
  app.settle();
  FakeModule& module = *app.page().module(place);
  CHECK(module.model == model);
  CHECK(told(module).back() == "data x3 y3");
  other.stream({{"x", {3}}, {"y", {1}}});
  one.stream({{"x", {3}}, {"y", {1}}});
  app.settle();
  CHECK(told(module).back() == "stream x1 y1");
  CHECK(told(module).size() == 3);
  CHECK(app.page().faults().empty());
}

TEST_CASE("what is streamed under a lock is painted when the lock is released", "[b86]") {
  TestApp app;
  const ColumnDataSource source({{"x", {0}}, {"y", {0}}});
  const Button button({.label = "Go"});
  app.show([=] {
    const Figure figure;
    figure.line(source);
    button.on_click(with_lock([source](Click) -> Task<> {
      source.stream({{"x", {1}}, {"y", {1}}});
      co_await sleep(1s);
      const double last = source["x"].back();
      source.stream({{"x", {last + 1}}, {"y", {1}}});
    }));
    return Column(button, figure);
  });
  app.click("Go");
  app.click("Go");
  app.advance(500ms);
  CHECK(app.page().module(place)->messages.empty());
  app.advance(600ms);
  CHECK(app.page().module(place)->messages.size() == 2);
  app.advance(1s);
  CHECK(app.page().module(place)->messages.size() == 4);
  CHECK(numbers(source["x"]) == std::vector<double>{0, 1, 2, 1, 2});
}

TEST_CASE("who reads a source hears of its changes", "[b86]") {
  TestApp app;
  const ColumnDataSource source({{"x", {0}}, {"y", {0}}});
  app.show(
      [=] { return bind([=] { return str(source.size(), " rows, last ", source["y"].back()); }); });
  source.stream({{"x", {1}}, {"y", {2.5}}});
  app.settle();
  CHECK(app.text() == "2 rows, last 2.5");
}

TEST_CASE("a value that is no number is a gap, and goes on its way", "[b86]") {
  TestApp app;
  const ColumnDataSource source(
      {{"x", {0, 1}},
       {"y", {std::numeric_limits<double>::infinity(), std::numeric_limits<double>::quiet_NaN()}}});
  const Figure figure;
  figure.line(source);
  app.show([=] { return figure; });
  CHECK(app.page().module(place)->state["data"][0]["y"].bytes()->size() == 16);
  CHECK(app.take_reports().empty());
}

TEST_CASE("columns of texts stand beside those of numbers, and figures leave them out", "[b86]") {
  TestApp app;
  const ColumnDataSource source({{"name", {"Ada", "Grace"}}, {"x", {0, 1}}, {"y", {1, 2}}});
  const Figure figure;
  figure.line(source);
  app.show([=] { return Column(figure, bind([=] { return source.texts("name")[0]; })); });
  FakeModule& module = *app.page().module(place);
  CHECK(module.state["data"][0].object()->size() == 2);
  CHECK(source.stream({{"name", {"Edsger"}}, {"x", {2}}, {"y", {3}}}));
  CHECK(source.patch_texts("name", {{0, "Zoe"}}));
  app.settle();
  CHECK(app.text() == "Zoe");
  CHECK(told(module) == std::vector<std::string>{"stream x1 y1"});
  CHECK(source["name"].empty());
  CHECK(source.texts("x").empty());
  CHECK(source.size() == 3);

  const auto refused = [&](bool done, std::string_view reason) {
    CHECK_FALSE(done);
    const std::vector<std::string> reports = app.take_reports();
    CHECK(reports.size() == 1);
    if (!reports.empty()) CHECK(reports[0].find(reason) != std::string::npos);
  };
  refused(source.stream({{"name", {1}}, {"x", {2}}, {"y", {3}}}), "\"name\" has texts");
  refused(source.stream({{"name", {"a"}}, {"x", {"b"}}, {"y", {3}}}), "\"x\" has numbers");
  refused(source.patch("name", {{0, 1.5}}), "\"name\" has texts");
  refused(source.patch_texts("x", {{0, "a"}}), "\"x\" has numbers");
  refused(source.patch_texts("name", {{3, "a"}}), "no row 3, only 3 of them");
  figure.line(source, {.x = "x", .y = "name"});
  refused(false, "no column of numbers \"name\"");
  CHECK(source.size() == 3);

  // What has no rows yet may become either.
  const ColumnDataSource empty({{"name", {}}, {"x", {}}});
  CHECK(empty.stream({{"name", {"late"}}, {"x", {}}}) == false);
  app.take_reports();
  CHECK(empty.stream({{"name", {"late"}}, {"x", {1}}}));
  CHECK(empty.texts("name")[0] == "late");
  CHECK(empty["x"][0] == 1);
}

}  // namespace
