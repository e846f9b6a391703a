#include <coracle/net/response.hpp>

#include <algorithm>

namespace coracle {

namespace {

// Header names are ASCII, so no locale is needed.
char lower(char character) {
  return character >= 'A' && character <= 'Z' ? static_cast<char>(character + ('a' - 'A'))
                                              : character;
}

bool same_name(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, {}, lower, lower);
}

}  // namespace

std::optional<std::string_view> Response::header(std::string_view name) const {
  for (const auto& [key, value] : headers_) {
    if (same_name(key, name)) return value;
  }
  return std::nullopt;
}

}  // namespace coracle
