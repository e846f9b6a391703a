#pragma once

#include <concepts>
#include <coracle/async/attempt.hpp>
#include <coracle/async/generator.hpp>
#include <coracle/async/sleep.hpp>
#include <coracle/async/task.hpp>
#include <coracle/base/result.hpp>
#include <coroutine>
#include <functional>
#include <type_traits>
#include <utility>

namespace coracle {

namespace detail {

/// What a generator that is sent an `In` is answered with, where nothing fails.
template <class In>
struct AnswerOf {
  using type = In;
  static constexpr bool takes_errors = false;
};
template <class T>
struct AnswerOf<Result<T>> {
  using type = T;
  static constexpr bool takes_errors = true;
};
template <class In>
using answer_of_t = typename AnswerOf<In>::type;

/// A value that is there already, to be awaited.
template <class T>
struct AtOnce : std::suspend_never {
  explicit AtOnce(T value) : value(std::move(value)) {}
  T await_resume() { return std::move(value); }
  T value;
};

/// Calls f with a request and gives something to be awaited, whatever f gives.
template <class F, class Out>
auto ask(F& f, Out& request) {
  using R = std::invoke_result_t<F&, Out>;
  if constexpr (Awaitable<R>) {
    return std::invoke(f, std::move(request));
  } else if constexpr (std::is_void_v<R>) {
    std::invoke(f, std::move(request));
    return std::suspend_never();
  } else {
    return AtOnce<std::decay_t<R>>(std::invoke(f, std::move(request)));
  }
}
template <class F, class Out>
using asked_t =
    std::decay_t<await_result_t<decltype(ask(std::declval<F&>(), std::declval<Out&>()))>>;

/// Whether f answers a request of type Out with an Answer.
template <class F, class Out, class Answer>
concept Answers =
    std::invocable<F&, Out> &&
    (std::is_void_v<Answer> || std::is_convertible_v<answer_of_t<asked_t<F, Out>>, Answer>);

/// Answers one request, which stays where it is until then. Fails when f does.
template <class Answer, class F, class Out>
Task<Answer> answer(F& f, Out& request) {
  using Given = asked_t<F, Out>;
  if constexpr (std::is_void_v<Given>) {
    co_await ask(f, request);
  } else {
    Given given = co_await ask(f, request);
    if constexpr (AnswerOf<Given>::takes_errors) {
      if (!given) co_await fail(std::move(given).error());
      if constexpr (!std::is_void_v<Answer>) co_return *std::move(given);
    } else if constexpr (!std::is_void_v<Answer>) {
      co_return std::move(given);
    }
  }
}

}  // namespace detail

/// Runs a generator as a program: what it yields are requests, what it is sent are the answers,
/// which `f` gives.
///
///     Generator<Request, Response> crawl(std::vector<std::string> urls) {
///       for (const std::string& url : urls) {
///         Response page = co_yield Request(url);
///         process(page);
///       }
///     }
///     co_await drive(crawl(urls), fetch);
///
/// `f` is called with each request and may return a task, anything else that can be awaited, a
/// plain value, or a `Result`. It may take the request by reference: the generator keeps it until
/// the answer is sent in. The generator does not care how requests are served, so a test can drive
/// it with a plain function. Each step has a turn of the loop of its own. A generator that is sent
/// nothing, a `Generator<Time>` driven by `sleep` for one, goes on when its request is done.
///
/// Errors: when `f` fails, a `Generator<Out, Result<In>>` is sent the error; any other is closed at
/// that `co_yield`, its destructors run, and `drive` fails with the error. An error of the
/// generator itself fails `drive` too. Cancelling destroys first the request in flight, then the
/// generator where it stands.
template <class Out, class In, class F = Task<detail::answer_of_t<In>> (*)(Out)>
Task<> drive(Generator<Out, In> generator, F f) {
  using Answer = detail::answer_of_t<In>;
  static_assert(detail::Answers<F, Out, Answer>,
                "drive(generator, f): f must take what the generator yields, and give what it is "
                "sent: a value, a Result or a Task of it, or something else to be awaited");
  Out* request = generator.next();
  while (request) {
    if constexpr (std::is_void_v<In>) {
      co_await detail::answer<void>(f, *request);
      co_await reschedule();
      request = generator.next();
    } else if constexpr (detail::AnswerOf<In>::takes_errors) {
      In outcome = co_await attempt(detail::answer<Answer>(f, *request));
      co_await reschedule();
      request = generator.send(std::move(outcome));
    } else {
      In response = co_await detail::answer<In>(f, *request);
      co_await reschedule();
      request = generator.send(std::move(response));
    }
  }
  if (Error error = generator.error()) co_await fail(std::move(error));
}

}  // namespace coracle
