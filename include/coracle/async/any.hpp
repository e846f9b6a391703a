#pragma once

#include <cassert>
#include <coracle/async/all.hpp>

namespace coracle {

/// Which of several came first, and its value.
template <class... Ts>
class AnyResult {
 public:
  template <std::size_t index, class T>
  AnyResult(std::in_place_index_t<index> in_place, T&& value)
      : value_(in_place, std::forward<T>(value)) {}

  /// Its place among the arguments of `any`, from 0.
  std::size_t index() const noexcept { return value_.index(); }
  /// The value of the argument at that place, which must have come first; `std::monostate` for
  /// what gives nothing.
  template <std::size_t index>
  auto& get() & {
    assert(this->index() == index);
    return *std::get_if<index>(&value_);
  }
  template <std::size_t index>
  const auto& get() const& {
    assert(this->index() == index);
    return *std::get_if<index>(&value_);
  }
  template <std::size_t index>
  auto&& get() && {
    return std::move(get<index>());
  }

 private:
  std::variant<value_or_monostate_t<Ts>...> value_;
};

template <class... Ts>
class AnyAwaiter {
 public:
  explicit AnyAwaiter(Task<Ts>&&... tasks) noexcept {
    std::size_t index = 0;
    (group_.add(branches_[index++], tasks.release()), ...);
  }

  bool await_ready() const noexcept { return false; }
  template <class Promise>
  void await_suspend(std::coroutine_handle<Promise> awaiting) {
    group_.start(awaiting.promise(), "any");
  }
  AnyResult<Ts...> await_resume() { return take<0>(); }

 private:
  template <std::size_t index>
  AnyResult<Ts...> take() {
    using T = std::tuple_element_t<index, std::tuple<Ts...>>;
    if constexpr (index + 1 < sizeof...(Ts)) {
      if (group_.winner() != index) return take<index + 1>();
    }
    return AnyResult<Ts...>(std::in_place_index<index>, branch_value<T>(branches_[index]));
  }

  Branch branches_[sizeof...(Ts)];
  Group group_{Group::Until::one_finished};
};

/// Awaits several things at once and tells which came first.
///
///     auto first = co_await any(next_click(ok), next_click(cancel), sleep(10s));
///     if (first.index() == 2) co_return "nobody answered";
///
/// All begin from the loop's queue, in order. When one is done the others are cancelled, and their
/// clean-up has finished before this resumes. If the first to be done fails, the error goes on
/// from here.
template <Awaitable... As>
  requires(sizeof...(As) > 0)
auto any(As... awaitables) {
  return Together<AnyAwaiter<task_result_t<As>...>, task_result_t<As>...>(
      as_task(std::move(awaitables))...);
}

}  // namespace coracle
