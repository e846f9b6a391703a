// Modules: what the page is told of them, and what they tell.
#include <catch_amalgamated.hpp>
#include <coracle/coracle.hpp>
#include <coracle/testing/test_app.hpp>

using namespace coracle;
using namespace std::chrono_literals;
using coracle::testing::FakeModule;
using coracle::testing::TestApp;

namespace {

constexpr std::string_view place = ".coracle-module";

TEST_CASE("a module is shown with its values; what is set later arrives once a commit") {
  TestApp app;
  const Module counter("counter.mjs", {{"value", 1}, {"label", "Count"}});
  app.show([=] { return counter; });
  FakeModule& shown = *app.page().module();
  CHECK(shown.url == "counter.mjs");
  CHECK(shown.state.to_json() == R"({"value":1,"label":"Count"})");
  counter["value"] = 2;
  counter["value"] = 3;
  app.settle();
  CHECK(shown.state["value"].number_or(0) == 3);
  CHECK(shown.updates == 1);
  counter["value"] = 3;
  app.settle();
  CHECK(shown.updates == 1);
  CHECK(app.page().faults().empty());
}

TEST_CASE("the README's line: what somebody has published is a component as it is") {
  const std::string url = "https://example.org/counter.mjs";
  TestApp app([&] { return Module(url, {{"value", 0}}); });
  CHECK(app.page().module()->url == url);
  CHECK(app.page().module()->state.to_json() == R"({"value":0})");
}

TEST_CASE("what a module saves is set, and not told back to it") {
  TestApp app;
  const Module counter("counter.mjs", {{"value", 1}, {"other", 0}});
  std::vector<double> heard;
  counter["value"].watch(
      [&](const Change<JsonValue>& change) { heard.push_back(change.now.number_or(-1)); });
  app.show([=] { return counter; });
  CHECK(app.page().save(place, JsonValue::object({{"value", 5}})));
  app.settle();
  CHECK(heard == std::vector<double>{5});
  CHECK(app.page().module()->updates == 0);
  // Unless the program makes another value of it.
  app.scope().enter([&] {
    counter["value"].watch([=](const Change<JsonValue>& change) {
      if (change.now.number_or(0) > 9) counter["value"] = 9;
    });
  });
  CHECK(app.page().save(place, JsonValue::object({{"value", 12}})));
  app.settle();
  CHECK(app.page().module()->state["value"].number_or(0) == 9);
  CHECK(app.page().module()->updates == 1);
}

TEST_CASE("messages go both ways in order, after what was set before them, with their bytes") {
  TestApp app;
  const Module plot("plot.mjs", {{"title", "a"}});
  std::vector<std::string> heard;
  plot.on_message([&](const JsonValue& message) { heard.push_back(message.to_json()); });
  plot.send("lost: nobody is there");
  app.show([=] { return plot; });
  plot["title"] = "b";
  plot.send(JsonValue::object({{"y", Bytes("12345678")}}));
  plot.send("second");
  app.settle();
  FakeModule& shown = *app.page().module();
  CHECK(shown.messages.size() == 2);
  CHECK(shown.messages[0]["y"].bytes()->size() == 8);
  CHECK(shown.messages[1].text_or("") == "second");
  CHECK(shown.state["title"].text_or("") == "b");
  CHECK(app.page().send(place, JsonValue::object({{"clicked", 3}})));
  CHECK(app.page().send(place, "again"));
  CHECK(app.page().send(place, "again"));
  CHECK(heard == std::vector<std::string>{R"({"clicked":3})", R"("again")", R"("again")"});
  CHECK(app.page().faults().empty());
}

TEST_CASE("a handler of messages may wait, and keeps the message it was given") {
  TestApp app;
  const Module module("a.mjs");
  std::vector<std::string> heard;
  module.on_message([&](JsonValue message) -> Task<> {
    co_await sleep(10ms);
    heard.push_back(message.to_json());
  });
  app.show([=] { return module; });
  app.page().send(place, 1);
  app.page().send(place, 2);
  app.advance(20ms);
  CHECK(heard == std::vector<std::string>{"1", "2"});
}

TEST_CASE("a module yielded again keeps its place and is told the difference only") {
  TestApp app;
  const Button next({.label = "Next"});
  app.show([=] {
    return Column(
        next,
        bind([](bool) { return View(Module("a.mjs", {{"value", 1}, {"same", "s"}})); }, next));
  });
  const std::uint32_t model = app.page().module()->model;
  const std::size_t created = app.page().created_elements();
  app.page().click("Next");
  app.settle();
  CHECK(app.page().module()->model == model);
  CHECK(app.page().module()->updates == 0);
  CHECK(app.page().created_elements() == created);
}

TEST_CASE("one module in two places is one model; it ends with the last of them") {
  TestApp app;
  const Module module("a.mjs", {{"value", 1}});
  const Checkbox both({.label = "Both", .value = true});
  app.show([=] {
    return Column(both, module, bind([=](bool on) { return on ? View(module) : View(); }, both));
  });
  const auto places = app.page().find_all(place);
  CHECK(places.size() == 2);
  module["value"] = 2;
  app.settle();
  both.value = false;
  app.settle();
  CHECK(app.page().find_all(place).size() == 1);
  module["value"] = 3;
  app.settle();
  CHECK(app.page().module()->state["value"].number_or(0) == 3);
  CHECK(app.page().faults().empty());
}

TEST_CASE("bad input to a module is one clear error, and nothing is lost") {
  TestApp app;
  const Module module("a.mjs", {{"value", 1}});
  app.show([=] { return Column(module, Module(""), Module("b.mjs", {{"x", 1}, {"x", 2}})); });
  CHECK(app.page().text().find("Module: name the address of an ES module") != std::string::npos);
  CHECK(app.page().text().find("Module: there are two parameters \"x\"") != std::string::npos);
  module["vlaue"] = 2;
  app.page().save(place, JsonValue::object({{"other", 1}, {"value", 7}}));
  app.page().fail(place, "it has no render");
  app.settle();
  CHECK(module["value"].peek().number_or(0) == 7);
  const std::vector<std::string> reports = app.take_reports();
  const auto reported = [&](std::string_view text) {
    return std::ranges::any_of(
        reports, [&](const std::string& report) { return report.find(text) != std::string::npos; });
  };
  CHECK(reported("made without a parameter \"vlaue\""));
  CHECK(reported("made without a parameter \"other\""));
  CHECK(reported("a.mjs: it has no render"));
}

}  // namespace
