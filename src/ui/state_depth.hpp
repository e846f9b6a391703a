#pragma once

namespace coracle {

/// How deep layouts may stand in layouts for a snapshot to have what is in them: each is two levels
/// of JSON, of which `JsonValue::parse` reads 200.
inline constexpr int deepest_state = 95;

}  // namespace coracle
