#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace coracle {

/// The headers of a request or a response, in order.
using Headers = std::vector<std::pair<std::string, std::string>>;

/// The first header of that name, upper and lower case alike; none if there is none. Lives no
/// longer than the headers.
std::optional<std::string_view> find_header(const Headers& headers, std::string_view name);

/// The media type that a Content-Type names, in lower case and without its parameters: of
/// "Text/HTML; charset=utf-8" it is "text/html".
std::string media_type_of(std::string_view content_type);

}  // namespace coracle
