#pragma once

#include <coracle/async/attempt.hpp>
#include <coracle/base/error.hpp>
#include <coroutine>
#include <cstddef>
#include <iterator>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>

namespace coracle {

/// The part of a generator's promise that does not depend on its types.
class GeneratorFrame {
 public:
  std::suspend_always initial_suspend() const noexcept { return {}; }
  std::suspend_always final_suspend() const noexcept { return {}; }
  void unhandled_exception() noexcept;
  void return_void() const noexcept {}

  struct Failure : std::suspend_always {
    [[noreturn]] void await_resume() const noexcept { __builtin_trap(); }
  };
  Failure await_transform(FailAwaiter failing) noexcept {
    error_ = failing.take_error();
    return {};
  }
  /// A plain generator cannot wait. One that does is an `AsyncGenerator`.
  template <class A>
  void await_transform(A&&) = delete;

 protected:
  friend class GeneratorHandle;
  GeneratorFrame() = default;
  GeneratorFrame(const GeneratorFrame&) = delete;
  GeneratorFrame& operator=(const GeneratorFrame&) = delete;

  // Null while the body runs, and when it has ended; not null before it was started.
  void* yielded_ = this;
  void* sent_ = nullptr;
  Error error_;
  bool orphaned_ = false;
};

/// Owns a generator's frame; the part of `Generator` that does not depend on its types. All of it
/// is inline: where the compiler sees the body too, nothing of the generator is left.
class GeneratorHandle {
 public:
  /// False once the generator has ended, failed, or was moved from.
  explicit operator bool() const noexcept { return frame_ != nullptr; }
  /// True while the body is being run.
  bool is_running() const noexcept { return frame_ && !frame_->yielded_; }
  /// The error that ended the generator; empty if none did. Reading it makes it handled: an error
  /// that nobody reads is reported when the generator is destroyed.
  Error error() noexcept { return std::exchange(error_, Error()); }

  GeneratorHandle(GeneratorHandle&& other) noexcept
      : handle_(other.handle_),
        frame_(std::exchange(other.frame_, nullptr)),
        error_(std::move(other.error_)) {}
  GeneratorHandle& operator=(GeneratorHandle&& other) noexcept {
    if (this != &other) {
      close();
      handle_ = other.handle_;
      frame_ = std::exchange(other.frame_, nullptr);
      error_ = std::move(other.error_);
    }
    return *this;
  }
  ~GeneratorHandle() { close(); }

 protected:
  GeneratorHandle(std::coroutine_handle<> handle, GeneratorFrame& frame) noexcept
      : handle_(handle), frame_(&frame) {}

  void* resume(void* sent) {
    if (!frame_) return nullptr;
    GeneratorFrame& frame = *frame_;
    const std::coroutine_handle<> handle = handle_;
    frame.yielded_ = nullptr;
    if (sent) frame.sent_ = sent;
    handle.resume();
    if (!frame.orphaned_ && frame.yielded_) return frame.yielded_;
    // The body came to its end, failed, or lost its handle while it ran.
    if (!frame.orphaned_) {
      frame_ = nullptr;
      error_ = std::move(frame.error_);
    }
    handle.destroy();
    return nullptr;
  }

 private:
  void close() noexcept {
    if (frame_) {
      if (frame_->yielded_) {
        handle_.destroy();
      } else {
        frame_->orphaned_ = true;
      }
      frame_ = nullptr;
    }
    if (error_) report_unread(error());
  }
  static void report_unread(Error error) noexcept;

  std::coroutine_handle<> handle_;
  GeneratorFrame* frame_;
  Error error_;
};

/// A coroutine that gives a sequence of values, each when it is asked for, without waiting.
///
///     Generator<int> squares(int count) {
///       for (int i = 0; i < count; ++i) co_yield i * i;
///     }
///     for (int square : squares(10)) sum += square;
///
/// With a second type it is a conversation: `co_yield` gives what is sent in.
///
///     Generator<Request, Response> program() {
///       Response page = co_yield Request("a.txt");
///     }
///     auto conversation = program();
///     for (Request* request = conversation.next(); request;) {
///       request = conversation.send(answer(*request));
///     }
///
/// A value lives until the generator is resumed. Destroying the generator destroys the body where
/// it stands, destructors included; from inside the body, at its next `co_yield`.
///
/// Errors: `co_await fail(…)` closes the generator; `next` then gives null, and `error` the error.
template <class Out, class In = void>
class [[nodiscard]] Generator : public GeneratorHandle {
 public:
  class promise_type;
  using value_type = Out;
  using sent_type = In;

  /// Starts the generator or goes on to the next value; null at the end. With an `In` only the
  /// start needs no value.
  Out* next() { return static_cast<Out*>(resume(nullptr)); }

  /// Lets the `co_yield` at which the generator stands give `sent`; the next value, or null.
  Out* send(std::conditional_t<std::is_void_v<In>, std::nullptr_t, In> sent)
    requires(!std::is_void_v<In>)
  {
    return static_cast<Out*>(resume(std::addressof(sent)));
  }

  class Iterator {
   public:
    using value_type = Out;
    using difference_type = std::ptrdiff_t;
    explicit Iterator(Generator& generator) : generator_(&generator), value_(generator.next()) {}
    Out& operator*() const { return *value_; }
    Iterator& operator++() {
      value_ = generator_->next();
      return *this;
    }
    void operator++(int) { ++*this; }
    friend bool operator==(const Iterator& at, std::default_sentinel_t) { return !at.value_; }

   private:
    Generator* generator_;
    Out* value_;
  };
  Iterator begin()
    requires std::is_void_v<In>
  {
    return Iterator(*this);
  }
  std::default_sentinel_t end() const noexcept
    requires std::is_void_v<In>
  {
    return {};
  }

 private:
  using GeneratorHandle::GeneratorHandle;
};

template <class Out, class In>
class Generator<Out, In>::promise_type : public GeneratorFrame {
 public:
  struct Yield : std::suspend_always {
    In await_resume() const {
      if constexpr (!std::is_void_v<In>) return std::move(*static_cast<In*>(promise.sent_));
    }
    promise_type& promise;
  };
  struct YieldCopy : Yield {
    YieldCopy(promise_type& promise, const Out& value) : Yield{{}, promise}, copy(value) {}
    void await_suspend(std::coroutine_handle<>) noexcept {
      this->promise.yielded_ = std::addressof(copy);
    }
    Out copy;
  };

  Generator get_return_object() noexcept {
    return Generator(std::coroutine_handle<promise_type>::from_promise(*this), *this);
  }
  Yield yield_value(Out&& value) noexcept {
    this->yielded_ = std::addressof(value);
    return {{}, *this};
  }
  YieldCopy yield_value(const Out& value)
    requires std::copy_constructible<Out>
  {
    return YieldCopy(*this, value);
  }
};

}  // namespace coracle
