#pragma once

#include <coracle/async/async_generator.hpp>
#include <coracle/async/attempt.hpp>
#include <coracle/async/generator.hpp>
#include <coracle/async/task.hpp>
#include <coracle/base/result.hpp>
#include <type_traits>
#include <utility>

namespace coracle {

/// What a bound function is, by what it returns: plain, a task, a generator or an async one.
template <class R>
struct FunctionKind {
  using Value = std::decay_t<R>;
  static constexpr bool is_coroutine = false;
};

template <class T>
struct FunctionKind<Result<T>> {
  using Value = T;
  static constexpr bool is_coroutine = false;
};

template <class T>
struct FunctionKind<Task<T>> {
  using Value = T;
  static constexpr bool is_coroutine = true;
  static constexpr bool is_generator = false;
  static Frame* frame_of(Task<T> task) { return task.release(); }
};

template <class Out>
struct FunctionKind<AsyncGenerator<Out>> {
  using Value = Out;
  static constexpr bool is_coroutine = true;
  static constexpr bool is_generator = true;
  static Frame* frame_of(AsyncGenerator<Out> generator) { return generator.release(); }
};

template <class Out>
struct FunctionKind<Generator<Out, void>> {
  using Value = Out;
  static constexpr bool is_coroutine = true;
  static constexpr bool is_generator = true;
  static Frame* frame_of(Generator<Out, void> generator) {
    return as_async(std::move(generator)).release();
  }

 private:
  // Each step is a turn of the loop, so its values appear although it never waits.
  static AsyncGenerator<Out> as_async(Generator<Out, void> generator) {
    while (Out* value = generator.next()) co_yield std::move(*value);
    if (Error error = generator.error()) co_await fail(std::move(error));
  }
};

template <class Out, class In>
struct FunctionKind<Generator<Out, In>> {
  static_assert(std::is_void_v<In>,
                "bind(f, …): nobody would send anything to this generator; use for_each_change or "
                "drive");
};

namespace detail {
// A source's value is passed as an rvalue of a copy, so a function may take it by value, by const
// reference or by rvalue reference.
template <class F, class... Sources>
using bound_result_t = std::invoke_result_t<F&, typename Sources::value_type...>;
}  // namespace detail

}  // namespace coracle
