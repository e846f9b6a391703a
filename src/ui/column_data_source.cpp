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
    if (column.size() != first.size()) {
      return str("the columns must be of one length, but \"", first.name, "\" has ", first.size(),
                 " values and \"", column.name, "\" ", column.size());
    }
    if (std::ranges::count(columns, column.name, &DataColumn::name) > 1) {
      return str("there are two columns \"", column.name, '"');
    }
  }
  return {};
}

std::string wrong_kind(const DataColumn& column) {
  return str("the column \"", column.name, "\" has ", column.is_text ? "texts" : "numbers");
}

template <class Value>
void append(std::vector<Value>& values, const std::vector<Value>& added, std::size_t rollover) {
  values.insert(values.end(), added.begin(), added.end());
  if (rollover > 0 && values.size() > rollover) {
    values.erase(values.begin(), values.end() - static_cast<std::ptrdiff_t>(rollover));
  }
}

// Why the values of these places cannot be changed; empty if they can.
template <class Value>
std::string mismatch(const DataColumn* column, std::string_view name,
                     const std::vector<std::pair<std::size_t, Value>>& changes) {
  if (!column) return str("there is no column \"", name, "\" to patch");
  if (column->is_text != std::same_as<Value, std::string>) return wrong_kind(*column);
  for (const auto& [place, value] : changes) {
    if (place < column->size()) continue;
    return str("there is no row ", place, ", only ", column->size(), " of them");
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
    if (!reason.empty()) break;
    const DataColumn* there = find(column.name);
    if (!there) {
      reason = str("there is no column \"", column.name, "\" to stream to");
    } else if (there->is_text != column.is_text && there->size() > 0 && column.size() > 0) {
      reason = wrong_kind(*there);
    }
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
      // What has no rows yet may become either.
      if (column.size() == 0) column.is_text = added.is_text;
      if (column.is_text) {
        append(column.texts, added.texts, rollover);
      } else {
        append(column.values, added.values, rollover);
      }
    }
    changed();
    for (DataListener* listener : listeners_) listener->streamed(*this, columns, rollover);
  });
  return {};
}

template <class Value, class Tell>
std::string ColumnDataSourceState::write(std::string_view name,
                                         std::vector<Value> DataColumn::* values,
                                         const Changes<Value>& changes, Tell tell) {
  const auto found = std::ranges::find(columns_, name, &DataColumn::name);
  DataColumn* column = found == columns_.end() ? nullptr : &*found;
  std::string reason = mismatch(column, name, changes);
  if (!reason.empty()) return reason;
  batch([&] {
    for (const auto& [place, value] : changes) (column->*values)[place] = value;
    changed();
    for (DataListener* listener : listeners_) tell(*listener);
  });
  return {};
}

std::string ColumnDataSourceState::patch(std::string_view name, const Changes<double>& changes) {
  return write(name, &DataColumn::values, changes,
               [&](DataListener& listener) { listener.patched(*this, name, changes); });
}

std::string ColumnDataSourceState::patch_texts(std::string_view name,
                                               const Changes<std::string>& changes) {
  return write(name, &DataColumn::texts, changes,
               [&](DataListener& listener) { listener.texts_patched(*this, name); });
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
  state().columns();
  return state().rows();
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

std::span<const std::string> ColumnDataSource::texts(std::string_view name) const {
  state().columns();
  const DataColumn* column = state().find(name);
  return column ? std::span<const std::string>(column->texts) : std::span<const std::string>();
}

bool ColumnDataSource::stream(const std::vector<DataColumn>& columns, std::size_t rollover) const {
  return ColumnDataSourceState::is_done(state().stream(columns, rollover));
}
bool ColumnDataSource::patch(std::string_view column,
                             const std::vector<std::pair<std::size_t, double>>& changes) const {
  return ColumnDataSourceState::is_done(state().patch(column, changes));
}
bool ColumnDataSource::patch_texts(
    std::string_view column,
    const std::vector<std::pair<std::size_t, std::string>>& changes) const {
  return ColumnDataSourceState::is_done(state().patch_texts(column, changes));
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
std::string ColumnDataSource::try_patch_texts(
    std::string_view column,
    const std::vector<std::pair<std::size_t, std::string>>& changes) const {
  return state().patch_texts(column, changes);
}
std::string ColumnDataSource::try_set(std::vector<DataColumn> columns) const {
  return state().set(std::move(columns));
}

}  // namespace coracle
