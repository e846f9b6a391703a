#pragma once

#include <string_view>

namespace coracle {

/// Whether two names are the same, upper and lower case alike. They are ASCII, so no locale is
/// needed.
bool same_name(std::string_view a, std::string_view b);

}  // namespace coracle
