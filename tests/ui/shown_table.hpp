#pragma once

#include <catch_amalgamated.hpp>
#include <coracle/coracle.hpp>
#include <coracle/testing/test_app.hpp>
#include <limits>
#include <numeric>
#include <string>
#include <vector>

namespace coracle::testing {

using Texts = std::vector<std::string>;
using Places = std::vector<int>;

inline constexpr double no_number = std::numeric_limits<double>::quiet_NaN();

inline std::vector<double> counted(std::size_t count) {
  std::vector<double> values(count);
  std::iota(values.begin(), values.end(), 0.0);
  return values;
}

inline ColumnDataSource many_rows(std::size_t rows, std::size_t columns) {
  std::vector<DataColumn> data;
  for (std::size_t i = 0; i < columns; ++i) data.emplace_back(str("c", i), counted(rows));
  return ColumnDataSource(std::move(data));
}

// A table in a page.
struct ShownTable {
  explicit ShownTable(const ColumnDataSource& source, Table::Options options = {})
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

inline void refused(TestApp& app, std::string_view reason) {
  const Texts reports = app.take_reports();
  INFO(reason);
  CHECK(reports.size() == 1);
  if (!reports.empty()) {
    INFO(reports[0]);
    CHECK(reports[0].starts_with("bad_argument: Table: "));
    CHECK(reports[0].find(reason) != std::string::npos);
  }
}

inline ColumnDataSource people() {
  return ColumnDataSource({{"name", {"Ada", "Grace", "Edsger", "Barbara"}},
                           {"born", {1815, 1906, 1930, 1939}},
                           {"score", {1.5, no_number, -0.25, 1.5}}});
}

}  // namespace coracle::testing
