#pragma once

#include <cassert>
#include <coracle/async/all.hpp>

namespace coracle {

/// Whether it is something that `named` has given a name.
template <class A>
inline constexpr bool is_named = false;

/// Which of several came first, and its value.
template <class... Ts>
class AnyResult {
 public:
  template <std::size_t index, class T>
  AnyResult(std::in_place_index_t<index> in_place, T&& value)
      : value_(in_place, std::forward<T>(value)) {}

  static constexpr std::size_t count = sizeof...(Ts);

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

/// Which of many came first, and its value.
template <class T>
class AnyOfManyResult {
 public:
  AnyOfManyResult(std::size_t index, value_or_monostate_t<T> value)
      : index_(index), value_(std::move(value)) {}

  /// Its place among the tasks, from 0.
  std::size_t index() const noexcept { return index_; }
  /// What it gave; `std::monostate` for nothing.
  value_or_monostate_t<T>& value() & { return value_; }
  const value_or_monostate_t<T>& value() const& { return value_; }
  value_or_monostate_t<T>&& value() && { return std::move(value_); }

 private:
  std::size_t index_;
  value_or_monostate_t<T> value_;
};

template <class T>
class AnyOfManyAwaiter {
 public:
  explicit AnyOfManyAwaiter(std::vector<Task<T>> tasks) : branches_(new Branch[tasks.size()]) {
    for (std::size_t i = 0; i < tasks.size(); ++i) group_.add(branches_[i], tasks[i].release());
  }

  bool await_ready() const noexcept { return false; }
  template <class Promise>
  void await_suspend(std::coroutine_handle<Promise> awaiting) {
    if (group_.is_empty()) return group_.fail_empty(awaiting.promise());
    group_.start(awaiting.promise(), "any");
  }
  AnyOfManyResult<T> await_resume() {
    return {group_.winner(), branch_value<T>(branches_[group_.winner()])};
  }

 private:
  std::unique_ptr<Branch[]> branches_;
  Group group_{Group::Until::one_finished};
};

/// Awaits several things at once and tells which came first.
///
///     auto first = co_await any(next_click(ok), next_click(cancel), sleep(10s));
///     if (first.index() == 2) co_return "nobody answered";
///
/// `named` gives them names; where it does not matter which it was, there is `race`.
///
/// All begin from the loop's queue, in order. When one is done the others are cancelled, and their
/// clean-up has finished before this resumes. If the first to be done fails, the error goes on
/// from here.
template <Awaitable... As>
  requires(sizeof...(As) > 0 && !(is_named<As> || ...))
auto any(As... awaitables) {
  return Together<AnyAwaiter<task_result_t<As>...>, task_result_t<As>...>(
      as_task(std::move(awaitables))...);
}

/// The same for any number of things of one type: `first.index()`, `first.value()`. Of none it
/// fails with code "bad_argument".
template <class T>
auto any(std::vector<Task<T>> tasks) {
  return ManyTogether<AnyOfManyAwaiter<T>, T>(std::move(tasks));
}
template <AwaitableRange R>
auto any(R&& range) {
  return any(tasks_of(std::forward<R>(range)));
}

}  // namespace coracle
