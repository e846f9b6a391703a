#pragma once

#include <string_view>

namespace coracle {

/// Whether a link may lead there: to a page (http, https), a place relative to this one, mail or a
/// telephone, and to nothing that runs, as "javascript:" does.
bool is_safe_address(std::string_view address);

}  // namespace coracle
