// Html and Markdown: what their modules are told. That it is harmless is tested in browsers.
#include <catch_amalgamated.hpp>
#include <coracle/coracle.hpp>
#include <coracle/testing/test_app.hpp>

using namespace coracle;
using coracle::testing::TestApp;

namespace {

TEST_CASE("HTML and Markdown go to the module that shows them, never into the page as they are",
          "[b82]") {
  TestApp app;
  const Html html("<b>bold</b>");
  const Markdown markdown("*text*");
  app.show([=] { return Column(html, markdown); });
  const auto places = app.page().find_all(".coracle-prose");
  REQUIRE(places.size() == 2);
  CHECK(app.page().module(".coracle-prose")->url == "coracle:html");
  CHECK(app.page().module(".coracle-prose")->state.to_json() ==
        R"({"html":"<b>bold</b>","trusted":false})");
  CHECK(places[0]->children.empty());
  html.object = "<i>new</i>";
  html.trusted = true;
  app.settle();
  CHECK(app.page().module(".coracle-prose")->state.to_json() ==
        R"({"html":"<i>new</i>","trusted":true})");
  CHECK(app.page().module(".coracle-prose")->updates == 1);
  CHECK(app.page().faults().empty());
}

TEST_CASE("HTML that is yielded again keeps its element and its model", "[b82]") {
  TestApp app;
  const Button next({.label = "Next"});
  app.show([&] {
    return Column(
        next, bind([n = 0](bool) mutable { return View(Html(str("<p>", ++n, "</p>"))); }, next));
  });
  const std::size_t created = app.page().created_elements();
  const std::uint32_t model = app.page().module(".coracle-prose")->model;
  app.click("Next");
  CHECK(app.page().created_elements() == created);
  CHECK(app.page().module(".coracle-prose")->model == model);
  CHECK(app.page().module(".coracle-prose")->state["html"].text_or("") == "<p>2</p>");
}

TEST_CASE("what is shown keeps the whole component, whose handle may be gone", "[b82]") {
  TestApp app;
  std::vector<std::string> heard;
  app.show([&] {
    const Html html("<p>first</p>");
    html.object.watch([&](const Change<std::string>& change) { heard.push_back(change.now); });
    const Button change({.label = "Change"});
    change.on_click([object = &html.object] { *object = "<p>second</p>"; });
    return Column(change, html);
  });
  app.click("Change");
  CHECK(heard == std::vector<std::string>{"<p>second</p>"});
}

TEST_CASE("a megabyte of HTML arrives whole", "[b82]") {
  TestApp app;
  const std::string large(1'000'000, 'x');
  app.show([=] { return Html(large); });
  CHECK(app.page().module(".coracle-prose")->state["html"].text_or("") == large);
}

}  // namespace
