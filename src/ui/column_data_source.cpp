#include <coracle/ui/column_data_source.hpp>

#include <algorithm>
#include <coracle/base/str.hpp>
#include <coracle/reactive/batch.hpp>

#include "column_data_source_state.hpp"

namespace coracle {

namespace {

// Why these cannot be columns of one source; empty if they can.
std::string mismatch(const std::vector<DataColumn>& columns) {
  for (const DataColumn& column : columns) {
    const DataColumn& first = columns.front();
    if (column.values.size() != first.values.size()) {
      return str("the columns must be of one length, but \"", first.name, "\" has ",
                 first.values.size(), " values and \"", column.name, "\" ", column.values.size());
    }
    if (std::ranges::count(columns, column.name, &DataColumn::name) > 1) {
      return str("there are two columns \"", column.name, '"');
    }
  }
  return {};
}

}  // namespace

const DataColumn* ColumnDataSourceState::find(std::string_view name) const {
  const auto found = std::ranges::find(columns_, name, &DataColumn::name);
  return found == columns_.end() ? nullptr : &*found;
}

std::string ColumnDataSourceState::set(std::vector<DataColumn> columns) {
  std::string reason = mismatch(columns);
  if (!reason.empty()) return reason;
  batch([&] {
    columns_ = std::move(columns);
    changed();
    for (DataListener* listener : listeners_) listener->replaced(*this);
  });
  return {};
}

std::string ColumnDataSourceState::stream(const std::vector<DataColumn>& columns,
                                          std::size_t rollover) {
  std::string reason = mismatch(columns);
  for (const DataColumn& column : columns) {
    if (!reason.empty() || find(column.name)) continue;
    reason = str("there is no column \"", column.name, "\" to stream to");
  }
  for (const DataColumn& column : columns_) {
    const auto given = std::ranges::find(columns, column.name, &DataColumn::name);
    if (!reason.empty() || given != columns.end()) continue;
    reason = str("values for \"", column.name, "\" are missing: stream to every column");
  }
  if (!reason.empty()) return reason;
  batch([&] {
    for (DataColumn& column : columns_) {
      const DataColumn& added = *std::ranges::find(columns, column.name, &DataColumn::name);
      std::vector<double>& values = column.values;
      values.insert(values.end(), added.values.begin(), added.values.end());
      if (rollover > 0 && values.size() > rollover) {
        values.erase(values.begin(), values.end() - static_cast<std::ptrdiff_t>(rollover));
      }
    }
    changed();
    for (DataListener* listener : listeners_) listener->streamed(*this, columns, rollover);
  });
  return {};
}

std::string ColumnDataSourceState::patch(
    std::string_view name, const std::vector<std::pair<std::size_t, double>>& changes) {
  const auto found = std::ranges::find(columns_, name, &DataColumn::name);
  if (found == columns_.end()) return str("there is no column \"", name, "\" to patch");
  for (const auto& [place, value] : changes) {
    if (place < rows()) continue;
    return str("there is no row ", place, ", only ", rows(), " of them");
  }
  batch([&] {
    for (const auto& [place, value] : changes) found->values[place] = value;
    changed();
    for (DataListener* listener : listeners_) listener->patched(*this, name, changes);
  });
  return {};
}

bool ColumnDataSourceState::is_done(const std::string& reason) {
  if (!reason.empty()) complain(str("ColumnDataSource: ", reason));
  return reason.empty();
}

ColumnDataSource::ColumnDataSource() : state_(make_ref<ColumnDataSourceState>()) {}
ColumnDataSource::ColumnDataSource(std::vector<DataColumn> columns) : ColumnDataSource() {
  ColumnDataSourceState::is_done(state().set(std::move(columns)));
}

ColumnDataSourceState& ColumnDataSource::state() const {
  return static_cast<ColumnDataSourceState&>(*state_);
}

std::size_t ColumnDataSource::size() const {
  const std::vector<DataColumn>& columns = state().columns();
  return columns.empty() ? 0 : columns.front().values.size();
}

std::vector<std::string> ColumnDataSource::names() const {
  std::vector<std::string> names;
  for (const DataColumn& column : state().columns()) names.push_back(column.name);
  return names;
}

std::span<const double> ColumnDataSource::operator[](std::string_view name) const {
  state().columns();
  const DataColumn* column = state().find(name);
  return column ? std::span<const double>(column->values) : std::span<const double>();
}

bool ColumnDataSource::stream(const std::vector<DataColumn>& columns, std::size_t rollover) const {
  return ColumnDataSourceState::is_done(state().stream(columns, rollover));
}
bool ColumnDataSource::patch(std::string_view column,
                             const std::vector<std::pair<std::size_t, double>>& changes) const {
  return ColumnDataSourceState::is_done(state().patch(column, changes));
}
bool ColumnDataSource::set(std::vector<DataColumn> columns) const {
  return ColumnDataSourceState::is_done(state().set(std::move(columns)));
}

std::string ColumnDataSource::try_stream(const std::vector<DataColumn>& columns,
                                         std::size_t rollover) const {
  return state().stream(columns, rollover);
}
std::string ColumnDataSource::try_patch(
    std::string_view column, const std::vector<std::pair<std::size_t, double>>& changes) const {
  return state().patch(column, changes);
}
std::string ColumnDataSource::try_set(std::vector<DataColumn> columns) const {
  return state().set(std::move(columns));
}

}  // namespace coracle
