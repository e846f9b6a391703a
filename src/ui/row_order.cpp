#include "row_order.hpp"

#include <algorithm>
#include <numeric>
#include <string>

namespace coracle {

namespace {

// `precedes(a, b)` of two rows' values. Places break ties, which is what keeps the order stable.
template <class Precedes>
void sort(std::vector<std::uint32_t>& rows, const Precedes& precedes) {
  std::sort(rows.begin(), rows.end(), [&](std::uint32_t a, std::uint32_t b) {
    if (precedes(a, b)) return true;
    return !precedes(b, a) && a < b;
  });
}

}  // namespace

std::vector<std::uint32_t> row_order(const DataColumn& column, bool descending) {
  std::vector<std::uint32_t> rows(column.size());
  std::iota(rows.begin(), rows.end(), 0U);
  if (column.is_text) {
    const std::vector<std::string>& texts = column.texts;
    sort(rows, [&](std::uint32_t a, std::uint32_t b) {
      return descending ? texts[b] < texts[a] : texts[a] < texts[b];
    });
  } else {
    const std::vector<double>& values = column.values;
    sort(rows, [&](std::uint32_t a, std::uint32_t b) {
      // What is no number equals nothing, itself neither.
      const double first = values[a];
      const double second = values[b];
      if (first != first || second != second) return first == first && second != second;
      return descending ? second < first : first < second;
    });
  }
  return rows;
}

}  // namespace coracle
