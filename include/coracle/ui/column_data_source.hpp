#pragma once

#include <concepts>
#include <coracle/base/ref.hpp>
#include <coracle/flow/parameter.hpp>
#include <cstddef>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace coracle {

class ColumnDataSourceState;

/// One column of data: numbers, or texts, under a name.
///
///     DataColumn{"height", {1.5, 1.75}}
///     DataColumn{"name", {"Ada", "Grace"}}
struct DataColumn {
  DataColumn(std::string name, std::vector<double> values)
      : name(std::move(name)), values(std::move(values)) {}
  template <class Number>
    requires std::is_arithmetic_v<Number>
  DataColumn(std::string name, std::initializer_list<Number> numbers)
      : DataColumn(std::move(name), std::vector<double>(numbers.begin(), numbers.end())) {}
  template <class Text>
    requires std::convertible_to<Text, std::string_view>
  DataColumn(std::string name, std::initializer_list<Text> list)
      : name(std::move(name)), texts(list.begin(), list.end()), is_text(true) {}
  // A template, so that no braces are taken for texts.
  template <std::same_as<std::vector<std::string>> Texts>
  DataColumn(std::string name, Texts list)
      : name(std::move(name)), texts(std::move(list)), is_text(true) {}

  std::size_t size() const { return is_text ? texts.size() : values.size(); }

  std::string name;
  std::vector<double> values;
  std::vector<std::string> texts;
  /// Which of the two it has.
  bool is_text = false;
};

/// Columns, all of one length, that figures draw and tables list. A handle: copying it refers to
/// the same data.
///
///     ColumnDataSource source({{"x", {0, 1, 2}}, {"y", {0.5, 2.0, 1.0}}});
///     figure.line(source, {.x = "x", .y = "y"});
///     source.stream({{"x", {3}}, {"y", {1.5}}}, 1000);
///
/// Only what is new goes to the figures and tables that show it, with the next commit. A number
/// that is not finite is a gap. What cannot be done (columns of unequal length, one that is missing
/// or not known, texts for numbers, a place that is not there) is an Error "bad_argument", goes to
/// the error handler of the current scope, and changes nothing.
///
/// Semantics: Bokeh's ColumnDataSource.
class ColumnDataSource {
 public:
  ColumnDataSource();
  explicit ColumnDataSource(std::vector<DataColumn> columns);
  /// A handle to data that is there; `owner` must be one's.
  explicit ColumnDataSource(Ref<ParameterOwner> owner) : state_(std::move(owner)) {}

  /// How many rows there are. Who reads it hears of changes of the data.
  std::size_t size() const;
  std::vector<std::string> names() const;
  /// The numbers of a column; empty if there is none of that name. Valid until the data changes.
  std::span<const double> operator[](std::string_view name) const;
  /// The same for a column of texts.
  std::span<const std::string> texts(std::string_view name) const;

  /// Appends rows: values for every column, the same number for each. With a `rollover` above 0
  /// only the last so many rows are kept. Returns whether it could be done.
  bool stream(const std::vector<DataColumn>& columns, std::size_t rollover = 0) const;
  /// Changes single values of a column: pairs of place and new value.
  bool patch(std::string_view column,
             const std::vector<std::pair<std::size_t, double>>& changes) const;
  bool patch_texts(std::string_view column,
                   const std::vector<std::pair<std::size_t, std::string>>& changes) const;
  /// Replaces everything; the columns may be others.
  bool set(std::vector<DataColumn> columns) const;

  /// The same for who takes the reason itself: it is empty where it could be done.
  std::string try_stream(const std::vector<DataColumn>& columns, std::size_t rollover = 0) const;
  std::string try_patch(std::string_view column,
                        const std::vector<std::pair<std::size_t, double>>& changes) const;
  std::string try_patch_texts(
      std::string_view column,
      const std::vector<std::pair<std::size_t, std::string>>& changes) const;
  std::string try_set(std::vector<DataColumn> columns) const;

  ColumnDataSourceState& state() const;
  /// What all handles to these data share.
  const Ref<ParameterOwner>& owner() const { return state_; }
  /// Whether both refer to the same data.
  friend bool operator==(const ColumnDataSource& a, const ColumnDataSource& b) {
    return a.state_.get() == b.state_.get();
  }

 private:
  Ref<ParameterOwner> state_;
};

}  // namespace coracle
