// Tables: what of the data is in the page, and what a change of it costs there.
#include <algorithm>
#include <catch_amalgamated.hpp>
#include <coracle/coracle.hpp>
#include <coracle/testing/test_app.hpp>
#include <limits>
#include <numeric>

using namespace coracle;
using coracle::testing::Node;
using coracle::testing::TestApp;
using Texts = std::vector<std::string>;
using Places = std::vector<int>;

namespace {

constexpr double no_number = std::numeric_limits<double>::quiet_NaN();

std::vector<double> counted(std::size_t count) {
  std::vector<double> values(count);
  std::iota(values.begin(), values.end(), 0.0);
  return values;
}

ColumnDataSource many_rows(std::size_t rows, std::size_t columns) {
  std::vector<DataColumn> data;
  for (std::size_t i = 0; i < columns; ++i) data.emplace_back(str("c", i), counted(rows));
  return ColumnDataSource(std::move(data));
}

// A table in a page.
struct Shown {
  explicit Shown(const ColumnDataSource& source, Table::Options options = {})
      : table(source, std::move(options)) {
    app.show([this] { return table; });
  }

  Node& part(std::size_t index) { return *app.page().find("table")->children[index]; }
  Node& head() { return *part(0).children[0]; }
  std::vector<Node*> rows() {
    app.settle();
    std::vector<Node*> found;
    for (const auto& row : part(2).children) found.push_back(row.get());
    return found;
  }
  Node& cell(std::size_t row, std::size_t column) { return *rows().at(row)->children.at(column); }

  // The texts of a column, as they stand in the page.
  Texts column(std::size_t index) {
    Texts texts;
    for (const Node* row : rows()) texts.push_back(row->children[index]->visible_text());
    return texts;
  }
  Texts attributes(std::string_view name) {
    Texts values;
    for (const Node* row : rows()) {
      const std::string* value = row->attribute(name);
      values.push_back(value ? *value : "-");
    }
    return values;
  }
  // Which rows are in the page, and how many rows high the space above and below them is.
  std::string span() {
    const auto indices = attributes("aria-rowindex");
    const auto height = [this](std::size_t index) {
      const std::string style = *part(index).children[0]->children[0]->attribute("block-size");
      return style.substr(5, style.find('*') - 5);
    };
    return str(height(1), " [", indices.front(), "..", indices.back(), "] ", height(3));
  }
  void scroll(double fraction) {
    app.page().dispatch(app.page().find(".coracle-table"), EventKind::scroll, fraction);
    app.settle();
  }
  // Where Tab leads, or the program has put the focus, hears of the key.
  void press(std::string_view key, std::uint32_t flags = 0) {
    app.page().dispatch(app.page().focused(), EventKind::keydown, no_number, key, flags);
    app.settle();
    app.page().dispatch(app.page().focused(), EventKind::focusin);
    app.settle();
  }
  void focus(Node& node) {
    app.page().dispatch(&node, EventKind::focusin);
    app.settle();
  }
  std::string focused() {
    const Node* node = app.page().focused();
    return node ? node->visible_text() : "none";
  }
  void click(Node& node, std::uint32_t flags = 0) {
    app.page().dispatch(&node, EventKind::click, no_number, {}, flags);
    app.settle();
  }
  std::size_t operations(auto&& act) {
    app.settle();
    const std::size_t before = app.page().operations();
    act();
    app.settle();
    return app.page().operations() - before;
  }

  TestApp app;
  Table table;
};

void refused(TestApp& app, std::string_view reason) {
  const Texts reports = app.take_reports();
  INFO(reason);
  CHECK(reports.size() == 1);
  if (!reports.empty()) {
    INFO(reports[0]);
    CHECK(reports[0].starts_with("bad_argument: Table: "));
    CHECK(reports[0].find(reason) != std::string::npos);
  }
}

const ColumnDataSource people() {
  return ColumnDataSource({{"name", {"Ada", "Grace", "Edsger", "Barbara"}},
                           {"born", {1815, 1906, 1930, 1939}},
                           {"score", {1.5, no_number, -0.25, 1.5}}});
}

}  // namespace

