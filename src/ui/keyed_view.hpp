#pragma once

#include <coracle/ui/view.hpp>
#include <string_view>

namespace coracle {

/// What `keyed` made a view of.
struct KeyedView {
  std::string_view key;
  Ref<ViewBody> content;
};

/// Of a view that `keyed` has made; else its content is null.
KeyedView keyed_view(const View& view);

/// The component that a view is, with a key or without; null: it is none.
ComponentState* component_of(const View& view);

}  // namespace coracle
