#pragma once

#include <coracle/base/json_value.hpp>
#include <cstdint>
#include <string>
#include <vector>

namespace coracle::testing {

/// An ES module in the fake page, as far as the program can tell: what it was given. Of bytes it
/// has the number, not the content.
struct FakeModule {
  std::uint32_t model = 0;
  std::string url;
  JsonValue state;
  std::vector<JsonValue> messages;
  /// How often the state was changed after it was shown.
  int updates = 0;
};

}  // namespace coracle::testing
