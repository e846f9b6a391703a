#include "error_json.hpp"

#include <coracle/base/json_value.hpp>

namespace coracle::browser {

std::string error_as_json(const Error& error, std::string_view origin) {
  std::string json = "{\"code\":";
  append_json_string(json, error.code());
  json += ",\"message\":";
  append_json_string(json, error.message());
  json += ",\"origin\":";
  append_json_string(json, origin);
  json += ",\"detail\":";
  append_json_string(json, error.detail());
  json += '}';
  return json;
}

}  // namespace coracle::browser
