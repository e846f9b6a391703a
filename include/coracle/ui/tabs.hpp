#pragma once

#include <coracle/ui/component.hpp>
#include <coracle/ui/list_operations.hpp>
#include <coracle/ui/titled.hpp>
#include <string>
#include <vector>

// clang-format off
#define CORACLE_TABS(PARAMETER, EVENT) \
  PARAMETER(std::vector<View>, objects, std::vector<View>(), "What it holds, a tab each; that of a `Titled` has its title.") \
  PARAMETER(int, active, 0, "The place of the one that is shown; -1 where there are none. From 0 to that of the last.") \
  PARAMETER(std::string, label, "", "What there is to choose from, for those who cannot see the tabs.")
// clang-format on

namespace coracle {

/// Views of which one is shown at a time, chosen by its tab.
///
///     Tabs tabs(Titled("Plot", plot), Titled("Data", table));
///     tabs.active.watch([](Change<int> change) { … });
///     tabs.append(Titled("Log", log));
///
/// What stands on a tab is made when the tab is first shown, and stays from then on; a binding that
/// nobody has looked at does not run. When the list changes the same view stays shown, as long as
/// it is there. `active` out of range is refused and reported.
///
/// Keys: the arrow keys, Home and End go to another tab, Tab into what it shows.
///
/// Semantics: Panel's Tabs with dynamic=True, but that what was shown stays. The ARIA tabs pattern.
class Tabs : public Component, public ListOperations<Tabs> {
  CORACLE_COMPONENT(Tabs, CORACLE_TABS)

  explicit Tabs(Options options);
  template <class... Views>
    requires detail::views_for<Tabs, Views...>
  explicit Tabs(Views&&... views) : Tabs(Options(), std::forward<Views>(views)...) {}
  template <class... Views>
  explicit Tabs(Options options, Views&&... views)
      : Tabs(detail::with_objects(std::move(options), std::forward<Views>(views)...)) {}

  /// What it stands for as an argument of `bind`.
  const Parameter<int>& value_source() const { return active; }
};

}  // namespace coracle
