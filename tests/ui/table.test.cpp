// Tables: what of the data is in the page, and what a change of it costs there.
#include "ui/shown_table.hpp"

using namespace coracle;
using namespace coracle::testing;

TEST_CASE("a table shows its data as a grid of native cells", "[b85]") {
  ShownTable shown(people(), {.label = "People", .digits = {{-1, 0, 2}}});
  const Node& grid = *shown.app.page().find("table");
  CHECK(*grid.attribute("role") == "grid");
  CHECK(*grid.attribute("aria-label") == "People");
  CHECK(*grid.attribute("aria-rowcount") == "5");
  CHECK(*grid.attribute("aria-colcount") == "3");
  CHECK(shown.head().visible_text() == "name born score");
  CHECK(shown.column(0) == Texts{"Ada", "Grace", "Edsger", "Barbara"});
  CHECK(shown.column(1) == Texts{"1815", "1906", "1930", "1939"});
  CHECK(shown.column(2) == Texts{"1.50", "–", "-0.25", "1.50"});
  CHECK(shown.attributes("aria-rowindex") == Texts{"2", "3", "4", "5"});
  CHECK(shown.cell(0, 1).has_class("coracle-table-number"));
  CHECK_FALSE(shown.cell(0, 0).has_class("coracle-table-number"));
  shown.table.columns = Texts{"born", "name"};
  shown.app.settle();
  CHECK(shown.head().visible_text() == "born name");
  CHECK(shown.column(1) == Texts{"Ada", "Grace", "Edsger", "Barbara"});
  CHECK(shown.app.page().faults().empty());
  CHECK(shown.app.take_reports().empty());
}

