#pragma once

#include <coracle/base/date.hpp>
#include <coracle/base/json_value.hpp>
#include <coracle/flow/parameter.hpp>
#include <coracle/ui/view.hpp>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace coracle {

/// How a type of parameters is spelt in JSON: `to` and `from`, which gives nothing where the JSON
/// is of another type. A type without a specialisation has no state, and no snapshot has it.
template <class T>
struct StateOf;

template <class T>
concept HasState = requires(const JsonValue& json) { StateOf<T>::from(json); };

template <>
struct StateOf<bool> {
  static JsonValue to(bool value) { return value; }
  static std::optional<bool> from(const JsonValue& json);
};

template <>
struct StateOf<int> {
  static JsonValue to(int value) { return value; }
  static std::optional<int> from(const JsonValue& json);
};

template <>
struct StateOf<double> {
  static JsonValue to(double value) { return value; }
  static std::optional<double> from(const JsonValue& json);
};

template <>
struct StateOf<std::string> {
  static JsonValue to(const std::string& value) { return value; }
  static std::optional<std::string> from(const JsonValue& json);
};

/// As in "2026-11-21".
template <>
struct StateOf<Date> {
  static JsonValue to(const Date& value) { return date_text(value); }
  static std::optional<Date> from(const JsonValue& json) {
    return json.text() ? read_date(*json.text()) : std::nullopt;
  }
};

template <>
struct StateOf<JsonValue> {
  static JsonValue to(const JsonValue& value) { return value; }
  static std::optional<JsonValue> from(const JsonValue& json) { return json; }
};

/// Nothing is null.
template <HasState T>
struct StateOf<std::optional<T>> {
  static JsonValue to(const std::optional<T>& value) {
    return value ? StateOf<T>::to(*value) : JsonValue();
  }
  static std::optional<std::optional<T>> from(const JsonValue& json) {
    if (json.is_null()) return std::optional<std::optional<T>>(std::in_place);
    std::optional<T> value = StateOf<T>::from(json);
    if (!value) return std::nullopt;
    return std::optional<std::optional<T>>(std::in_place, std::move(value));
  }
};

template <HasState T>
struct StateOf<std::vector<T>> {
  static JsonValue to(const std::vector<T>& values) {
    JsonValue::List list;
    for (const T& value : values) list.push_back(StateOf<T>::to(value));
    return list;
  }
  static std::optional<std::vector<T>> from(const JsonValue& json) {
    if (!json.list()) return std::nullopt;
    std::vector<T> values;
    for (const JsonValue& item : *json.list()) {
      std::optional<T> value = StateOf<T>::from(item);
      if (!value) return std::nullopt;
      values.push_back(std::move(*value));
    }
    return values;
  }
};

/// What can be done with the state of a parameter whose type is known only at run time.
struct StateType {
  JsonValue (*read)(const ParameterBase& parameter);
  /// False where the JSON is of another type.
  bool (*write)(const ParameterBase& parameter, const JsonValue& json);
};

namespace detail {

template <class T>
struct StateOperations {
  static const Parameter<T>& of(const ParameterBase& base) {
    return static_cast<const Parameter<T>&>(base);
  }
  static JsonValue read(const ParameterBase& base) { return StateOf<T>::to(of(base).peek()); }
  static bool write(const ParameterBase& base, const JsonValue& json) {
    std::optional<T> value = StateOf<T>::from(json);
    if (value) of(base).set(std::move(*value));
    return value.has_value();
  }
};

}  // namespace detail

template <HasState T>
inline constexpr StateType state_type{&detail::StateOperations<T>::read,
                                      &detail::StateOperations<T>::write};

}  // namespace coracle
