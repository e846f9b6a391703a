#pragma once

#include <coracle/ui/component.hpp>
#include <coracle/ui/list_operations.hpp>
#include <vector>

// clang-format off
#define CORACLE_GRID(PARAMETER, EVENT)                                                     \
  PARAMETER(std::vector<View>, objects, std::vector<View>(), "What it holds, row by row.") \
  PARAMETER(int, columns, 0, "How many columns of equal width; 0: as many as there is room for. From 0 to 1000.")
// clang-format on

namespace coracle {

/// Views in columns of equal width, row by row.
///
///     return Grid({.columns = 3}, plot, table, log, controls);
///
/// Semantics: Panel's GridBox.
class Grid : public Component, public ListOperations<Grid> {
  CORACLE_COMPONENT(Grid, CORACLE_GRID)

  explicit Grid(Options options);
  template <class... Views>
    requires detail::views_for<Grid, Views...>
  explicit Grid(Views&&... views) : Grid(Options(), std::forward<Views>(views)...) {}
  template <class... Views>
  explicit Grid(Options options, Views&&... views)
      : Grid(detail::with_objects(std::move(options), std::forward<Views>(views)...)) {}
};

}  // namespace coracle
