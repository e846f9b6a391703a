#pragma once

#include <coracle/ui/page.hpp>

namespace coracle::javascript {

/// What differs between the browser and Node: each platform defines it once.
Page& page();

/// To be called before anything else is.
void initialize();

/// What nobody else takes is shown in the first root, as it is from the start.
void on_stray_error();

/// Shows a view in a root that the page knows, until `close`.
void show(NodeId root, const View& view);
void close(NodeId root);

}  // namespace coracle::javascript
