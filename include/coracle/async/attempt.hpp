#pragma once

#include <coracle/async/strand.hpp>
#include <coracle/async/task.hpp>
#include <coracle/base/result.hpp>
#include <coracle/base/source_location.hpp>
#include <string>

namespace coracle {

template <class T>
class AttemptAwaiter : public TaskAwaiter<T> {
 public:
  explicit AttemptAwaiter(TaskPromise<T>* frame) noexcept
      : TaskAwaiter<T>(frame, Link::Kind::boundary) {}
  Result<T> await_resume() {
    if (this->link_.has_failed) return Strand::take_caught();
    if constexpr (std::is_void_v<T>) {
      return {};
    } else {
      return std::move(this->link_.value);
    }
  }
};

/// What `attempt` gives, to be awaited.
template <class T>
class [[nodiscard]] Attempt {
 public:
  explicit Attempt(Task<T> task) noexcept : task_(std::move(task)) {}
  AttemptAwaiter<T> operator co_await() && noexcept { return AttemptAwaiter<T>(task_.release()); }

 private:
  Task<T> task_;
};

/// Awaits a task and gives its value or its error.
///
///     Result<Response> response = co_await attempt(fetch(url));
///     if (!response) log.print(response.error().message());
///
/// When the task fails, its frames are destroyed, innermost first, before this resumes. Being
/// cancelled is not an error: nothing resumes then.
template <Awaitable A>
Attempt<task_result_t<A>> attempt(A awaitable) {
  return Attempt<task_result_t<A>>(as_task(std::move(awaitable)));
}

class [[nodiscard]] FailAwaiter {
 public:
  explicit FailAwaiter(Error error) noexcept : error_(std::move(error)) {}
  bool await_ready() const noexcept { return false; }
  template <class Promise>
  void await_suspend(std::coroutine_handle<Promise> failing) noexcept {
    Strand::fail_now(failing.promise(), std::move(error_));
  }
  [[noreturn]] void await_resume() const noexcept { __builtin_trap(); }
  Error take_error() noexcept { return std::move(error_); }

 private:
  Error error_;
};

/// Raises an error: `co_await fail("bad_argument", "start must not be greater than end");`
///
/// The coroutine does not go on. Its frame and those that await it are destroyed, innermost first,
/// up to the nearest boundary: `attempt`, `spawn`, a binding or a handler.
inline FailAwaiter fail(Error error) noexcept { return FailAwaiter(std::move(error)); }
inline FailAwaiter fail(ErrorCode code, std::string message,
                        SourceLocation where = SourceLocation::current()) {
  return FailAwaiter(Error(code, std::move(message), where));
}

}  // namespace coracle
