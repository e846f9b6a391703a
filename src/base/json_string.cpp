#include <coracle/base/json_value.hpp>

namespace coracle {

void append_json_string(std::string& json, std::string_view text) {
  json += '"';
  for (const char character : text) {
    if (character == '"' || character == '\\') {
      json += '\\';
      json += character;
    } else if (static_cast<unsigned char>(character) < 0x20) {
      constexpr char digits[] = "0123456789abcdef";
      json += "\\u00";
      json += digits[character >> 4];
      json += digits[character & 15];
    } else {
      json += character;
    }
  }
  json += '"';
}

}  // namespace coracle
