#include <algorithm>
#include <coracle/net/headers.hpp>

#include "same_name.hpp"

namespace coracle {

namespace {

char lower(char character) {
  return character >= 'A' && character <= 'Z' ? static_cast<char>(character + ('a' - 'A'))
                                              : character;
}

}  // namespace

bool same_name(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, {}, lower, lower);
}

std::string media_type_of(std::string_view content_type) {
  std::string type;
  for (const char character : content_type.substr(0, content_type.find(';'))) {
    if (character != ' ' && character != '\t') type += lower(character);
  }
  return type;
}

std::optional<std::string_view> find_header(const Headers& headers, std::string_view name) {
  for (const auto& [key, value] : headers) {
    if (same_name(key, name)) return value;
  }
  return std::nullopt;
}

}  // namespace coracle
