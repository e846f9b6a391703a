#include <coracle/ui/table.hpp>

#include <algorithm>
#include <coracle/base/str.hpp>
#include <coracle/ui/names.hpp>
#include <utility>

#include "fixed_digits.hpp"
#include "row_order.hpp"
#include "table_mount.hpp"
#include "table_state.hpp"

namespace coracle {

namespace {

constexpr int most_rows = 100;
constinit const Name rows_in_sight("--coracle-table-rows");
constinit const Name aria_multiselectable("aria-multiselectable");

}  // namespace

TableState::TableState(Table::Options&& options) : Parameters(std::move(options)) {
  check(columns, {});
  check(digits, {});
  check(rows, 10);
  check(sort_by, {});
  check(selection, {});
  follow_data();
}

TableState::~TableState() { source_->remove(*this); }

// The value that it was made with, if it can be.
template <class Value>
void TableState::check(const Parameter<Value>& parameter, Value otherwise) {
  Value value = parameter.peek();
  parameter.initialize(admit(parameter, &value) ? std::move(value) : std::move(otherwise));
}

const ComponentType& TableState::type() const { return TableMount::type; }

std::unique_ptr<ComponentMount> TableState::make_mount(Page& page) {
  return std::make_unique<TableMount>(page, Ref<ComponentState>(this));
}

void TableState::paint(Painter& painter) const {
  if (painter.changed(label)) {
    painter.optional_attribute(TableMount::grid, names::aria_label, label());
  }
  if (painter.changed(rows)) painter.style(0, rows_in_sight, str(rows()));
  if (painter.changed(selectable, multiple)) {
    painter.optional_attribute(TableMount::grid, aria_multiselectable,
                               selectable() && multiple() ? "true" : "");
  }
}

std::string TableState::fault_of_columns(const std::vector<std::string>& names) const {
  for (const std::string& name : names) {
    if (!object.peek().state().find(name)) return str("the data have no column \"", name, '"');
    if (std::ranges::count(names, name) > 1) return str("the column \"", name, "\" is there twice");
  }
  return {};
}

// Why a parameter cannot take the value; empty if it can.
std::string TableState::fault_of(const ParameterBase& parameter, void* candidate) const {
  if (&parameter == &rows) {
    const int count = *static_cast<int*>(candidate);
    if (count < 1 || count > most_rows)
      return str("rows must be 1 to ", most_rows, ", not ", count);
  } else if (&parameter == &columns) {
    return fault_of_columns(*static_cast<std::vector<std::string>*>(candidate));
  } else if (&parameter == &sort_by) {
    const auto& name = *static_cast<std::string*>(candidate);
    if (!name.empty()) return fault_of_columns({name});
  } else if (&parameter == &digits) {
    for (const int count : *static_cast<std::vector<int>*>(candidate)) {
      if (count < -1 || count > most_digits) {
        return str("digits must be 0 to ", most_digits, ", or -1, not ", count);
      }
    }
  } else if (&parameter == &selection) {
    const auto there = static_cast<int>(object.peek().state().rows());
    for (const int row : *static_cast<std::vector<int>*>(candidate)) {
      if (row < 0 || row >= there)
        return str("there is no row ", row, ", only ", there, " of them");
    }
  }
  return {};
}

bool TableState::admit(const ParameterBase& parameter, void* candidate) {
  const std::string fault = fault_of(parameter, candidate);
  if (!fault.empty()) return refuse(str("Table: ", fault));
  if (&parameter == &selection) {
    auto& selected = *static_cast<std::vector<int>*>(candidate);
    std::ranges::sort(selected);
    const auto repeated = std::ranges::unique(selected);
    selected.erase(repeated.begin(), repeated.end());
  }
  return true;
}

void TableState::settled(const ParameterBase& parameter) {
  if (&parameter == &object) {
    follow_data();
    replaced(*source_);
  }
  if (&parameter == &sort_by || &parameter == &descending) is_sorted_ = false;
}

void TableState::follow_data() {
  if (source_) source_->remove(*this);
  source_ = Ref(&object.peek().state());
  source_->add(*this);
  known_rows_ = source_->rows();
}

void TableState::drop(int count) {
  is_sorted_ = false;
  known_rows_ = source_->rows();
  const auto there = static_cast<int>(known_rows_);
  std::vector<int> selected;
  for (const int row : selection.peek()) {
    if (row >= count && row - count < there) selected.push_back(row - count);
  }
  selection.move_in(std::move(selected));
}

void TableState::streamed(const ColumnDataSourceState& source,
                          const std::vector<DataColumn>& columns, std::size_t) {
  const std::size_t added = columns.empty() ? 0 : columns.front().size();
  drop(static_cast<int>(known_rows_ + added - source.rows()));
}

void TableState::patched(const ColumnDataSourceState& source, std::string_view column,
                         const std::vector<std::pair<std::size_t, double>>&) {
  texts_patched(source, column);
}

void TableState::texts_patched(const ColumnDataSourceState&, std::string_view column) {
  if (sort_by.peek() == column) is_sorted_ = false;
}

void TableState::replaced(const ColumnDataSourceState& source) {
  drop(0);
  if (!source.find(sort_by.peek())) sort_by.move_in({});
}

std::vector<const DataColumn*> TableState::shown_columns() const {
  const std::vector<DataColumn>& all = object().state().columns();
  std::vector<const DataColumn*> shown;
  for (const std::string& name : columns()) {
    if (const DataColumn* column = source_->find(name)) shown.push_back(column);
  }
  if (columns().empty()) {
    for (const DataColumn& column : all) shown.push_back(&column);
  }
  return shown;
}

int TableState::row_count() const {
  object().state().columns();
  return static_cast<int>(source_->rows());
}

int TableState::row_at(int place) const {
  const DataColumn* column = sort_by().empty() ? nullptr : source_->find(sort_by());
  if (!column) return place;
  const bool is_downward = descending();
  if (!std::exchange(is_sorted_, true)) order_ = row_order(*column, is_downward);
  return static_cast<int>(order_[static_cast<std::size_t>(place)]);
}

bool TableState::is_selected(int row) const { return std::ranges::binary_search(selection(), row); }

void TableState::sort_next(const std::string& column) {
  batch([&] {
    const bool is_other = sort_by.peek() != column;
    const bool is_last = !is_other && descending.peek();
    sort_by.set(is_last ? std::string() : column);
    descending.set(!is_other && !is_last);
  });
}

Table::Table() : Table(Options()) {}
Table::Table(Options options) : Component(make_ref<TableState>(std::move(options))) {}
Table::Table(ColumnDataSource object) : Table(std::move(object), Options()) {}
Table::Table(ColumnDataSource object, Options options)
    : Table((options.object = std::move(object), std::move(options))) {}

}  // namespace coracle
