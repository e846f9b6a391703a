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

}  // namespace coracle
