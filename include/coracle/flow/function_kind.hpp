#pragma once

#include <concepts>
#include <coracle/async/async_generator.hpp>
#include <coracle/async/attempt.hpp>
#include <coracle/async/generator.hpp>
#include <coracle/async/task.hpp>
#include <coracle/base/result.hpp>
#include <coracle/flow/skip.hpp>
#include <coracle/flow/trigger.hpp>
#include <type_traits>
#include <utility>

namespace coracle {

/// What a bound function is, by what it returns: plain, a task, a generator or an async one. `Out`
/// is what it gives, `Value` what the binding has of that.
template <class R>
struct FunctionKind {
  using Out = std::decay_t<R>;
  static constexpr bool is_coroutine = false;
  static constexpr bool is_generator = false;
};

template <class T>
struct FunctionKind<Result<T>> {
  using Out = T;
  static constexpr bool is_coroutine = false;
  static constexpr bool is_generator = false;
};

template <class T>
struct FunctionKind<Task<T>> {
  using Out = T;
  static constexpr bool is_coroutine = true;
  static constexpr bool is_generator = false;
  static Frame* frame_of(Task<T> task) { return task.release(); }
};

template <class T>
struct FunctionKind<AsyncGenerator<T>> {
  using Out = T;
  static constexpr bool is_coroutine = true;
  static constexpr bool is_generator = true;
  static Frame* frame_of(AsyncGenerator<T> generator) { return generator.release(); }
};

/// A generator as an async one. Each step is a turn of the loop, so its values appear although it
/// never waits.
template <class T>
AsyncGenerator<T> as_async(Generator<T, void> generator) {
  while (T* value = generator.next()) co_yield std::move(*value);
  if (Error error = generator.error()) co_await fail(std::move(error));
}
template <class T>
AsyncGenerator<T> as_async(AsyncGenerator<T> generator) {
  return generator;
}

template <class T>
struct FunctionKind<Generator<T, void>> {
  using Out = T;
  static constexpr bool is_coroutine = true;
  static constexpr bool is_generator = true;
  static Frame* frame_of(Generator<T, void> generator) {
    return as_async(std::move(generator)).release();
  }
};

template <class T, class In>
struct FunctionKind<Generator<T, In>> {
  static_assert(std::is_void_v<In>,
                "bind(f, …): nobody would send anything to this generator; use for_each_change or "
                "drive");
};

namespace detail {

// A source's value is passed as an rvalue of a copy, so a function may take it by value, by const
// reference or by rvalue reference.
template <class F, class... Values>
inline constexpr bool takes_trigger =
    !std::invocable<F&, Values...> && std::invocable<F&, Values..., Trigger>;

template <class F, bool with_trigger, class... Values>
struct BoundResult {
  using type = std::invoke_result_t<F&, Values...>;
};
template <class F, class... Values>
struct BoundResult<F, true, Values...> {
  using type = std::invoke_result_t<F&, Values..., Trigger>;
};

template <class F, class... Values>
struct BoundKind
    : FunctionKind<typename BoundResult<F, takes_trigger<F, Values...>, Values...>::type> {
  using Base = FunctionKind<typename BoundResult<F, takes_trigger<F, Values...>, Values...>::type>;
  using Value = typename GivenValue<typename Base::Out>::Value;
  static constexpr bool takes_trigger = detail::takes_trigger<F, Values...>;
};

}  // namespace detail

}  // namespace coracle
