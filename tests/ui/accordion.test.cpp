// Accordion: sections that people and programs open; what is in them is made when they are.
#include <catch_amalgamated.hpp>
#include <coracle/coracle.hpp>
#include <coracle/testing/test_app.hpp>

using namespace coracle;
using coracle::testing::TestApp;
using Reports = std::vector<std::string>;
using Places = std::vector<int>;

namespace {

testing::Node* section(TestApp& app, std::size_t place) {
  return app.page().find_all("details")[place];
}

}  // namespace

TEST_CASE("sections are opened and closed by people and by the program", "[b87]") {
  TestApp app;
  Accordion accordion(Titled("A", "in a"), Titled("B", "in b"), "no title");
  app.show([&] { return accordion; });
  CHECK(app.text() == "A B Section 3");
  CHECK(app.click("B"));
  CHECK(accordion.active() == Places{1});
  CHECK(app.text() == "A B in b Section 3");
  accordion.active = Places{2, 0, 2};
  CHECK(accordion.active() == Places{0, 2});
  app.settle();
  CHECK(app.text() == "A in a B Section 3 no title");
  app.click("A");
  CHECK(accordion.active() == Places{2});
  CHECK(app.take_reports().empty());
}

TEST_CASE("opening a section of an exclusive accordion closes the others", "[b87]") {
  TestApp app;
  Accordion accordion({.active = Places{0, 1}}, "a", "b", "c");
  app.show([&] { return accordion; });
  accordion.exclusive = true;
  CHECK(accordion.active() == Places{0});
  app.settle();
  app.click("Section 3");
  CHECK(accordion.active() == Places{2});
  CHECK(app.text() == "Section 1 Section 2 Section 3 c");
  app.click("Section 3");
  CHECK(accordion.active().empty());
  accordion.active = Places{1, 2};
  CHECK(accordion.active() == Places{1});
  CHECK(app.take_reports().size() == 1);
}

TEST_CASE("what is in a section is made when it is first opened, and stays", "[b87]") {
  TestApp app;
  int runs = 0;
  Accordion accordion(bind([&runs] { return str("run ", ++runs); }));
  app.show([&] { return accordion; });
  CHECK(runs == 0);
  for (int i = 0; i < 3; ++i) app.click("Section 1");
  CHECK(runs == 1);
  CHECK(app.text() == "Section 1 run 1");
}

TEST_CASE("the same sections stay open when the list changes", "[b87]") {
  TestApp app;
  Titled a("A", "in a");
  Titled b("B", "in b");
  Accordion accordion({.active = Places{1}}, a, b);
  app.show([&] { return accordion; });
  auto* open = section(app, 1);
  accordion.insert(0, "new");
  CHECK(accordion.active() == Places{2});
  app.settle();
  CHECK(app.text() == "Section 1 A B in b");
  CHECK(section(app, 2) == open);
  accordion.remove(b);
  CHECK(accordion.active().empty());
  app.settle();
  CHECK(app.text() == "Section 1 A");
  CHECK(app.page().faults().empty());
  CHECK(app.take_reports().empty());
}

TEST_CASE("sections that are not there are left out and reported", "[b87]") {
  TestApp app;
  Accordion accordion({.active = Places{-1, 0, 7}}, "a");
  CHECK(accordion.active() == Places{0});
  CHECK(app.take_reports() ==
        Reports{"bad_argument: Accordion: there is no section -1; there are 1",
                "bad_argument: Accordion: there is no section 7; there are 1"});
}

TEST_CASE("the page's echo of what the program did opens nothing again", "[b87]") {
  TestApp app;
  Accordion accordion("a");
  app.show([&] { return accordion; });
  accordion.active = Places{0};
  app.settle();
  accordion.active = Places{};  // not painted yet
  app.page().dispatch(section(app, 0), EventKind::toggle, 1);
  CHECK(accordion.active().empty());
  app.settle();
  app.page().dispatch(section(app, 0), EventKind::toggle, 0);
  CHECK(accordion.active().empty());
}

TEST_CASE("a handler that takes the opening of a section back is seen", "[b87]") {
  TestApp app;
  Accordion accordion("a");
  accordion.active.watch([&accordion](const Change<Places>&) { accordion.active = Places{}; });
  app.show([&] { return accordion; });
  app.click("Section 1");
  CHECK(*section(app, 0)->attribute("open") == "false");
}
