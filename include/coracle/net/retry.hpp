#pragma once

#include <concepts>
#include <coracle/async/attempt.hpp>
#include <coracle/async/loop.hpp>
#include <coracle/async/sleep.hpp>
#include <coracle/async/task.hpp>
#include <coracle/net/response.hpp>
#include <optional>
#include <type_traits>
#include <utility>

namespace coracle {

/// Whether trying again may help: "network", "timeout", and of "http" the statuses 408, 425, 429,
/// 500, 502, 503 and 504.
bool is_passing(const Error& error);
bool is_passing(const ResponseHead& head);

/// How often something is tried, and how long the pauses in between are.
///
/// The pause after the first failure is `first_delay`, after each further one `factor` times as
/// long, and never longer than `longest_delay`. Of each, `jitter` is the part that is left to
/// chance, so that those who failed together do not come back together: with 0.5 a pause of 4 s is
/// from 2 s to 4 s.
struct RetryPolicy {
  /// How often in all; 1: no second time, 0: for ever.
  unsigned attempts = 4;
  Time first_delay{500};
  double factor = 2;
  Time longest_delay{30'000};
  double jitter = 0.5;
  /// A server may ask, by `Retry-After`, for a pause that is longer than one's own. It has it, up
  /// to this; where it asks for more, that attempt was the last.
  Time longest_retry_after{120'000};
  /// Which errors are worth another attempt.
  bool (*retries)(const Error& error) = &is_passing;
};

/// What is wrong with a policy; an empty error if nothing is.
Error problem_of(const RetryPolicy& policy);

/// Tells the pauses between attempts, by a policy.
class Backoff {
 public:
  explicit Backoff(const RetryPolicy& policy) : policy_(policy) {}

  /// The pause after a failure; none where there is to be no further attempt.
  std::optional<Time> after(const Error& error);
  /// The same for an answer. None, too, where there is nothing wrong with it.
  std::optional<Time> after(const ResponseHead& head);
  /// The same for what ended well and is to be begun again.
  std::optional<Time> after_end();
  /// What fails from now on fails for the first time.
  void reset() { attempts_ = 0; }
  /// A server's own wish takes the place of `first_delay`, and is the shortest pause from now on,
  /// whatever `jitter` and `longest_delay` say.
  void set_shortest_delay(Time delay) { policy_.first_delay = shortest_delay_ = delay; }

 private:
  std::optional<Time> next(const ResponseHead* head);

  RetryPolicy policy_;
  Time delay_{0};
  Time shortest_delay_{0};
  unsigned attempts_ = 0;
};

/// How long a response's `Retry-After` asks to wait: a number of seconds, or a date. That is
/// measured against the response's own `Date`, or, where it has none, against this machine's clock.
/// None where there is no such header or it cannot be read; never negative.
std::optional<Time> retry_after(const ResponseHead& head);

/// Calls `f` until what it gives succeeds, with pauses in between, and gives that.
///
///     Response page = co_await retry({.attempts = 5}, [] { return fetch("page"); });
///
/// `f` is called without arguments and gives a task, or something else that can be awaited. Its
/// first call is made at once. Errors that `policy.retries` does not accept, and the error of the
/// last attempt, go on as they are. An answer whose status is passing counts as a failure, too,
/// where the request accepts error statuses; the last one is given. A policy that makes no sense
/// (negative, not a number) fails with code "bad_argument", and `f` is not called.
///
/// Only what may safely be done twice should be retried: where an answer was lost, the server may
/// have done what it was asked.
///
/// Cancelling ends the attempt under way, or the pause.
///
/// Semantics: exponential backoff with equal jitter; RFC 9110 §10.2.3 for `Retry-After`.
template <std::invocable F>
  requires Awaitable<std::invoke_result_t<F&>>
Task<task_result_t<std::invoke_result_t<F&>>> retry(RetryPolicy policy, F f) {
  using T = task_result_t<std::invoke_result_t<F&>>;
  if (Error problem = problem_of(policy)) co_await fail(std::move(problem));
  for (Backoff backoff(policy);;) {
    Result<T> outcome = co_await attempt(f());
    std::optional<Time> pause;
    if (!outcome) {
      pause = backoff.after(outcome.error());
      if (!pause) co_await fail(std::move(outcome).error());
    } else if constexpr (std::derived_from<T, ResponseHead>) {
      pause = backoff.after(*outcome);
    }
    if (!pause) {
      if constexpr (std::is_void_v<T>) {
        co_return;
      } else {
        co_return *std::move(outcome);
      }
    }
    co_await sleep(*pause);
  }
}

}  // namespace coracle
