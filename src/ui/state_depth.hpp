#pragma once

namespace coracle {

/// How deep layouts may stand in layouts for a snapshot to have what is in them. It is written and
/// read by recursion, on the 64 KiB of stack that a module has.
inline constexpr int deepest_state = 32;

}  // namespace coracle
