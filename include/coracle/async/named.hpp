#pragma once

#include <coracle/async/any.hpp>
#include <string>
#include <string_view>
#include <utility>

namespace coracle {

/// Something to be awaited that has a name; see `named`.
template <Awaitable A>
struct [[nodiscard]] Named {
  auto operator co_await() && { return awaiter_of(std::move(awaitable)); }
  std::string name;
  A awaitable;
};

template <class A>
inline constexpr bool is_named<Named<A>> = true;

/// Gives something a name, for `any`, which then tells the name of what came first.
///
///     auto first = co_await any(named("ok", next_click(ok)), named("cancel", next_click(cancel)),
///                               named("late", sleep(10s)));
///     if (first.name() == "ok") save();
///
/// Awaited by itself it is what it names.
template <Awaitable A>
Named<A> named(std::string name, A awaitable) {
  return {std::move(name), std::move(awaitable)};
}

/// Which of several came first: its name, besides its place and its value.
template <class... Ts>
class NamedAnyResult : public AnyResult<Ts...> {
 public:
  NamedAnyResult(AnyResult<Ts...> first, std::string name)
      : AnyResult<Ts...>(std::move(first)), name_(std::move(name)) {}

  /// Empty for what has none.
  const std::string& name() const noexcept { return name_; }

 private:
  std::string name_;
};

namespace detail {

template <class A>
std::string name_of(const Named<A>& named) {
  return named.name;
}
template <class A>
std::string name_of(const A&) {
  return {};
}
template <class A>
A without_name(Named<A>& named) {
  return std::move(named.awaitable);
}
template <class A>
A without_name(A& awaitable) {
  return std::move(awaitable);
}

}  // namespace detail

template <Awaitable... As>
  requires(is_named<As> || ...)
Task<NamedAnyResult<task_result_t<As>...>> any(As... awaitables) {
  std::string names[] = {detail::name_of(awaitables)...};
  AnyResult<task_result_t<As>...> first = co_await any(detail::without_name(awaitables)...);
  const std::size_t index = first.index();
  co_return NamedAnyResult<task_result_t<As>...>(std::move(first), std::move(names[index]));
}

}  // namespace coracle
