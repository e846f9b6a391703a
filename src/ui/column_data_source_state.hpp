#pragma once

#include <coracle/flow/parameter.hpp>
#include <coracle/reactive/signal.hpp>
#include <coracle/ui/column_data_source.hpp>
#include <optional>
#include <vector>

namespace coracle {

/// Hears of what changes in a source: a figure, a table.
class DataListener {
 public:
  virtual void streamed(const ColumnDataSourceState& source, const std::vector<DataColumn>& columns,
                        std::size_t rollover) = 0;
  virtual void patched(const ColumnDataSourceState& source, std::string_view column,
                       const std::vector<std::pair<std::size_t, double>>& changes) = 0;
  virtual void texts_patched(const ColumnDataSourceState&, std::string_view) {}
  virtual void replaced(const ColumnDataSourceState& source) = 0;

 protected:
  ~DataListener() = default;
};

class ColumnDataSourceState final : public ParameterOwner {
 public:
  /// Pairs of place and new value.
  template <class Value>
  using Changes = std::vector<std::pair<std::size_t, Value>>;

  // Each returns why it could not be done, and has changed nothing then; else an empty text.
  std::string set(std::vector<DataColumn> columns);
  std::string stream(const std::vector<DataColumn>& columns, std::size_t rollover);
  std::string patch(std::string_view column, const Changes<double>& changes);
  std::string patch_texts(std::string_view column, const Changes<std::string>& changes);
  /// Reports the reason, if there is one; returns whether there is none.
  static bool is_done(const std::string& reason);

  /// Reading the columns records the reader.
  const std::vector<DataColumn>& columns() const {
    changes_.get();
    return columns_;
  }
  const std::vector<DataColumn>& peek_columns() const { return columns_; }
  const DataColumn* find(std::string_view name) const;
  std::size_t rows() const { return columns_.empty() ? 0 : columns_.front().size(); }

  void add(DataListener& listener) { listeners_.push_back(&listener); }
  void remove(DataListener& listener) { std::erase(listeners_, &listener); }

 private:
  template <class Value, class Tell>
  std::string write(std::string_view name, std::vector<Value> DataColumn::* values,
                    const Changes<Value>& changes, Tell tell);
  void changed() { changes_.set(changes_.peek() + 1); }

  std::vector<DataColumn> columns_;
  std::vector<DataListener*> listeners_;
  mutable SignalNode<std::uint32_t> changes_{0};
};

}  // namespace coracle
