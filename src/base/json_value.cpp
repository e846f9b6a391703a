#include <coracle/base/json_value.hpp>

#include <algorithm>
#include <cmath>
#include <coracle/base/str.hpp>

namespace coracle {

namespace {

const JsonValue& nothing() {
  static const JsonValue& value = *new JsonValue();
  return value;
}

void append(std::string& json, const JsonValue& value, std::vector<Bytes>* buffers) {
  if (const bool* boolean = value.boolean()) {
    json += *boolean ? "true" : "false";
  } else if (const double* number = value.number(); number && std::isfinite(*number)) {
    json += str(*number);
  } else if (const std::string* text = value.text()) {
    append_json_string(json, *text);
  } else if (const Bytes* bytes = value.bytes(); bytes && buffers) {
    json += str("{\"$bytes\":", buffers->size(), '}');
    buffers->push_back(*bytes);
  } else if (const JsonValue::List* list = value.list()) {
    json += '[';
    for (const JsonValue& item : *list) {
      if (&item != list->data()) json += ',';
      append(json, item, buffers);
    }
    json += ']';
  } else if (const JsonValue::Object* object = value.object()) {
    json += '{';
    for (const JsonMember& member : *object) {
      if (&member != object->data()) json += ',';
      append_json_string(json, member.name);
      json += ':';
      append(json, member.value, buffers);
    }
    json += '}';
  } else {
    json += "null";
  }
}

}  // namespace

JsonValue::JsonValue() noexcept = default;
JsonValue::JsonValue(std::nullptr_t) noexcept {}
JsonValue::JsonValue(bool value) noexcept : kind_(value) {}
JsonValue::JsonValue(FromNumber, double number) noexcept : kind_(number) {}
JsonValue::JsonValue(const char* text) : kind_(std::string(text)) {}
JsonValue::JsonValue(std::string_view text) : kind_(std::string(text)) {}
JsonValue::JsonValue(std::string text) noexcept : kind_(std::move(text)) {}
JsonValue::JsonValue(Bytes bytes) noexcept : kind_(std::move(bytes)) {}
JsonValue::JsonValue(List values) noexcept : kind_(std::move(values)) {}
JsonValue::JsonValue(Object members) noexcept : kind_(std::move(members)) {}
JsonValue::JsonValue(const JsonValue& other) = default;
JsonValue::JsonValue(JsonValue&& other) noexcept = default;
JsonValue::~JsonValue() = default;

JsonValue& JsonValue::operator=(JsonValue other) noexcept {
  kind_.swap(other.kind_);
  return *this;
}

JsonValue JsonValue::list(std::initializer_list<JsonValue> values) { return List(values); }
JsonValue JsonValue::object(std::initializer_list<JsonMember> members) { return Object(members); }

const JsonValue& JsonValue::operator[](std::string_view name) const noexcept {
  if (const Object* members = object()) {
    const auto found = std::ranges::find(*members, name, &JsonMember::name);
    if (found != members->end()) return found->value;
  }
  return nothing();
}

const JsonValue& JsonValue::operator[](std::size_t index) const noexcept {
  const List* values = list();
  return values && index < values->size() ? (*values)[index] : nothing();
}

void JsonValue::set(std::string_view name, JsonValue value) {
  if (!object()) kind_ = Object();
  Object& members = *std::get_if<Object>(&kind_);
  const auto found = std::ranges::find(members, name, &JsonMember::name);
  if (found != members.end()) {
    found->value = std::move(value);
  } else {
    members.push_back({std::string(name), std::move(value)});
  }
}

std::string_view JsonValue::kind_name() const noexcept {
  constexpr std::string_view names[] = {"null",  "boolean", "number", "text",
                                        "bytes", "list",    "object"};
  return names[kind_.index()];
}

std::string JsonValue::to_json(std::vector<Bytes>* buffers) const {
  std::string json;
  append(json, *this, buffers);
  return json;
}

bool operator==(const JsonValue& a, const JsonValue& b) noexcept { return a.kind_ == b.kind_; }

}  // namespace coracle
