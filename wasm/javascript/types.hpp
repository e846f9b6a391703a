#pragma once

#include <coracle/base/bytes.hpp>
#include <coracle/base/date.hpp>
#include <coracle/base/json_value.hpp>
#include <coracle/ui/column_data_source.hpp>
#include <coracle/ui/file.hpp>
#include <coracle/ui/image.hpp>
#include <coracle/ui/json.hpp>
#include <coracle/ui/view.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "imports.hpp"
#include "value.hpp"

// The types a parameter may have, as JavaScript sees them. `name` is the key into
// web/npm/types.ts, which checks a value before it comes here and writes the TypeScript type.

namespace coracle::javascript {

template <class T>
struct Type;

template <>
struct Type<std::string> {
  static constexpr const char* name = "string";
  static val to(const std::string& value) { return text(value); }
  static std::string from(const val& value) { return text_of(value); }
};

template <>
struct Type<bool> {
  static constexpr const char* name = "boolean";
  static val to(bool value) { return boolean(value); }
  static bool from(const val& value) { return number_of(value) != 0; }
};

template <>
struct Type<int> {
  static constexpr const char* name = "integer";
  static val to(int value) { return number(value); }
  static int from(const val& value) { return static_cast<int>(number_of(value)); }
};

template <>
struct Type<double> {
  static constexpr const char* name = "number";
  static val to(double value) { return number(value); }
  static double from(const val& value) { return number_of(value); }
};

template <class T>
struct OptionalType {
  static val to(const std::optional<T>& value) { return value ? number(*value) : val::undefined(); }
  static std::optional<T> from(const val& value) {
    if (value.isUndefined()) return std::nullopt;
    return Type<T>::from(value);
  }
};

template <>
struct Type<std::optional<int>> : OptionalType<int> {
  static constexpr const char* name = "optional integer";
};

template <>
struct Type<std::optional<double>> : OptionalType<double> {
  static constexpr const char* name = "optional number";
};

template <>
struct Type<std::optional<Date>> {
  static constexpr const char* name = "optional date";
  static val to(const std::optional<Date>& date) {
    return date ? text(date_text(*date)) : val::undefined();
  }
  static std::optional<Date> from(const val& value) {
    if (value.isUndefined()) return std::nullopt;
    return read_date(text_of(value));
  }
};

/// In JavaScript any value; web/npm/types.ts makes the text of it.
template <>
struct Type<JsonText> {
  static constexpr const char* name = "json";
  static val to(const JsonText& json) {
    return val::take_ownership(coracle_javascript_json(json.text().data(), json.text().size()));
  }
  static JsonText from(const val& value) { return text_of(value); }
};

/// In JavaScript any value, with bytes in it; it comes from there as its JSON and the bytes.
template <>
struct Type<JsonValue> {
  static constexpr const char* name = "value";
  static val to(const JsonValue& value) {
    if (value.is_null()) return val::null();
    std::vector<Bytes> bytes;
    const std::string json = value.to_json(&bytes);
    val blocks = val::array();
    for (const Bytes& block : bytes) append(blocks, bytes_value(block));
    return val::take_ownership(
        coracle_javascript_value(json.data(), json.size(), blocks.as_handle()));
  }
  static JsonValue from(const val& value) {
    const val blocks = element(value, 1);
    std::vector<Bytes> bytes(length_of(blocks));
    for (std::uint32_t i = 0; i < bytes.size(); ++i) bytes[i] = bytes_of(element(blocks, i));
    return std::move(JsonValue::parse(text_of(element(value, 0)), bytes)).value_or(JsonValue());
  }
};

template <>
struct Type<std::vector<std::string>> {
  static constexpr const char* name = "strings";
  static val to(const std::vector<std::string>& strings) {
    val array = val::array();
    for (const std::string& string : strings) append(array, text(string));
    return array;
  }
  static std::vector<std::string> from(const val& array) {
    std::vector<std::string> strings(length_of(array));
    for (std::uint32_t i = 0; i < strings.size(); ++i) strings[i] = text_of(element(array, i));
    return strings;
  }
};

/// JavaScript has the browser's own files. It can take all away, and give none.
template <>
struct Type<std::vector<File>> {
  static constexpr const char* name = "files";
  static val to(const std::vector<File>& files) {
    val array = val::array();
    for (const File& file : files) {
      append(array, val::take_ownership(coracle_javascript_file(file.number())));
    }
    return array;
  }
  static std::vector<File> from(const val&) { return {}; }
};

template <>
struct Type<std::vector<int>> {
  static constexpr const char* name = "integers";
  static val to(const std::vector<int>& numbers) {
    val array = val::array();
    for (const int value : numbers) append(array, number(value));
    return array;
  }
  static std::vector<int> from(const val& array) {
    std::vector<int> numbers(length_of(array));
    for (std::uint32_t i = 0; i < numbers.size(); ++i) {
      numbers[i] = static_cast<int>(number_of(element(array, i)));
    }
    return numbers;
  }
};

template <>
struct Type<View> {
  static constexpr const char* name = "view";
  static val to(const View& value) { return value_of(value); }
  static View from(const val& value) { return view_of(value); }
};

template <>
struct Type<std::vector<View>> {
  static constexpr const char* name = "views";
  static val to(const std::vector<View>& views) {
    val array = val::array();
    for (const View& view : views) append(array, value_of(view));
    return array;
  }
  static std::vector<View> from(const val& array) {
    std::vector<View> views(length_of(array));
    for (std::uint32_t i = 0; i < views.size(); ++i) views[i] = view_of(element(array, i));
    return views;
  }
};

template <>
struct Type<ColumnDataSource> {
  static constexpr const char* name = "source";
  static val to(const ColumnDataSource& source) {
    return val::take_ownership(
        coracle_javascript_source(reinterpret_cast<std::uintptr_t>(source.owner().get())));
  }
  static ColumnDataSource from(const val& value) {
    auto* owner =
        reinterpret_cast<ParameterOwner*>(coracle_javascript_source_address(value.as_handle()));
    return ColumnDataSource(Ref<ParameterOwner>(owner));
  }
};

template <>
struct Type<ImageSource> {
  static constexpr const char* name = "image";
  static val to(const ImageSource& source) {
    return source.bytes().empty() ? text(source.url()) : bytes_value(source.bytes());
  }
  static ImageSource from(const val& value) {
    if (value.isString()) return text_of(value);
    return bytes_of(value);
  }
};

}  // namespace coracle::javascript
