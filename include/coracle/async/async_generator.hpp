#pragma once

#include <concepts>
#include <coracle/async/strand.hpp>
#include <coroutine>
#include <cstddef>
#include <memory>
#include <utility>

namespace coracle {

template <class Out>
class AsyncGenerator;

/// The part of an async generator's promise that does not depend on its type.
class AsyncGeneratorFrame : public Frame {
 public:
  void return_void() noexcept {}
  void* yielded() const noexcept { return yielded_; }
  /// Forgets the value; to be called before the generator is resumed.
  void clear() noexcept { yielded_ = nullptr; }
  /// Destroys a generator that was not started or stands at a `co_yield`, and with it those that
  /// stand within it, however deep that goes. Out of line, so that no compiler concludes from a
  /// visible `destroy` that it may put the frame elsewhere than on the heap: frames free
  /// themselves.
  CORACLE_NOINLINE static void end(AsyncGeneratorFrame& frame) noexcept;

  /// Notes which generator is asked, for `end`.
  template <class Awaited>
  Awaited&& await_transform(Awaited&& awaited) noexcept {
    if constexpr (requires { awaited.asked_generator(); }) ask(awaited.asked_generator());
    return std::forward<Awaited>(awaited);
  }

  static void* operator new(std::size_t size) {
    void* const place = Frame::operator new(size);
    newest_ = {place, size};
    return place;
  }

  struct Yield {
    bool await_ready() const noexcept { return false; }
    template <class Promise>
    void await_suspend(std::coroutine_handle<Promise> self) const noexcept {
      hand_over(self.promise());
    }
    void await_resume() const noexcept {}
  };

 protected:
  // Lets control return to who runs the generator nested, or go on with who waits for it.
  static void hand_over(Frame& frame) noexcept {
    if (Frame* parent = frame.link()->parent) {
      resume_next(*parent);
    } else if (frame.link()->kind == Link::Kind::top) {
      Strand::yield(frame);
    }
  }
  AsyncGeneratorFrame() noexcept : size_(handle().address() == newest_.place ? newest_.size : 0) {}
  ~AsyncGeneratorFrame() {
    ask(nullptr);
    if (asked_by_) asked_by_->asked_ = nullptr;
  }

  void* yielded_ = this;  // the frame itself: it was not started

 private:
  struct Allocation {
    void* place;
    std::size_t size;
  };

  void ask(AsyncGeneratorFrame* generator) noexcept {
    if (generator == asked_) return;
    if (asked_) asked_->asked_by_ = nullptr;
    asked_ = generator;
    if (!generator) return;
    if (generator->asked_by_) generator->asked_by_->asked_ = nullptr;
    generator->asked_by_ = this;
  }
  bool holds(const AsyncGeneratorFrame& other) noexcept;
  void end_held() noexcept;

  static inline Allocation newest_ = {};

  std::size_t size_;  // of the whole frame, 0 if that is not known
  // The generator that this one has asked last, and the other way round.
  AsyncGeneratorFrame* asked_ = nullptr;
  AsyncGeneratorFrame* asked_by_ = nullptr;
};

/// A coroutine that gives a sequence of values and may wait in between.
///
///     AsyncGenerator<View> countdown(int from) {
///       for (int left = from; left > 0; --left) {
///         co_yield str(left, " left");
///         co_await sleep(1s);
///       }
///       co_yield "done";
///     }
///
///     auto numbers = countdown(3);
///     while (View* view = co_await numbers.next()) show(*view);
///
/// What is yielded converts to `Out`. A value lives until the generator is asked for the next one,
/// and may be moved from.
///
/// Errors: the generator is closed, once, and the error goes to who awaits `next`. Cancellation:
/// a generator that is being awaited is destroyed before who awaits it; one that is not is
/// destroyed with its handle, at the `co_yield` where it stands.
template <class Out>
class [[nodiscard]] AsyncGenerator {
 public:
  class promise_type;
  using value_type = Out;

  AsyncGenerator() noexcept = default;
  AsyncGenerator(AsyncGenerator&& other) noexcept { take(other); }
  AsyncGenerator& operator=(AsyncGenerator&& other) noexcept {
    if (this != &other) {
      close();
      take(other);
    }
    return *this;
  }
  ~AsyncGenerator() { close(); }

  /// False once the generator has ended, failed, or was moved from.
  explicit operator bool() const noexcept { return link_.child != nullptr; }

  class [[nodiscard]] Next;
  /// The next value, or null at the end. One at a time.
  Next next() & noexcept { return Next(*this); }

  /// Gives away the frame, not started or standing at a `co_yield`.
  [[nodiscard]] promise_type* release() noexcept {
    return static_cast<promise_type*>(std::exchange(link_.child, nullptr));
  }

 private:
  explicit AsyncGenerator(promise_type* frame) noexcept {
    link_.child = frame;
    frame->set_link(&link_);
  }
  void take(AsyncGenerator& other) noexcept {
    link_.child = other.release();
    if (link_.child) link_.child->set_link(&link_);
  }
  void close() noexcept {
    if (promise_type* frame = release()) AsyncGeneratorFrame::end(*frame);
  }

  Link link_;
};

template <class Out>
class AsyncGenerator<Out>::promise_type final : public AsyncGeneratorFrame {
 public:
  struct YieldCopy : Yield {
    explicit YieldCopy(const Out& value) : copy(value) {}
    template <class Promise>
    void await_suspend(std::coroutine_handle<Promise> self) noexcept {
      self.promise().yielded_ = std::addressof(copy);
      hand_over(self.promise());
    }
    Out copy;
  };

  AsyncGenerator get_return_object(CoroutineOrigin origin = CoroutineOrigin::current()) noexcept {
    this->set_origin(origin);
    return AsyncGenerator(this);
  }
  Yield yield_value(Out&& value) noexcept {
    yielded_ = std::addressof(value);
    return {};
  }
  YieldCopy yield_value(const Out& value)
    requires std::copy_constructible<Out>
  {
    return YieldCopy(value);
  }
  /// The value at which the generator stands; null if it ended.
  Out* value() const noexcept { return static_cast<Out*>(yielded_); }
};

template <class Out>
class AsyncGenerator<Out>::Next {
 public:
  explicit Next(AsyncGenerator& generator) noexcept : generator_(generator) {}
  AsyncGeneratorFrame* asked_generator() const noexcept {
    return static_cast<promise_type*>(generator_.link_.child);
  }
  bool await_ready() {
    if (!generator_) return true;
    auto& frame = static_cast<promise_type&>(*generator_.link_.child);
    frame.clear();
    Frame::run_nested(frame);
    return !generator_ || frame.value();
  }
  template <class Promise>
  void await_suspend(std::coroutine_handle<Promise> awaiting) noexcept {
    generator_.link_.parent = &awaiting.promise();
  }
  Out* await_resume() noexcept {
    generator_.link_.parent = nullptr;
    return generator_ ? static_cast<promise_type&>(*generator_.link_.child).value() : nullptr;
  }

 private:
  AsyncGenerator& generator_;
};

}  // namespace coracle
