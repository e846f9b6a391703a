#pragma once

#include <coracle/ui/component.hpp>

// clang-format off
#define CORACLE_PLACEHOLDER(PARAMETER, EVENT)                                     \
  PARAMETER(View, object, View(), "What stands there now; nothing where it is empty.")
// clang-format on

namespace coracle {

/// A place in a layout whose content comes later, or changes: the place stays, what stands in it is
/// replaced.
///
///     Placeholder detail("Choose a row");
///     table.selection.watch([detail](const Change<std::vector<int>>& change) {
///       detail.object = change.now.empty() ? "Choose a row" : page_for(change.now.front());
///     });
///
/// Semantics: Panel's Placeholder.
class Placeholder : public Component {
  CORACLE_COMPONENT(Placeholder, CORACLE_PLACEHOLDER)

  Placeholder();
  explicit Placeholder(Options options);
  explicit Placeholder(View object);
};

}  // namespace coracle
