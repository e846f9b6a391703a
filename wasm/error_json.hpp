#pragma once

#include <coracle/base/error.hpp>
#include <string>
#include <string_view>

namespace coracle::browser {

/// An error as the page's host takes it: an object with code, message, origin and detail.
std::string error_as_json(const Error& error, std::string_view origin);

}  // namespace coracle::browser
