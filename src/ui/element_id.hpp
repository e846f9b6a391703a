#pragma once

#include <coracle/ui/patch.hpp>
#include <string>

namespace coracle {

/// What an element may have as its `id`, for others to refer to it: the same for one node, and
/// different from those of other programs on the page.
std::string element_id(NodeId node);

}  // namespace coracle
