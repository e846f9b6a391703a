#pragma once

#include <coracle/base/json_value.hpp>
#include <coracle/ui/component.hpp>
#include <coracle/ui/state_type.hpp>
#include <string>
#include <string_view>
#include <utility>

// clang-format off
#define CORACLE_JSON(PARAMETER, EVENT)                            \
  PARAMETER(JsonText, object, JsonText(), "What it shows: JSON.") \
  PARAMETER(int, depth, 1, "How many levels are open at first. From 0 to 50.")
// clang-format on

namespace coracle {

/// A text in the format of RFC 8259. Whether it is one turns out when it is shown.
class JsonText {
 public:
  JsonText() = default;
  JsonText(const char* text) : text_(text) {}
  JsonText(std::string_view text) : text_(text) {}
  JsonText(std::string text) : text_(std::move(text)) {}
  JsonText(const JsonValue& value) : text_(value.to_json()) {}

  const std::string& text() const { return text_; }
  friend bool operator==(const JsonText&, const JsonText&) = default;

 private:
  std::string text_;
};

/// In a snapshot, what it is.
template <>
struct StateOf<JsonText> {
  static JsonValue to(const JsonText& value) {
    const Result<JsonValue> json = JsonValue::parse(value.text());
    return json ? *json : JsonValue();
  }
  static std::optional<JsonText> from(const JsonValue& json) { return JsonText(json); }
};

/// A pane that shows JSON as a tree, whose objects and arrays open and close.
///
///     return Json(response.text());
///
/// What is closed is not in the page until it is opened for the first time, and long lists stand
/// there in parts of a hundred, so that a large document costs what is seen of it. What is no JSON
/// is an error in place that says where it goes wrong; the last good object stays.
///
/// In JavaScript the object is any value that JSON can express: `new Json({ a: [1, 2] })`.
///
/// Semantics: Panel's JSON. Native `<details>`.
class Json : public Component {
  CORACLE_COMPONENT(Json, CORACLE_JSON)

  Json();
  explicit Json(Options options);
  explicit Json(JsonText object);
};

}  // namespace coracle
