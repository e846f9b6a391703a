#pragma once

#include <emscripten/val.h>

#include <coracle/base/bytes.hpp>
#include <coracle/base/error.hpp>
#include <coracle/base/ref.hpp>
#include <coracle/ui/view.hpp>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace coracle::javascript {

using emscripten::val;

/// Any JavaScript value; two are equal if `===` says so. Belongs to the thread that made it.
class AnyValue {
 public:
  AnyValue() : value_(val::undefined()) {}
  explicit AnyValue(val value) : value_(std::move(value)) {}
  /// What stands for `skip`.
  static AnyValue skipped() {
    AnyValue value;
    value.is_skip_ = true;
    return value;
  }

  const val& get() const { return value_; }
  bool is_skip() const { return is_skip_; }
  friend bool operator==(const AnyValue& a, const AnyValue& b) {
    return a.value_.strictlyEquals(b.value_);
  }

 private:
  val value_;
  bool is_skip_ = false;
};

/// What was thrown in JavaScript: the origin of errors of code "javascript".
struct Thrown final : ErrorOrigin {
  static constexpr char kind_of_all = 0;
  explicit Thrown(val value) : ErrorOrigin(&kind_of_all), value(std::move(value)) {}
  val value;
};

// Plain values across the border. Those that come from JavaScript were checked there.
val text(std::string_view value);
/// A parameter's name as JavaScript spells it: `disabledOptions` for "disabled_options".
val member_name(std::string_view name);
val number(double value);
val boolean(bool value);
std::string text_of(const val& value);
double number_of(const val& value);
std::uint32_t length_of(const val& array);
val element(const val& array, std::uint32_t index);
void append(const val& array, const val& value);
/// A Uint8Array, copied.
val bytes_value(const Bytes& bytes);
Bytes bytes_of(const val& array);

/// The value as something to show: a component, a binding, text, a number, a function without
/// parameters, nothing. What else it is becomes an error in its place.
View view_of(const val& value);
/// The other way: components and bindings are the objects that JavaScript knows them by.
val value_of(const View& view);

/// Whether two arrays have equal elements.
bool same_elements(const val& a, const val& b);
/// Whether two values of a parameter are the same; arrays are so if their elements are.
bool same_value(const AnyValue& a, const AnyValue& b);

/// A failed step's value, `{ message, detail, error, cause }`, as an error of code "javascript".
Error error_of(const val& failure);
/// The other way: `RawError` in web/npm/module.ts.
val raw_error(const Error& error);

}  // namespace coracle::javascript
