#include "error_json.hpp"

namespace coracle::browser {

namespace {

void append_quoted(std::string& json, std::string_view text) {
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

}  // namespace

std::string error_as_json(const Error& error, std::string_view origin) {
  std::string json = "{\"code\":";
  append_quoted(json, error.code());
  json += ",\"message\":";
  append_quoted(json, error.message());
  json += ",\"origin\":";
  append_quoted(json, origin);
  json += ",\"detail\":";
  append_quoted(json, error.detail());
  json += '}';
  return json;
}

}  // namespace coracle::browser
