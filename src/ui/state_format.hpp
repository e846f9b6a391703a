#pragma once

#include <string_view>

// What snapshot and restore agree on.

namespace coracle {

/// How deep layouts may stand in layouts for a snapshot to have what is in them. It is written and
/// read by recursion, on the 64 KiB of stack that a module has.
inline constexpr int deepest_state = 32;

/// Whether a state says something of the component itself under that name; only a module may have a
/// parameter called so.
inline bool is_kept(std::string_view name) { return name == "type" || name == "key"; }

}  // namespace coracle
