#pragma once

#include <cassert>
#include <coracle/base/error.hpp>
#include <memory>
#include <type_traits>
#include <utility>

namespace coracle {

/// A value or the error that came instead of it.
///
///     Result<Response> response = co_await attempt(fetch(url));
///     if (!response) co_return str("no image: ", response.error().message());
///     show(response->bytes());
///
/// Reading the value of a failed result, or the error of a good one, is a mistake of the program;
/// debug builds stop there.
template <class T>
class [[nodiscard]] Result {
 public:
  using value_type = T;

  template <class U = T>
    requires(std::is_constructible_v<T, U &&> && !std::is_same_v<std::remove_cvref_t<U>, Result> &&
             !std::is_same_v<std::remove_cvref_t<U>, Error>)
  Result(U&& value) : value_(std::forward<U>(value)), has_value_(true) {}
  Result(Error error) noexcept : error_(std::move(error)), has_value_(false) {}

  Result(const Result& other)
    requires std::is_copy_constructible_v<T>
      : has_value_(other.has_value_) {
    if (has_value_) {
      std::construct_at(std::addressof(value_), other.value_);
    } else {
      std::construct_at(std::addressof(error_), other.error_);
    }
  }
  Result(Result&& other) noexcept(std::is_nothrow_move_constructible_v<T>)
      : has_value_(other.has_value_) {
    if (has_value_) {
      std::construct_at(std::addressof(value_), std::move(other.value_));
    } else {
      std::construct_at(std::addressof(error_), std::move(other.error_));
    }
  }
  Result& operator=(Result other) noexcept(std::is_nothrow_move_constructible_v<T>) {
    std::destroy_at(this);
    std::construct_at(this, std::move(other));
    return *this;
  }
  ~Result() {
    if (has_value_) {
      value_.~T();
    } else {
      error_.~Error();
    }
  }

  explicit operator bool() const noexcept { return has_value_; }
  bool has_value() const noexcept { return has_value_; }

  T& value() & { return assert(has_value_), value_; }
  const T& value() const& { return assert(has_value_), value_; }
  T&& value() && { return assert(has_value_), std::move(value_); }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T&& operator*() && { return std::move(*this).value(); }
  T* operator->() { return std::addressof(value()); }
  const T* operator->() const { return std::addressof(value()); }

  const Error& error() const& { return assert(!has_value_), error_; }
  Error&& error() && { return assert(!has_value_), std::move(error_); }

  template <class U>
  T value_or(U&& other) const& {
    return has_value_ ? value_ : static_cast<T>(std::forward<U>(other));
  }
  template <class U>
  T value_or(U&& other) && {
    return has_value_ ? std::move(value_) : static_cast<T>(std::forward<U>(other));
  }

 private:
  union {
    T value_;
    Error error_;
  };
  bool has_value_;
};

/// Done, or the error that prevented it.
template <>
class [[nodiscard]] Result<void> {
 public:
  using value_type = void;

  Result() noexcept = default;
  Result(Error error) noexcept : error_(std::move(error)), has_value_(false) {}

  explicit operator bool() const noexcept { return has_value_; }
  bool has_value() const noexcept { return has_value_; }
  void value() const { assert(has_value_); }
  void operator*() const { value(); }
  const Error& error() const& { return assert(!has_value_), error_; }
  Error&& error() && { return assert(!has_value_), std::move(error_); }

 private:
  Error error_;
  bool has_value_ = true;
};

}  // namespace coracle
