#pragma once

#include <coracle/ui/component.hpp>
#include <coracle/ui/list_operations.hpp>
#include <vector>

// clang-format off
#define CORACLE_LAYOUT(PARAMETER, EVENT)                                        \
  PARAMETER(std::vector<View>, objects, std::vector<View>(), "What it holds, in order.")
// clang-format on

namespace coracle {

/// A component that holds views; `ListOperations` says what can be done with them. Showing it again
/// with other objects keeps the nodes of those that stay: the same handle first, else what is of
/// the same kind at the same place.
class Layout : public Component, public ListOperations<Layout> {
  CORACLE_COMPONENT(Layout, CORACLE_LAYOUT)

 protected:
  Layout(const ComponentType& type, std::vector<View> objects);
};

/// Views side by side, wrapping where there is no room.
///
///     return Row(run, bind(runner, run));
class Row : public Layout {
 public:
  template <class... Views>
    requires detail::views_for<Row, Views...>
  explicit Row(Views&&... views) : Row(detail::views_of(std::forward<Views>(views)...)) {}
  explicit Row(std::vector<View> objects);
};

/// Views one below the other.
///
///     co_yield Column(str("Running (", percent, "/100%)"), Progress({.value = percent}));
class Column : public Layout {
 public:
  template <class... Views>
    requires detail::views_for<Column, Views...>
  explicit Column(Views&&... views) : Column(detail::views_of(std::forward<Views>(views)...)) {}
  explicit Column(std::vector<View> objects);
};

/// ipywidgets' names for the same.
using HBox = Row;
using VBox = Column;

}  // namespace coracle
