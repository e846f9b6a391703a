#pragma once

#include <coracle/base/ref.hpp>
#include <coracle/flow/parameter.hpp>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace coracle {

class ColumnDataSourceState;

/// One column of data: numbers under a name.
struct DataColumn {
  std::string name;
  std::vector<double> values;
};

/// Columns of numbers, all of one length, that figures draw. A handle: copying it refers to the
/// same data.
///
///     ColumnDataSource source({{"x", {0, 1, 2}}, {"y", {0.5, 2.0, 1.0}}});
///     figure.line(source, {.x = "x", .y = "y"});
///     source.stream({{"x", {3}}, {"y", {1.5}}}, 1000);
///
/// Only what is new goes to the figures that show it, with the next commit. A number that is not
/// finite is a gap. What cannot be done (columns of unequal length, one that is missing or not
/// known, a place that is not there) is an Error "bad_argument", goes to the error handler of the
/// current scope, and changes nothing.
///
/// Semantics: Bokeh's ColumnDataSource.
class ColumnDataSource {
 public:
  ColumnDataSource();
  explicit ColumnDataSource(std::vector<DataColumn> columns);

  /// How many rows there are. Who reads it hears of changes of the data.
  std::size_t size() const;
  std::vector<std::string> names() const;
  /// The numbers of a column; empty if there is none of that name. Valid until the data changes.
  std::span<const double> operator[](std::string_view name) const;

  /// Appends rows: values for every column, the same number for each. With a `rollover` above 0
  /// only the last so many rows are kept. Returns whether it could be done.
  bool stream(const std::vector<DataColumn>& columns, std::size_t rollover = 0) const;
  /// Changes single values of a column: pairs of place and new value.
  bool patch(std::string_view column,
             const std::vector<std::pair<std::size_t, double>>& changes) const;
  /// Replaces everything; the columns may be others.
  bool set(std::vector<DataColumn> columns) const;

  /// The same three for who takes the reason itself: it is empty where it could be done.
  std::string try_stream(const std::vector<DataColumn>& columns, std::size_t rollover = 0) const;
  std::string try_patch(std::string_view column,
                        const std::vector<std::pair<std::size_t, double>>& changes) const;
  std::string try_set(std::vector<DataColumn> columns) const;

  ColumnDataSourceState& state() const;

 private:
  Ref<ParameterOwner> state_;
};

}  // namespace coracle
