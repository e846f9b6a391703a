#pragma once

#include <concepts>
#include <coracle/ui/component.hpp>
#include <vector>

// clang-format off
#define CORACLE_LAYOUT(PARAMETER, EVENT)                                        \
  PARAMETER(std::vector<View>, objects, std::vector<View>(), "What it holds, in order.")
// clang-format on

namespace coracle {

/// A component that holds views. Showing it again with other objects keeps the nodes of those
/// that stay: the same handle first, else what is of the same kind at the same place.
class Layout : public Component {
  CORACLE_COMPONENT(Layout, CORACLE_LAYOUT)

 protected:
  Layout(const ComponentType& type, std::vector<View> objects);
};

namespace detail {
// One argument that is the layout itself is a copy, not a layout within a layout.
template <class Self, class... Views>
concept views_for =
    (std::convertible_to<Views, View> && ...) &&
    !(sizeof...(Views) == 1 && (std::derived_from<std::remove_cvref_t<Views>, Self> && ...));
}  // namespace detail

/// Views side by side, wrapping where there is no room.
///
///     return Row(run, bind(runner, run));
class Row : public Layout {
 public:
  template <class... Views>
    requires detail::views_for<Row, Views...>
  explicit Row(Views&&... views) : Row(std::vector<View>{View(std::forward<Views>(views))...}) {}
  explicit Row(std::vector<View> objects);
};

/// Views one below the other.
///
///     co_yield Column(str("Running (", percent, "/100%)"), Progress({.value = percent}));
class Column : public Layout {
 public:
  template <class... Views>
    requires detail::views_for<Column, Views...>
  explicit Column(Views&&... views)
      : Column(std::vector<View>{View(std::forward<Views>(views))...}) {}
  explicit Column(std::vector<View> objects);
};

/// ipywidgets' names for the same.
using HBox = Row;
using VBox = Column;

}  // namespace coracle
