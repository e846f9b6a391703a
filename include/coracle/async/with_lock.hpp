#pragma once

#include <concepts>
#include <coracle/async/attempt.hpp>
#include <coracle/async/lock.hpp>
#include <coracle/async/task.hpp>
#include <coracle/base/result.hpp>
#include <coroutine>
#include <functional>
#include <type_traits>
#include <utility>

namespace coracle {

namespace detail {

template <class R>
concept HasPromise = requires { typename std::coroutine_traits<R>::promise_type; };

// What a function that returns R gives when it is run inside a lock.
template <class R>
struct LockedResult {
  static_assert(!HasPromise<R>,
                "with_lock(f): f returns a Task or something plain. A generator would hold the "
                "lock from one value to the next: let it acquire the lock where it needs it.");
  using type = R;
};
template <class T>
struct LockedResult<Task<T>> {
  using type = T;
};
template <class T>
struct LockedResult<Result<T>> {
  using type = T;
};

}  // namespace detail

/// What `with_lock` makes of a function.
template <class F>
class WithLock {
 public:
  WithLock(Lock lock, F f) : lock_(std::move(lock)), body_(make_ref<Body>(std::move(f))) {}

  /// Takes what `f` takes, which is stored until its turn comes.
  template <class... Args>
    requires std::invocable<F&, std::decay_t<Args>...>
  auto operator()(Args&&... args) const {
    using R = std::invoke_result_t<F&, std::decay_t<Args>...>;
    return run<R, typename detail::LockedResult<R>::type, std::decay_t<Args>...>(
        lock_, body_, std::forward<Args>(args)...);
  }

 private:
  struct Body final : RefCounted {
    explicit Body(F f) : f(std::move(f)) {}
    F f;
  };

  template <class R, class T, class... Args>
  static Task<T> run(Lock lock, Ref<Body> body, Args... args) {
    const auto permit = co_await lock.acquire();
    if constexpr (std::is_same_v<R, Task<T>>) {
      co_return co_await std::invoke(body->f, std::move(args)...);
    } else if constexpr (std::is_same_v<R, Result<T>>) {
      Result<T> result = std::invoke(body->f, std::move(args)...);
      if (!result) co_await fail(std::move(result).error());
      co_return *std::move(result);
    } else {
      co_return std::invoke(body->f, std::move(args)...);
    }
  }

  Lock lock_;
  Ref<Body> body_;
};

/// A function that holds a lock while it runs: `f` with the same parameters, as a task.
///
///     button.on_click(with_lock([source](Click) -> Task<> {
///       co_await sleep(1s);
///       auto [x, y] = last_point(source);
///       source.stream({{"x", next_five(x)}, {"y", random_walk(y, 5)}});
///     }));
///     bind(with_lock(document, save), text)
///
/// Bodies run one at a time, in order of arrival, also while they wait for something; what one
/// writes appears in the page together, at its end. `f` may return a `Task` or be plain, and is
/// called when its turn comes; it should take its parameters by value. It lives as long as any of
/// its runs.
///
/// Who is cancelled while it stands in the line leaves it, and `f` is not called. A body that would
/// wait for itself fails with code "deadlock"; see `Lock`.
///
/// Semantics: Panel's `with_lock`, which locks the document; here other parts of the page go on.
template <class F>
WithLock<std::decay_t<F>> with_lock(Lock lock, F&& f) {
  return {std::move(lock), std::forward<F>(f)};
}

/// The same with the one lock that all programs have, `program_lock()`.
template <class F>
WithLock<std::decay_t<F>> with_lock(F&& f) {
  return {program_lock(), std::forward<F>(f)};
}

}  // namespace coracle
