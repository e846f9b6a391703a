#pragma once

#include <coracle/ui/column_data_source.hpp>
#include <cstdint>
#include <vector>

namespace coracle {

/// The rows in the order of this column. Equal ones keep theirs, and what is no number comes last,
/// whichever way it goes.
std::vector<std::uint32_t> row_order(const DataColumn& column, bool descending);

}  // namespace coracle
