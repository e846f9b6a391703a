#pragma once

#include <coracle/async/group.hpp>
#include <coracle/async/task.hpp>
#include <coracle/async/tasks_of.hpp>
#include <cstddef>
#include <memory>
#include <tuple>
#include <utility>
#include <variant>
#include <vector>

namespace coracle {

/// What a branch gives in a tuple: its value, `std::monostate` for void.
template <class T>
using value_or_monostate_t = std::conditional_t<std::is_void_v<T>, std::monostate, T>;

template <class T>
value_or_monostate_t<T> branch_value(Branch& branch) {
  if constexpr (std::is_void_v<T>) {
    return {};
  } else {
    return static_cast<TaskPromise<T>*>(branch.frame())->value();
  }
}

template <class... Ts>
class AllAwaiter {
 public:
  explicit AllAwaiter(Task<Ts>&&... tasks) noexcept {
    [[maybe_unused]] std::size_t index = 0;
    (group_.add(branches_[index++], tasks.release()), ...);
  }

  bool await_ready() const noexcept { return sizeof...(Ts) == 0; }
  template <class Promise>
  void await_suspend(std::coroutine_handle<Promise> awaiting) {
    group_.start(awaiting.promise(), "all");
  }
  std::tuple<value_or_monostate_t<Ts>...> await_resume() {
    return take(std::index_sequence_for<Ts...>());
  }

 private:
  template <std::size_t... index>
  std::tuple<value_or_monostate_t<Ts>...> take(std::index_sequence<index...>) {
    return {branch_value<Ts>(branches_[index])...};
  }

  Branch branches_[sizeof...(Ts) + 1];
  Group group_{Group::Until::all_finished};
};

template <class T>
class AllOfManyAwaiter {
 public:
  explicit AllOfManyAwaiter(std::vector<Task<T>> tasks)
      : branches_(new Branch[tasks.size()]), count_(tasks.size()) {
    for (std::size_t i = 0; i < count_; ++i) group_.add(branches_[i], tasks[i].release());
  }

  bool await_ready() const noexcept { return count_ == 0; }
  template <class Promise>
  void await_suspend(std::coroutine_handle<Promise> awaiting) {
    group_.start(awaiting.promise(), "all");
  }
  auto await_resume() {
    if constexpr (!std::is_void_v<T>) {
      std::vector<T> values;
      values.reserve(count_);
      for (std::size_t i = 0; i < count_; ++i) values.push_back(branch_value<T>(branches_[i]));
      return values;
    }
  }

 private:
  std::unique_ptr<Branch[]> branches_;
  std::size_t count_;
  Group group_{Group::Until::all_finished};
};

/// Several tasks, to be awaited by `Awaiter`; may be moved until then.
template <class Awaiter, class... Ts>
class [[nodiscard]] Together {
 public:
  explicit Together(Task<Ts>... tasks) noexcept : tasks_(std::move(tasks)...) {}
  Awaiter operator co_await() && {
    return std::apply([](Task<Ts>&... tasks) { return Awaiter(std::move(tasks)...); }, tasks_);
  }

 private:
  std::tuple<Task<Ts>...> tasks_;
};

/// The same for a number of tasks of one type.
template <class Awaiter, class T>
class [[nodiscard]] ManyTogether {
 public:
  explicit ManyTogether(std::vector<Task<T>> tasks) noexcept : tasks_(std::move(tasks)) {}
  Awaiter operator co_await() && { return Awaiter(std::move(tasks_)); }

 private:
  std::vector<Task<T>> tasks_;
};

/// Awaits several things at once and gives all their values: a tuple, with `std::monostate` for
/// what gives nothing.
///
///     auto [image, pause] = co_await all(fetch(url), sleep(1s));
///
/// All begin from the loop's queue, in order. The first that fails cancels the rest; when the
/// rest's clean-up has finished, the error goes on from here. Cancelling destroys all of them.
template <Awaitable... As>
auto all(As... awaitables) {
  return Together<AllAwaiter<task_result_t<As>...>, task_result_t<As>...>(
      as_task(std::move(awaitables))...);
}

/// The same for any number of things of one type; gives a vector of their values in order, or
/// nothing if they give nothing. Of none it is done at once.
///
///     std::vector<Bytes> images = co_await all(urls | std::views::transform(load));
template <class T>
auto all(std::vector<Task<T>> tasks) {
  return ManyTogether<AllOfManyAwaiter<T>, T>(std::move(tasks));
}
template <AwaitableRange R>
auto all(R&& range) {
  return all(tasks_of(std::forward<R>(range)));
}

}  // namespace coracle
