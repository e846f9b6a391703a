#pragma once

#include <chrono>
#include <coracle/async/all.hpp>
#include <coracle/base/source_location.hpp>

namespace coracle {

/// The part of `with_timeout` that does not depend on the task's type.
class TimeLimit {
 public:
  TimeLimit(Frame* frame, Time limit, SourceLocation where) noexcept
      : timer_(*this), limit_(limit), where_(where) {
    group_.add(branch_, frame);
  }
  bool await_ready() const noexcept { return false; }
  template <class Promise>
  void await_suspend(std::coroutine_handle<Promise> awaiting) {
    begin(awaiting.promise());
  }

 protected:
  Branch branch_;

 private:
  struct LimitTimer : Timer {
    explicit LimitTimer(TimeLimit& limit) noexcept : Timer(&fire), limit(limit) {}
    static void fire(Timer& timer);
    TimeLimit& limit;
  };
  void begin(Frame& awaiting);

  Group group_{Group::Until::one_finished};
  LimitTimer timer_;
  Time limit_;
  SourceLocation where_;
};

template <class T>
class TimeLimitAwaiter : public TimeLimit {
 public:
  using TimeLimit::TimeLimit;
  T await_resume() {
    if constexpr (!std::is_void_v<T>) return branch_value<T>(branch_);
  }
};

/// What `with_timeout` gives, to be awaited.
template <class T>
class [[nodiscard]] WithTimeout {
 public:
  WithTimeout(Task<T> task, Time limit, SourceLocation where) noexcept
      : task_(std::move(task)), limit_(limit), where_(where) {}
  TimeLimitAwaiter<T> operator co_await() && noexcept {
    return TimeLimitAwaiter<T>(task_.release(), limit_, where_);
  }

 private:
  Task<T> task_;
  Time limit_;
  SourceLocation where_;
};

/// Awaits a task for at most a given time: `co_await with_timeout(5s, fetch(url))`.
///
/// When the time is up the task is destroyed, and the error "timeout" goes on from here. An error
/// of the task goes on as it is. A negative time fails with code "bad_argument".
template <class Representation, class Period, Awaitable A>
auto with_timeout(std::chrono::duration<Representation, Period> limit, A awaitable,
                  SourceLocation where = SourceLocation::current()) {
  return WithTimeout<task_result_t<A>>(as_task(std::move(awaitable)),
                                       std::chrono::duration_cast<Time>(limit), where);
}

}  // namespace coracle
