#pragma once

#include <coracle/ui/table.hpp>
#include <cstdint>
#include <string>
#include <vector>

#include "column_data_source_state.hpp"

namespace coracle {

/// What a table's handles refer to.
class TableState final : public Table::Parameters, private DataListener {
 public:
  explicit TableState(Table::Options&& options);
  ~TableState() override;

  const ComponentType& type() const override;
  std::unique_ptr<ComponentMount> make_mount(Page& page) override;
  void paint(Painter& painter) const override;
  bool admit(const ParameterBase& parameter, void* candidate) override;
  void settled(const ParameterBase& parameter) override;

  // For mounts. Reading these records the reader.
  std::vector<const DataColumn*> shown_columns() const;
  int row_count() const;
  /// The place in the data of the row at a place in the table. Valid until something changes.
  int row_at(int place) const;
  bool is_selected(int row) const;

  /// A person presses the header of a column.
  void sort_next(const std::string& column);

 private:
  std::string fault_of(const ParameterBase& parameter, void* candidate) const;
  std::string fault_of_columns(const std::vector<std::string>& names) const;
  template <class Value>
  void check(const Parameter<Value>& parameter, Value otherwise);
  void follow_data();
  /// So many rows were dropped at the start of the data, and others perhaps at its end.
  void drop(int count);

  void streamed(const ColumnDataSourceState& source, const std::vector<DataColumn>& columns,
                std::size_t rollover) override;
  void patched(const ColumnDataSourceState& source, std::string_view column,
               const std::vector<std::pair<std::size_t, double>>& changes) override;
  void texts_patched(const ColumnDataSourceState& source, std::string_view column) override;
  void replaced(const ColumnDataSourceState& source) override;

  Ref<ColumnDataSourceState> source_;
  std::size_t known_rows_ = 0;
  mutable std::vector<std::uint32_t> order_;  // empty where the rows stand as in the data
  mutable bool is_sorted_ = false;            // whether `order_` is what it should be
};

}  // namespace coracle
