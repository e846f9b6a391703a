#pragma once

#include <coracle/ui/component.hpp>
#include <coracle/ui/list_operations.hpp>
#include <coracle/ui/titled.hpp>
#include <vector>

// clang-format off
#define CORACLE_ACCORDION(PARAMETER, EVENT)                                                         \
  PARAMETER(std::vector<View>, objects, std::vector<View>(), "What it holds, a section each; that of a `Titled` has its title.") \
  PARAMETER(std::vector<int>, active, std::vector<int>(), "The places of the sections that are open, in order.") \
  PARAMETER(bool, exclusive, false, "Whether opening one section closes the others.")
// clang-format on

namespace coracle {

/// Views one below the other, each folded away behind its title until it is opened.
///
///     return Accordion({.active = {{0}}}, Titled("Filter", filter), Titled("Details", details));
///
/// What stands in a section is made when the section is first opened, and stays from then on. When
/// the list changes the same views stay open. Places that are not there are left out and reported.
///
/// Keys: Enter, Space open and close a section.
///
/// Semantics: Panel's Accordion. Native `<details>`.
class Accordion : public Component, public ListOperations<Accordion> {
  CORACLE_COMPONENT(Accordion, CORACLE_ACCORDION)

  explicit Accordion(Options options);
  template <class... Views>
    requires detail::views_for<Accordion, Views...>
  explicit Accordion(Views&&... views) : Accordion(Options(), std::forward<Views>(views)...) {}
  template <class... Views>
  explicit Accordion(Options options, Views&&... views)
      : Accordion(detail::with_objects(std::move(options), std::forward<Views>(views)...)) {}

  /// What it stands for as an argument of `bind`.
  const Parameter<std::vector<int>>& value_source() const { return active; }
};

}  // namespace coracle
