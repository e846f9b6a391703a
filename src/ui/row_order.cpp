#include "row_order.hpp"

#include <algorithm>
#include <numeric>
#include <string>

namespace coracle {

namespace {

using Rows = std::vector<std::uint32_t>;

// Places break ties, which is what keeps the orders stable.

Rows order_of_texts(const std::vector<std::string>& texts, bool descending) {
  Rows rows(texts.size());
  std::iota(rows.begin(), rows.end(), 0U);
  std::sort(rows.begin(), rows.end(), [&](std::uint32_t a, std::uint32_t b) {
    const int order = texts[a].compare(texts[b]);
    return order == 0 ? a < b : (order < 0) != descending;
  });
  return rows;
}

// The numbers are sorted beside their places: looking each up would take longer than comparing it.
struct Numbered {
  double key;
  std::uint32_t row;
};

Rows order_of_numbers(const std::vector<double>& values, bool descending) {
  std::vector<Numbered> numbers;
  Rows gaps;
  numbers.reserve(values.size());
  for (std::uint32_t row = 0; row < values.size(); ++row) {
    const double value = values[row];
    if (value == value) {
      numbers.push_back({descending ? -value : value, row});
    } else {
      gaps.push_back(row);
    }
  }
  std::sort(numbers.begin(), numbers.end(), [](const Numbered& a, const Numbered& b) {
    return a.key == b.key ? a.row < b.row : a.key < b.key;
  });
  Rows rows;
  rows.reserve(values.size());
  for (const Numbered& number : numbers) rows.push_back(number.row);
  rows.insert(rows.end(), gaps.begin(), gaps.end());
  return rows;
}

}  // namespace

std::vector<std::uint32_t> row_order(const DataColumn& column, bool descending) {
  return column.is_text ? order_of_texts(column.texts, descending)
                        : order_of_numbers(column.values, descending);
}

}  // namespace coracle
