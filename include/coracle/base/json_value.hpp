#pragma once

#include <concepts>
#include <coracle/base/bytes.hpp>
#include <coracle/base/result.hpp>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace coracle {

struct JsonMember;

/// A value of JSON, and besides that bytes: nothing, a truth value, a number, text, bytes, a list
/// of values, or an object, whose members keep their order.
///
///     JsonValue point = JsonValue::object({{"x", 1.5}, {"tags", JsonValue::list({"a", "b"})}});
///     point["x"].number();               // 1.5
///     point["missing"].number_or(0);     // 0: what is not there is null
///     point.to_json();                   // {"x":1.5,"tags":["a","b"]}
///
/// A value type: copies are independent. Bytes are shared, not copied.
class JsonValue {
 public:
  using List = std::vector<JsonValue>;
  using Object = std::vector<JsonMember>;

  JsonValue() noexcept;
  JsonValue(std::nullptr_t) noexcept;
  JsonValue(bool value) noexcept;
  template <class Number>
    requires((std::integral<Number> || std::floating_point<Number>) && !std::same_as<Number, bool>)
  JsonValue(Number number) noexcept : JsonValue(FromNumber(), static_cast<double>(number)) {}
  JsonValue(const char* text);
  JsonValue(std::string_view text);
  JsonValue(std::string text) noexcept;
  JsonValue(Bytes bytes) noexcept;
  JsonValue(List values) noexcept;
  JsonValue(Object members) noexcept;
  JsonValue(const JsonValue& other);
  JsonValue(JsonValue&& other) noexcept;
  JsonValue& operator=(JsonValue other) noexcept;
  ~JsonValue();

  static JsonValue list(std::initializer_list<JsonValue> values);
  static JsonValue object(std::initializer_list<JsonMember> members);

  bool is_null() const noexcept { return kind_.index() == 0; }
  // What it holds, or null where it holds something else.
  const bool* boolean() const noexcept { return std::get_if<bool>(&kind_); }
  const double* number() const noexcept { return std::get_if<double>(&kind_); }
  const std::string* text() const noexcept { return std::get_if<std::string>(&kind_); }
  const Bytes* bytes() const noexcept { return std::get_if<Bytes>(&kind_); }
  const List* list() const noexcept { return std::get_if<List>(&kind_); }
  const Object* object() const noexcept { return std::get_if<Object>(&kind_); }

  double number_or(double otherwise) const noexcept { return number() ? *number() : otherwise; }
  bool boolean_or(bool otherwise) const noexcept { return boolean() ? *boolean() : otherwise; }
  std::string_view text_or(std::string_view otherwise) const noexcept {
    return text() ? std::string_view(*text()) : otherwise;
  }

  /// The member of that name; null where it is no object or has none.
  const JsonValue& operator[](std::string_view name) const noexcept;
  /// The item of that place; null where it is no list or is shorter.
  const JsonValue& operator[](std::size_t index) const noexcept;
  /// Sets a member, at the end if it is new. What is no object becomes one.
  void set(std::string_view name, JsonValue value);

  /// "null", "boolean", "number", "text", "bytes", "list" or "object".
  std::string_view kind_name() const noexcept;

  /// As JSON in one line. Numbers that JSON has no word for become null, and so do bytes, unless
  /// `buffers` is given: it takes them, and {"$bytes":0} stands for the first of them.
  std::string to_json(std::vector<Bytes>* buffers = nullptr) const;

  /// Reads JSON. An Error "json" names the place and what was expected there: of what is no JSON,
  /// of what follows a whole value, and of what is nested deeper than 200. Where `buffers` is not
  /// empty, an object {"$bytes":0} becomes the first of them.
  static Result<JsonValue> parse(std::string_view json, const std::vector<Bytes>& buffers = {});

  friend bool operator==(const JsonValue& a, const JsonValue& b) noexcept;

 private:
  struct FromNumber {};
  JsonValue(FromNumber, double number) noexcept;

  std::variant<std::monostate, bool, double, std::string, Bytes, List, Object> kind_;
};

/// One member of an object.
struct JsonMember {
  std::string name;
  JsonValue value;

  friend bool operator==(const JsonMember&, const JsonMember&) noexcept = default;
};

/// Appends the text in quotes, as JSON spells it.
void append_json_string(std::string& json, std::string_view text);

}  // namespace coracle
