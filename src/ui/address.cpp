#include "address.hpp"

#include <string>

namespace coracle {

bool is_safe_address(std::string_view address) {
  // Browsers skip control characters and spaces in front of a scheme, and line breaks within it.
  std::string scheme;
  for (const char c : address) {
    if (static_cast<unsigned char>(c) <= ' ') continue;
    if (c == '/' || c == '?' || c == '#') return true;
    if (c == ':') {
      return scheme == "http" || scheme == "https" || scheme == "mailto" || scheme == "tel";
    }
    scheme += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return true;
}

}  // namespace coracle
