#pragma once

#include <coracle/ui/component.hpp>
#include <coracle/ui/list_operations.hpp>
#include <string>
#include <vector>

// clang-format off
#define CORACLE_CARD(PARAMETER, EVENT)                                                       \
  PARAMETER(std::vector<View>, objects, std::vector<View>(), "What it holds, one below the other.") \
  PARAMETER(std::string, title, "", "What it is about; stands above and names the group.")
// clang-format on

namespace coracle {

/// Views in a frame of their own, below a title.
///
///     return Card({.title = "Filter"}, from, to, apply);
///
/// To fold it away, put what it holds into an `Accordion`.
///
/// Semantics: Panel's Card. A group, named by its title.
class Card : public Component, public ListOperations<Card> {
  CORACLE_COMPONENT(Card, CORACLE_CARD)

  explicit Card(Options options);
  template <class... Views>
    requires detail::views_for<Card, Views...>
  explicit Card(Views&&... views) : Card(Options(), std::forward<Views>(views)...) {}
  template <class... Views>
  explicit Card(Options options, Views&&... views)
      : Card(detail::with_objects(std::move(options), std::forward<Views>(views)...)) {}
};

}  // namespace coracle
