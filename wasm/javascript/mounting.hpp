#pragma once

#include <coracle/ui/page.hpp>

namespace coracle::javascript {

/// What differs between the browser and Node: each platform defines it once.
Page& page();

/// To be called before anything else is.
void initialize();

/// Shows a view in a root that the page knows, until `close`.
void show(NodeId root, const View& view);
void close(NodeId root);

}  // namespace coracle::javascript
