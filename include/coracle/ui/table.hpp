#pragma once

#include <coracle/ui/column_data_source.hpp>
#include <coracle/ui/component.hpp>
#include <string>
#include <vector>

// clang-format off
#define CORACLE_TABLE(PARAMETER, EVENT)                                                   \
  PARAMETER(ColumnDataSource, object, ColumnDataSource(), "The data that it lists.")      \
  PARAMETER(std::string, label, "", "What it lists, for those who cannot see it.")        \
  PARAMETER(std::vector<std::string>, columns, std::vector<std::string>(), "The columns that it shows, in this order; where it is empty, all.") \
  PARAMETER(std::vector<int>, digits, std::vector<int>(), "For each column that it shows how many digits follow the decimal point, 0 to 15; -1, or where it is missing: as many as the number has.") \
  PARAMETER(int, rows, 10, "How many rows are in sight. From 1 to 100.")                  \
  PARAMETER(std::string, sort_by, "", "The column that its rows are sorted by; empty: they stand as in the data.") \
  PARAMETER(bool, descending, false, "Whether that goes from large to small.")            \
  PARAMETER(std::vector<int>, selection, std::vector<int>(), "The rows that are selected: their places in the data, in order.") \
  PARAMETER(bool, selectable, false, "Whether people can select a row. Code always can.") \
  PARAMETER(bool, multiple, false, "Whether that may be more than one.")
// clang-format on

namespace coracle {

/// A table of data, which people scroll, sort by pressing a header, and select rows of.
///
///     ColumnDataSource people({{"name", {"Ada", "Grace"}}, {"born", {1815, 1906}}});
///     Table table(people, {.label = "People", .selectable = true});
///     people.stream({{"name", {"Edsger"}}, {"born", {1930}}});
///     people.patch("born", {{0, 1816}});
///     table.selection.watch([](Change<std::vector<int>> change) { … });
///
/// It follows its data, which other tables and figures may show too. Only the rows in sight, and as
/// many before and after them, are in the page, however many there are; a value that changes there
/// changes its own cell and no other.
///
/// Sorting leaves the data as it is. Rows of equal value keep their order, texts go by their code
/// points, and what is no number comes last. A selection goes by the place of its rows in the data,
/// and goes with them where others are dropped; rows that are gone leave it.
///
/// Keys: the arrows, Home, End, with Control to the first and the last cell of all, PageUp and
/// PageDown; Enter or Space on a header sorts, on a row selects it.
///
/// Semantics: Panel's Tabulator. A native `<table>`, with the role of a grid.
class Table : public Component {
  CORACLE_COMPONENT(Table, CORACLE_TABLE)

  Table();
  explicit Table(Options options);
  explicit Table(ColumnDataSource object);
  Table(ColumnDataSource object, Options options);

  /// What it stands for as an argument of `bind`.
  const Parameter<std::vector<int>>& value_source() const { return selection; }
};

}  // namespace coracle
