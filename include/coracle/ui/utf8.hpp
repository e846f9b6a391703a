#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace coracle {

/// Appends `text` to `out` and returns how many UTF-16 units it has there, which is what
/// JavaScript counts in. Each byte that is no part of valid UTF-8 becomes U+FFFD, as a
/// browser's decoder would have it, so that the count is always exact.
std::uint32_t append_utf8(std::string& out, std::string_view text);

}  // namespace coracle