TEST_CASE("of 100 000 rows only those in sight and as many around them are in the page", "[b85]") {
  ShownTable shown(many_rows(100'000, 10));
  CHECK(shown.rows().size() == 31);
  CHECK(shown.app.page().live_nodes() < 31 * 21 + 50);
  CHECK(shown.app.page().patch_bytes() < 30'000);
  CHECK(shown.span() == "0 [2..32] 99969");
  shown.scroll(1);
  CHECK(shown.span() == "99969 [99971..100001] 0");
  CHECK(shown.cell(30, 9).visible_text() == "99999");
  shown.scroll(0.5);
  CHECK(shown.span() == "49985 [49987..50017] 49984");
  CHECK(shown.rows().size() == 31);
  CHECK(shown.app.page().faults().empty());
}

TEST_CASE("scrolling by some rows touches so many rows, and makes none", "[b85]") {
  ShownTable shown(many_rows(100'000, 10));
  const auto at = [](int row) { return row / 99'990.0; };
  shown.scroll(at(1000));
  const std::size_t elements = shown.app.page().created_elements();
  // Each is moved and gets an index and ten numbers; the space above and below changes.
  CHECK(shown.operations([&] { shown.scroll(at(1003)); }) == 3 * 12 + 2);
  CHECK(shown.operations([&] { shown.scroll(at(1001)); }) == 2 * 12 + 2);
  CHECK(shown.operations([&] { shown.scroll(at(1001) + 1e-9); }) <= 12 + 2);
  CHECK(shown.operations([&] { shown.scroll(at(90'000)); }) == 31 * 11 + 2);
  CHECK(shown.app.page().created_elements() == elements);
  CHECK(shown.span() == "89990 [89992..90022] 9979");
  CHECK(shown.column(3).front() == "89990");
  CHECK(shown.app.page().faults().empty());
}

TEST_CASE("a value that changes is one text in the page, or none", "[b85]") {
  const ColumnDataSource source = many_rows(100'000, 10);
  ShownTable shown(source);
  CHECK(shown.operations([&] { source.patch("c3", {{7, -1}}); }) == 1);
  CHECK(shown.cell(7, 3).visible_text() == "-1");
  CHECK(shown.operations([&] { source.patch("c3", {{7, -1}}); }) == 0);
  CHECK(shown.operations([&] { source.patch("c3", {{70'000, -1}}); }) == 0);
  CHECK(shown.operations([&] { source.patch("c3", {{7, no_number}}); }) == 1);
  CHECK(shown.operations([&] { source.patch("c3", {{7, no_number}}); }) == 0);
  const std::size_t before = shown.app.page().patch_bytes();
  source.patch("c0", {{0, 5}, {1, 6}});
  shown.app.settle();
  CHECK(shown.app.page().patch_bytes() - before < 60);
  CHECK(shown.app.page().faults().empty());
}

TEST_CASE("rows are appended, dropped and replaced", "[b85]") {
  const ColumnDataSource source({{"name", {"a", "b"}}, {"n", {1, 2}}});
  ShownTable shown(source, {.rows = 3, .selection = {{0, 1}}});
  source.stream({{"name", {"c"}}, {"n", {3}}});
  CHECK(shown.column(0) == Texts{"a", "b", "c"});
  source.patch_texts("name", {{2, "C"}});
  CHECK(shown.column(0) == Texts{"a", "b", "C"});
  CHECK(shown.table.selection() == Places{0, 1});
  source.stream({{"name", {"d", "e"}}, {"n", {4, 5}}}, 4);
  CHECK(shown.column(1) == Texts{"2", "3", "4", "5"});
  CHECK(shown.table.selection() == Places{0});
  CHECK(shown.attributes("aria-selected") == Texts{"true", "-", "-", "-"});
  source.set({{"name", {"x"}}, {"n", {9}}});
  CHECK(shown.column(0) == Texts{"x"});
  source.set({{"other", {1, 2}}});
  CHECK(shown.column(0) == Texts{"1", "2"});
  CHECK(shown.head().visible_text() == "other");
  source.set({});
  CHECK(shown.rows().empty());
  source.set({{"name", {}}});
  CHECK(shown.rows().empty());
  source.stream({{"name", {"late"}}});
  CHECK(shown.column(0) == Texts{"late"});
  shown.table.object = people();
  CHECK(shown.column(0) == Texts{"Ada", "Grace", "Edsger", "Barbara"});
  source.stream({{"name", {"nobody looks"}}});
  CHECK(shown.operations([] {}) == 0);
  CHECK(shown.app.page().faults().empty());
  CHECK(shown.app.take_reports().empty());
}

TEST_CASE("a value that a table cannot take is refused, and nothing changes", "[b85]") {
  const ColumnDataSource source = people();
  ShownTable shown(source, {.rows = 5, .selection = {{1}}});
  const auto is = [&](std::string_view reason) {
    refused(shown.app, reason);
    CHECK(shown.column(0) == Texts{"Ada", "Grace", "Edsger", "Barbara"});
  };
  shown.table.columns = Texts{"name", "height"};
  is("the data have no column \"height\"");
  shown.table.columns = Texts{"name", "name"};
  is("the column \"name\" is there twice");
  shown.table.digits = Places{2, 16};
  is("digits must be 0 to 15, or -1, not 16");
  shown.table.digits = Places{-2};
  is("or -1, not -2");
  shown.table.rows = 0;
  is("rows must be 1 to 100, not 0");
  shown.table.rows = 101;
  is("not 101");
  shown.table.sort_by = "height";
  is("the data have no column \"height\"");
  shown.table.selection = Places{0, 4};
  is("there is no row 4, only 4 of them");
  shown.table.selection = Places{-1};
  is("there is no row -1");
  CHECK(shown.table.rows() == 5);
  CHECK(shown.table.selection() == Places{1});

  TestApp app;
  const Table table(
      source,
      {.columns = {{"x"}}, .digits = {{99}}, .rows = -3, .sort_by = "x", .selection = {{9}}});
  CHECK(app.take_reports().size() == 5);
  CHECK(table.rows() == 10);
  CHECK(table.selection().empty());
}

TEST_CASE("a table shows texts of any length and content as they are", "[b85]") {
  const std::string large(1'000'000, 'x');
  const ColumnDataSource source({{"text", std::vector<std::string>{large, "<b>&amp;</b>", ""}},
                                 {"n", {1e300, -0.0, std::numeric_limits<double>::infinity()}}});
  ShownTable shown(source, {.digits = {{-1, 3}}});
  CHECK(shown.column(0) == Texts{large, "<b>&amp;</b>", ""});
  CHECK(shown.column(1)[1] == "0.000");
  shown.table.label = large;
  shown.app.settle();
  CHECK(shown.operations([&] { source.patch("n", {{1, 4}}); }) == 1);
  CHECK(shown.app.page().faults().empty());
}

TEST_CASE("what is streamed under a lock is listed when the lock is released", "[b85][b70]") {
  TestApp app;
  const ColumnDataSource source({{"n", {1}}});
  const Button button({.label = "Go"});
  const Table table(source);
  app.show([=] {
    button.on_click(with_lock([source](Click) -> Task<> {
      source.stream({{"n", {2}}});
      co_await sleep(Time(1000));
      source.stream({{"n", {3}}});
    }));
    return Column(button, table);
  });
  app.click("Go");
  app.advance(Time(500));
  CHECK(app.text() == "Go n 1");
  app.advance(Time(600));
  CHECK(app.text() == "Go n 1 2 3");
}

TEST_CASE("a table that goes leaves nothing, and its data live on", "[b85]") {
  TestApp app;
  const ColumnDataSource source = people();
  Column place;
  app.show([&] { return place; });
  const auto nodes = app.page().live_nodes();
  {
    const Table table(source);
    place.objects = std::vector<View>{table, table};
    app.settle();
    CHECK(app.text().find("Barbara") != std::string::npos);
  }
  place.objects = std::vector<View>{Table(many_rows(50, 2))};
  app.settle();
  place.objects = std::vector<View>{};
  app.settle();
  CHECK(app.page().live_nodes() == nodes);
  source.stream({{"name", {"x"}}, {"born", {1}}, {"score", {1}}});
  CHECK(source.size() == 5);
  CHECK(app.page().faults().empty());
}

TEST_CASE("a table's state is restored; what does not fit its data is left out", "[b85][b90]") {
  TestApp app;
  const Table table(people(), {.label = "People", .sort_by = "born", .selection = {{2}}});
  const std::string state = snapshot(table);
  const Table other(people());
  CHECK(restore(other, state).empty());
  CHECK(other.sort_by() == "born");
  CHECK(other.selection() == Places{2});
  CHECK(snapshot(other) == state);
  const Table fewer(ColumnDataSource({{"name", {"Ada"}}}));
  CHECK(restore(fewer, state).size() == 2);
  CHECK(fewer.label() == "People");
  CHECK(fewer.selection().empty());
  CHECK(fewer.sort_by().empty());
  app.take_reports();
}

TEST_CASE("another table of the same shape takes over the nodes", "[b85]") {
  TestApp app;
  const Signal number(0);
  app.show([&] {
    return bind([](int n) { return View(Table(many_rows(100, 3), {.label = str("No ", n)})); },
                number);
  });
  const std::size_t elements = app.page().created_elements();
  number = 1;
  app.settle();
  CHECK(app.page().created_elements() == elements);
  CHECK(*app.page().find("table")->attribute("aria-label") == "No 1");
  CHECK(app.page().faults().empty());
}

TEST_CASE("random data, sorted, scrolled and changed, are shown as they would be anew", "[b85]") {
  std::uint32_t state = 11;
  const auto random = [&state](std::uint32_t below) {
    state ^= state << 13;
    state ^= state >> 17;
    state ^= state << 5;
    return state % below;
  };
  const ColumnDataSource source({{"text", {"a", "b", "c"}}, {"n", {3, 2, 1}}});
  ShownTable shown(source, {.rows = 4, .selectable = true, .multiple = true});
  double at = 0;
  for (int round = 0; round < 1500; ++round) {
    const std::size_t rows = source.size();
    switch (random(9)) {
      case 0:
        source.stream({{"text", {str("t", random(9))}}, {"n", {random(9) * 1.0}}},
                      random(3) == 0 ? 20 : 0);
        break;
      case 1:
        if (rows > 0) source.patch("n", {{random(static_cast<std::uint32_t>(rows)), 0.5 * round}});
        break;
      case 2: shown.table.sort_by = random(2) == 0 ? "n" : random(2) == 0 ? "text" : ""; break;
      case 3: shown.table.descending = random(2) == 0; break;
      case 4: shown.scroll(at = random(101) / 100.0); break;
      case 5:
        if (rows > 0) shown.click(shown.cell(0, 0), random(2) == 0 ? event_control : event_shift);
        break;
      case 6:
        if (random(20) == 0) source.set({{"text", {"z", "y"}}, {"n", {1, no_number}}});
        break;
      case 7:
        if (random(4) == 0) shown.table.rows = 3 + static_cast<int>(random(3));
        break;
      default: shown.focus(*shown.head().children[random(2)]->children[0]);
    }
    if (random(3) != 0) continue;
    shown.app.settle();
    INFO("round " << round);
    REQUIRE(shown.app.page().faults().empty());
  }
  shown.scroll(at);
  const Texts incremental = shown.column(1);
  const Texts selected = shown.attributes("aria-selected");
  ShownTable anew(source, {.rows = shown.table.rows(),
                           .sort_by = shown.table.sort_by(),
                           .descending = shown.table.descending(),
                           .selection = shown.table.selection(),
                           .selectable = true});
  anew.scroll(at);
  CHECK(anew.column(1) == incremental);
  CHECK(anew.attributes("aria-selected") == selected);
}
