#pragma once

#include <optional>
#include <type_traits>
#include <utility>

namespace coracle {

struct Skip {
  explicit constexpr Skip() = default;
};

/// What a run gives in place of a value to say that there is nothing new: the last one stays.
///
///     bind([](int index) -> Task<View> {
///       if (index < 0) co_return skip;
///       co_return Jpg(co_await fetch(url_of(index)));
///     }, slider)
///
/// It may be returned or yielded by every kind of function whose values are of a type that has room
/// for it: `View`, `OrSkip<T>`, or any type with a member `bool is_skip() const`.
inline constexpr Skip skip{};

/// A value, or `skip`. A binding of a function that gives `OrSkip<T>` is a binding of T.
///
///     bind([](int now) -> OrSkip<int> { return now % 2 ? OrSkip<int>(skip) : now; }, count)
template <class T>
class OrSkip {
 public:
  OrSkip(Skip) {}
  template <class U = T>
    requires(std::is_constructible_v<T, U &&> && !std::is_same_v<std::remove_cvref_t<U>, OrSkip> &&
             !std::is_same_v<std::remove_cvref_t<U>, Skip>)
  OrSkip(U&& value) : value_(std::forward<U>(value)) {}

  bool is_skip() const { return !value_; }
  /// Not to be called where it is `skip`.
  T& value() { return *value_; }

 private:
  std::optional<T> value_;
};

namespace detail {

template <class Out>
struct GivenValue {
  using Value = Out;
  static Value&& take(Out& out) { return static_cast<Out&&>(out); }
};
template <class T>
struct GivenValue<OrSkip<T>> {
  using Value = T;
  static Value&& take(OrSkip<T>& out) { return std::move(out.value()); }
};

template <class Out>
bool is_skip(const Out& out) {
  if constexpr (requires { out.is_skip(); }) {
    return out.is_skip();
  } else {
    return false;
  }
}

}  // namespace detail

}  // namespace coracle
