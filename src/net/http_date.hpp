#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace coracle {

/// The seconds since 1970 of a date as HTTP writes it, in any of its three ways:
///
///     Sun, 06 Nov 1994 08:49:37 GMT
///     Sunday, 06-Nov-94 08:49:37 GMT
///     Sun Nov  6 08:49:37 1994
///
/// Semantics: RFC 9110 §5.6.7. A year of two digits is one of 1970 to 2069.
std::optional<std::int64_t> read_http_date(std::string_view text);

}  // namespace coracle
