#pragma once

#include <cstdint>

namespace coracle {

/// A point in the order of all changes of parameters; later ones compare greater. It may wrap:
/// compare with `is_after`.
using ChangeStamp = std::uint32_t;
ChangeStamp next_change_stamp();
ChangeStamp last_change_stamp();
constexpr bool is_after(ChangeStamp a, ChangeStamp b) {
  return static_cast<std::int32_t>(a - b) > 0;
}

}  // namespace coracle
