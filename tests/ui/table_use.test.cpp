// Tables as people use them: sorted, selected from, and gone through by key.
#include <algorithm>

#include "ui/shown_table.hpp"

using namespace coracle;
using namespace coracle::testing;

TEST_CASE("a header sorts up, down, and not; the data stays as it is", "[b85]") {
  const ColumnDataSource source = people();
  ShownTable shown(source);
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
    ShownTable shown(source, {.rows = 100, .sort_by = "key", .descending = descending});
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
  ShownTable shown(people(), {.sort_by = "name", .selectable = true});
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
  ShownTable shown(many_rows(1000, 3), {.selectable = true});
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

TEST_CASE("a table that is given columns later has one stop for Tab", "[b85]") {
  const ColumnDataSource source;
  ShownTable shown(source);
  source.set({{"n", {3, 1}}});
  shown.app.settle();
  const auto stops = [&shown] {
    std::size_t count = 0;
    for (const char* tag : {"table", "button", "td"}) {
      for (const Node* node : shown.app.page().find_all(tag)) {
        const std::string* index = node->attribute("tabIndex");
        count += index && *index == "0" ? 1 : 0;
      }
    }
    return count;
  };
  CHECK(stops() == 1);
  // A cell that is scrolled away leaves the stop to the grid.
  source.set({{"n", counted(1000)}});
  shown.focus(shown.cell(3, 0));
  shown.scroll(1);
  CHECK(*shown.app.page().find("table")->attribute("tabIndex") == "0");
  source.set({{"m", counted(10)}});
  shown.app.settle();
  CHECK(stops() == 1);
}

TEST_CASE("the focus stays in the table when its row is scrolled away or dropped", "[b85]") {
  const ColumnDataSource source = many_rows(1000, 2);
  ShownTable shown(source);
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
  ShownTable shown(many_rows(2'000'000, 1));
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