TEST_CASE("a table shows its data as a grid of native cells", "[b85]") {
  Shown shown(people(), {.label = "People", .digits = {{-1, 0, 2}}});
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
  Shown shown(many_rows(100'000, 10));
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
  Shown shown(many_rows(100'000, 10));
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
  Shown shown(source);
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
  Shown shown(source, {.rows = 3, .selection = {{0, 1}}});
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

TEST_CASE("a header sorts up, down, and not; the data stays as it is", "[b85]") {
  const ColumnDataSource source = people();
  Shown shown(source);
  Node& score = *shown.head().children[2];
  Node& button = *score.children[0];
  shown.click(button);
  CHECK(shown.column(0) == Texts{"Edsger", "Ada", "Barbara", "Grace"});
  CHECK(*score.attribute("aria-sort") == "ascending");
  CHECK(shown.table.sort_by() == "score");
  shown.click(button);
  // Equal ones keep their order, and what is no number stays behind.
  CHECK(shown.column(0) == Texts{"Ada", "Barbara", "Edsger", "Grace"});
  CHECK(*score.attribute("aria-sort") == "descending");
  shown.click(button);
  CHECK(shown.column(0) == Texts{"Ada", "Grace", "Edsger", "Barbara"});
  CHECK(score.attribute("aria-sort") == nullptr);
  CHECK(shown.table.sort_by().empty());
  shown.table.sort_by = "name";
  shown.table.descending = true;
  CHECK(shown.column(0) == Texts{"Grace", "Edsger", "Barbara", "Ada"});
  CHECK(*shown.head().children[0]->attribute("aria-sort") == "descending");
  CHECK(source.texts("name")[0] == "Ada");
  source.patch_texts("name", {{0, "Zoe"}});
  CHECK(shown.column(0) == Texts{"Zoe", "Grace", "Edsger", "Barbara"});
  source.stream({{"name", {"Mary"}}, {"born", {1}}, {"score", {2}}});
  CHECK(shown.column(0) == Texts{"Zoe", "Mary", "Grace", "Edsger", "Barbara"});
  // The column goes, and sorting with it.
  source.set({{"n", {3, 1}}});
  CHECK(shown.column(0) == Texts{"3", "1"});
  CHECK(shown.table.sort_by().empty());
  CHECK(shown.app.page().faults().empty());
}

TEST_CASE("sorting 10 000 rows is stable, with gaps and equal values", "[b85]") {
  std::vector<double> values;
  std::uint32_t state = 7;
  for (int i = 0; i < 10'000; ++i) {
    state = state * 1'664'525U + 1'013'904'223U;
    values.push_back(state % 10 == 0 ? no_number : (state >> 16) % 50);
  }
  const ColumnDataSource source({{"key", values}, {"place", counted(10'000)}});
  for (const bool descending : {false, true}) {
    Shown shown(source, {.rows = 100, .sort_by = "key", .descending = descending});
    std::vector<std::size_t> expected(10'000);
    std::iota(expected.begin(), expected.end(), 0U);
    std::ranges::stable_sort(expected, [&](std::size_t a, std::size_t b) {
      const bool is_last = values[b] != values[b];
      if (values[a] != values[a] || is_last) return is_last && values[a] == values[a];
      return descending ? values[b] < values[a] : values[a] < values[b];
    });
    for (const double fraction : {0.0, 0.3, 0.9, 1.0}) {
      shown.scroll(fraction);
      const std::vector<Node*> rows = shown.rows();
      const auto first = static_cast<std::size_t>(std::stoi(*rows[0]->attribute("aria-rowindex")));
      bool is_right = true;
      for (std::size_t i = 0; i < rows.size(); ++i) {
        const std::string wanted = str(expected[first - 2 + i]);
        is_right = is_right && rows[i]->children[1]->visible_text() == wanted;
      }
      CHECK(is_right);
    }
  }
}

TEST_CASE("people select a row, or several; what a program selects it is shown", "[b85]") {
  Shown shown(people(), {.sort_by = "name", .selectable = true});
  const auto names = Texts{"Ada", "Barbara", "Edsger", "Grace"};
  CHECK(shown.column(0) == names);
  CHECK(shown.attributes("aria-selected") == Texts(4, "false"));
  shown.click(shown.cell(1, 0));
  CHECK(shown.table.selection() == Places{3});
  shown.click(shown.cell(2, 1), event_control);
  CHECK(shown.table.selection() == Places{2});
  CHECK(shown.attributes("aria-selected") == Texts{"false", "false", "true", "false"});
  shown.click(shown.cell(2, 1), event_control);
  CHECK(shown.table.selection().empty());

  shown.table.multiple = true;
  shown.app.settle();
  CHECK(*shown.app.page().find("table")->attribute("aria-multiselectable") == "true");
  shown.click(shown.cell(0, 0));
  shown.click(shown.cell(2, 0), event_shift);
  CHECK(shown.table.selection() == Places{0, 2, 3});
  shown.click(shown.cell(1, 0), event_meta);
  CHECK(shown.table.selection() == Places{0, 2});
  shown.table.selection = Places{3, 1, 3};
  CHECK(shown.attributes("aria-selected") == Texts{"false", "true", "false", "true"});
  CHECK(shown.table.selection() == Places{1, 3});

  shown.table.selectable = false;
  CHECK(shown.attributes("aria-selected") == Texts{"-", "true", "-", "true"});
  shown.click(shown.cell(0, 0));
  CHECK(shown.table.selection() == Places{1, 3});
  CHECK(shown.app.page().faults().empty());
}

TEST_CASE("a binding of a table runs with what is selected", "[b85]") {
  TestApp app;
  const Table table(people(), {.selectable = true});
  app.show([=] {
    return Column(table, bind([](const Places& rows) { return str("of ", rows.size()); }, table));
  });
  app.page().dispatch(app.page().find("Grace"), EventKind::click);
  app.settle();
  CHECK(app.text().ends_with("of 1"));
}

TEST_CASE("one cell is reached by Tab; arrows and the like move from there", "[b85]") {
  Shown shown(many_rows(1000, 3), {.selectable = true});
  const auto stops = [&] {
    Texts texts;
    for (const Node* node : shown.app.page().find_all("button")) {
      if (const auto* index = node->attribute("tabIndex"); index && *index == "0") {
        texts.push_back(node->visible_text());
      }
    }
    for (const Node* row : shown.rows()) {
      for (const auto& cell : row->children) {
        const auto* index = cell->attribute("tabIndex");
        if (index && *index == "0") texts.push_back(cell->visible_text());
      }
    }
    return texts;
  };
  CHECK(stops() == Texts{"c0"});
  Node& first = *shown.head().children[0]->children[0];
  shown.focus(first);
  shown.app.page().dispatch(&first, EventKind::keydown, no_number, "ArrowRight");
  shown.app.settle();
  CHECK(shown.focused() == "c1");
  shown.focus(*shown.app.page().focused());
  shown.press("ArrowDown");
  shown.press("ArrowDown");
  CHECK(shown.focused() == "1");
  CHECK(stops() == Texts{"1"});
  shown.press("ArrowLeft", event_right_to_left);
  CHECK(shown.app.page().focused() == &shown.cell(1, 2));
  shown.press("ArrowRight");
  CHECK(shown.app.page().focused() == &shown.cell(1, 2));
  shown.press("Home");
  CHECK(shown.app.page().focused() == &shown.cell(1, 0));
  shown.press("End");
  CHECK(shown.app.page().focused() == &shown.cell(1, 2));
  shown.press("PageDown");
  CHECK(shown.focused() == "11");
  shown.press("PageUp");
  shown.press("PageUp");
  CHECK(shown.focused() == "0");
  shown.press("End", event_control);
  CHECK(shown.focused() == "999");
  CHECK(shown.span() == "969 [971..1001] 0");
  shown.press(" ");
  CHECK(shown.table.selection() == Places{999});
  shown.press("Enter");
  CHECK(shown.table.selection().empty());
  shown.press("ArrowDown");
  CHECK(shown.focused() == "999");
  shown.press("Home", event_control);
  CHECK(shown.focused() == "0");
  shown.press("ArrowUp");
  CHECK(shown.focused() == "c0");
  shown.press("ArrowUp");
  CHECK(shown.focused() == "c0");
  shown.press("x");
  CHECK(stops() == Texts{"c0"});
  CHECK(shown.app.page().faults().empty());
}

TEST_CASE("the focus stays in the table when its row is scrolled away or dropped", "[b85]") {
  const ColumnDataSource source = many_rows(1000, 2);
  Shown shown(source);
  shown.focus(shown.cell(5, 1));
  shown.scroll(0.5);
  Node& grid = *shown.app.page().find("table");
  CHECK(shown.app.page().focused() == &grid);
  CHECK(*grid.attribute("tabIndex") == "0");
  shown.focus(grid);
  shown.press("ArrowDown");
  CHECK(shown.focused() == "6");
  CHECK(*grid.attribute("tabIndex") == "-1");
  // The data ends before it.
  source.set({{"c0", {1, 2, 3}}, {"c1", {4, 5, 6}}});
  shown.app.settle();
  CHECK(shown.focused() == "6");
  CHECK(shown.app.page().focused() == &shown.cell(2, 1));
  source.set({});
  shown.app.settle();
  CHECK(shown.app.page().focused() == &grid);
  CHECK(shown.app.page().faults().empty());
}

TEST_CASE("more rows than a page can be high: all are reached, by scrolling and by key", "[b85]") {
  Shown shown(many_rows(2'000'000, 1));
  CHECK(shown.span() == "0 [2..32] 249969");
  // By a little it is as smooth as ever.
  shown.scroll(5 / 249'990.0);
  shown.scroll(14.5 / 249'990.0);
  CHECK(shown.span() == "4 [6..36] 249965");
  shown.scroll(0.5);
  CHECK(shown.cell(10, 0).visible_text() == "999995");
  CHECK(shown.span() == "124985 [999987..1000017] 124984");
  shown.scroll(1);
  CHECK(shown.column(0).back() == "1999999");
  CHECK(shown.span() == "249969 [1999971..2000001] 0");
  shown.focus(shown.cell(30, 0));
  shown.app.page().dispatch(&shown.cell(30, 0), EventKind::keydown, no_number, "Home",
                            event_control);
  shown.app.settle();
  CHECK(shown.focused() == "0");
  CHECK(shown.span() == "0 [2..32] 249969");
  for (const double wrong : {no_number, -1.0, 2.0, std::numeric_limits<double>::infinity()}) {
    shown.scroll(wrong);
    CHECK(shown.rows().size() == 31);
  }
  CHECK(shown.app.page().faults().empty());
}

TEST_CASE("a value that a table cannot take is refused, and nothing changes", "[b85]") {
  const ColumnDataSource source = people();
  Shown shown(source, {.rows = 5, .selection = {{1}}});
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
  Shown shown(source, {.digits = {{-1, 3}}});
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
  Shown shown(source, {.rows = 4, .selectable = true, .multiple = true});
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
  Shown anew(source, {.rows = shown.table.rows(),
                      .sort_by = shown.table.sort_by(),
                      .descending = shown.table.descending(),
                      .selection = shown.table.selection(),
                      .selectable = true});
  anew.scroll(at);
  CHECK(anew.column(1) == incremental);
  CHECK(anew.attributes("aria-selected") == selected);
}
