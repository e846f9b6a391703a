#pragma once

#include <coracle/async/task.hpp>
#include <coracle/base/exceptions.hpp>
#include <coracle/base/result.hpp>
#include <coracle/thread/thread_call.hpp>
#include <functional>
#include <optional>
#include <stop_token>
#include <tuple>
#include <utility>

namespace coracle {

/// For `on_thread` and `background`.
struct ThreadOptions {
  /// How long the thread has to come to its end after it was asked to.
  Time grace = worker_grace;
};

namespace detail {

template <class F, class... Args>
class WorkerOf final : public Worker {
 public:
  using Value = thread_value_t<F, Args...>;

  WorkerOf(Time grace, F f, Args... args)
      : Worker(grace), f_(std::move(f)), args_(std::move(args)...) {}
  Value take_value() {
    if constexpr (!std::is_void_v<Value>) return *std::move(*outcome_);
  }

 private:
  void call(std::stop_token stop) noexcept override {
    guarded([&] { std::apply([&](Args&... args) { keep(stop, args...); }, args_); },
            [this](Error error) { outcome_.emplace(std::move(error)); });
  }
  void keep(std::stop_token& stop, Args&... args) {
    const auto result = [&]() -> decltype(auto) {
      if constexpr (takes_stop_token<F, Args...>) {
        return std::invoke(f_, std::move(stop), std::move(args)...);
      } else {
        return std::invoke(f_, std::move(args)...);
      }
    };
    if constexpr (std::is_void_v<thread_result_t<F, Args...>>) {
      result();
      outcome_.emplace();
    } else {
      outcome_.emplace(result());
    }
  }
  Error take_error() override { return *outcome_ ? Error() : std::move(*outcome_).error(); }

  F f_;
  [[no_unique_address]] std::tuple<Args...> args_;
  std::optional<Result<Value>> outcome_;
};

template <class F, class... Args>
class WaitFor final : public Worker::Wait {
 public:
  explicit WaitFor(WorkerOf<F, Args...>* worker) noexcept : Wait(worker) {}
  thread_value_t<F, Args...> await_resume() {
    return static_cast<WorkerOf<F, Args...>&>(worker()).take_value();
  }
};

}  // namespace detail

/// Calls a function on a thread of its own, and waits for what it gives.
///
///     auto primes = co_await on_thread(count_primes, 1'000'000);
///     bool found = co_await on_thread([](std::stop_token stop, int depth) {
///       while (!stop.stop_requested() && depth > 0) --depth;  // some calculation
///       return depth == 0;
///     }, 7);
///
/// `f` and the arguments are moved to the thread. They must not refer to anything of the page: what
/// the page is to see while `f` runs goes through a `remote`. Nor to the coroutine that waits: when
/// that is cancelled, its frame is destroyed while `f` still runs. Text, numbers, containers of
/// those and `Bytes`, which both sides may share, can be given and returned. `f` is a plain
/// function: it may block, and there is no loop where it runs. A `Result` it returns, and natively
/// an exception it throws, is an error here.
///
/// Cancelling: where `f` takes a `std::stop_token` first, as for std::jthread, that is how it
/// learns of it. Nothing blocks. `any` and `with_timeout` go on at once; the scope, and the next
/// run of a binding, wait until `f` has returned, for a second at most, unless told otherwise:
///
///     co_await on_thread(ThreadOptions{.grace = 5s}, write_everything, std::move(text));
///
/// After that the thread is ended where it stands; where that is impossible it is left behind.
/// Either is reported. A thread that is ended leaks what it held, and what it had locked stays
/// locked: mutexes of the program, the C library's own, the start of a static variable. Not so
/// Coracle's heap and what leads to the page, in which no thread is ended.
///
/// Fails with code "threads" where there are none: see `background`.
template <class F, class... Args>
Task<detail::thread_value_t<F, Args...>> on_thread(ThreadOptions options, F f, Args... args) {
  detail::check_thread_call<F, Args...>();
  co_return co_await detail::WaitFor<F, Args...>(
      new detail::WorkerOf<F, Args...>(options.grace, std::move(f), std::move(args)...));
}
template <class F, class... Args>
Task<detail::thread_value_t<F, Args...>> on_thread(F f, Args... args) {
  return on_thread(ThreadOptions(), std::move(f), std::move(args)...);
}

}  // namespace coracle
