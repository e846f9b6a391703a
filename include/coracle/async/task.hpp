#pragma once

#include <cassert>
#include <concepts>
#include <coracle/async/frame.hpp>
#include <coroutine>
#include <memory>
#include <type_traits>
#include <utility>

namespace coracle {

template <class T>
class TaskPromise;
template <class T>
class TaskAwaiter;

/// A coroutine that gives one value, later. It does nothing until it is awaited (or spawned),
/// then runs as part of whoever awaits it, and is awaited once.
///
///     Task<int> answer() {
///       co_await sleep(10ms);
///       co_return 42;
///     }
///     int value = co_await answer();
///     Task<int> later = answer();
///     value = co_await std::move(later);
///
/// Errors: if something it awaits fails, or it does `co_await fail(…)`, its frame is destroyed and
/// the error goes on to who awaits it, up to the nearest `attempt`, `spawn` or binding.
///
/// Cancellation: when whoever awaits it is cancelled, the task is destroyed where it waits, before
/// the frame that awaits it. A task that was never awaited destroys its arguments and no more.
template <class T = void>
class [[nodiscard]] Task {
 public:
  static_assert(!std::is_reference_v<T>, "a task gives a value; return a pointer instead");
  using value_type = T;
  using promise_type = TaskPromise<T>;

  Task() noexcept = default;
  Task(Task&& other) noexcept : frame_(other.release()) {}
  Task& operator=(Task&& other) noexcept {
    if (this != &other) {
      if (frame_) discard(*frame_);
      frame_ = other.release();
    }
    return *this;
  }
  ~Task() {
    if (frame_) discard(*frame_);
  }

  /// False for a task that was moved from, awaited or default-constructed.
  explicit operator bool() const noexcept { return frame_ != nullptr; }

  TaskAwaiter<T> operator co_await() && noexcept { return TaskAwaiter<T>(release()); }
  /// A task is awaited once: `co_await std::move(task)`.
  void operator co_await() & = delete;

  /// Gives away the frame, not started.
  [[nodiscard]] TaskPromise<T>* release() noexcept { return std::exchange(frame_, nullptr); }

 private:
  friend class TaskPromise<T>;
  explicit Task(TaskPromise<T>* frame) noexcept : frame_(frame) {}
  TaskPromise<T>* frame_ = nullptr;
};

/// A link with room for the child's value.
template <class T>
struct ValueLink : Link {
  ValueLink(Frame* child, Kind kind) noexcept : Link(child, kind) {}
  ~ValueLink() {
    if constexpr (!std::is_trivially_destructible_v<T>) {
      if (has_result) value.~T();
    }
  }
  union {
    T value;
  };
};
template <>
struct ValueLink<void> : Link {
  using Link::Link;
};

template <class T>
class TaskPromise final : public Frame {
 public:
  TaskPromise() noexcept {}
  ~TaskPromise() {
    if constexpr (!std::is_trivially_destructible_v<T>) {
      if (holds_value_.value) value_.~T();
    }
  }
  Task<T> get_return_object(CoroutineOrigin origin = CoroutineOrigin::current()) noexcept {
    static_assert(alignof(TaskPromise) <= max_alignment,
                  "a task's value may not be aligned more strictly than two pointers: "
                  "return it by std::unique_ptr");
    set_origin(origin);
    return Task<T>(this);
  }
  template <class U = T>
    requires std::convertible_to<U&&, T>
  void return_value(U&& value) {
    const bool at_top = link()->kind == Link::Kind::top;
    auto& above = *static_cast<ValueLink<T>*>(link());
    std::construct_at(at_top ? std::addressof(value_) : std::addressof(above.value),
                      std::forward<U>(value));
    if constexpr (!std::is_trivially_destructible_v<T>) {
      (at_top ? holds_value_.value : above.has_result) = true;
    }
  }
  /// The value of a task at the top of a strand, at its end.
  T&& value() noexcept { return std::move(value_); }

 private:
  union {
    T value_;
  };
  struct Flag {
    bool value = false;
  };
  struct Nothing {};
  [[no_unique_address]]
  std::conditional_t<std::is_trivially_destructible_v<T>, Nothing, Flag> holds_value_;
};

template <>
class TaskPromise<void> final : public Frame {
 public:
  Task<void> get_return_object(CoroutineOrigin origin = CoroutineOrigin::current()) noexcept {
    set_origin(origin);
    return Task<void>(this);
  }
  void return_void() const noexcept {}
  void value() const noexcept {}
};

/// The wait for a task.
template <class T>
class TaskAwaiter {
 public:
  explicit TaskAwaiter(TaskPromise<T>* frame, Link::Kind kind = Link::Kind::plain) noexcept
      : link_(frame, kind) {
    assert(frame && "a task can be awaited once only");
  }
  ~TaskAwaiter() {
    if (link_.child) discard(*link_.child);  // was never awaited
  }

  bool await_ready() {
    auto& child = static_cast<TaskPromise<T>&>(*link_.child);
    child.set_link(&link_);
    Frame::run_nested(child);
    return !link_.child;
  }
  template <class Promise>
  void await_suspend(std::coroutine_handle<Promise> awaiting) noexcept {
    link_.parent = &awaiting.promise();
  }
  T await_resume() {
    if constexpr (!std::is_void_v<T>) return std::move(link_.value);
  }

 protected:
  ValueLink<T> link_;
};

/// What awaiting an awaitable gives.
template <class A>
decltype(auto) awaiter_of(A&& awaitable) {
  if constexpr (requires { std::forward<A>(awaitable).operator co_await(); }) {
    return std::forward<A>(awaitable).operator co_await();
  } else {
    return std::forward<A>(awaitable);
  }
}

template <class A>
concept Awaitable = requires(A&& awaitable) {
  { awaiter_of(std::forward<A>(awaitable)).await_ready() } -> std::convertible_to<bool>;
};

template <Awaitable A>
using await_result_t = decltype(awaiter_of(std::declval<A>()).await_resume());

/// Turns any awaitable into a task that awaits it; a task stays itself.
template <class T>
Task<T> as_task(Task<T>&& task) noexcept {
  return std::move(task);
}
template <Awaitable A>
  requires std::move_constructible<A>
Task<await_result_t<A>> as_task(A awaitable) {
  co_return co_await std::move(awaitable);
}

template <Awaitable A>
using task_result_t = typename decltype(as_task(std::declval<A>()))::value_type;

}  // namespace coracle
