#pragma once

#include <coracle/base/config.hpp>
#include <coracle/base/error.hpp>
#include <coroutine>
#include <cstddef>
#if CORACLE_INTROSPECTION
#include <source_location>
#endif

// How coroutine frames hang together. Users meet none of this; who writes awaitables or coroutine
// types does.
//
//     strand ── link ──> frame ── link ──> frame ── link ──> leaf, waiting for a timer or the like
//                        (each link lies in the frame to its left, inside an awaiter)
//
// A frame that awaits another starts it with a plain call, nested in its own `await_ready`, so an
// await that is ready at once costs no suspension. Frames never resume those that await them: a
// suspended awaiter is left to the strand's driver, the loop in `Strand::resume`, and so is a
// child when calls are nested `max_nesting` deep. So no chain, however long, needs more native
// stack than that, with or without tail calls.
//
// Cancellation and errors both *destroy* frames, leaf first, in the driver too. So no frame is
// destroyed by code that runs inside it.

namespace coracle {

class Frame;

/// Where the source of a coroutine is; nothing where there is no introspection.
#if CORACLE_INTROSPECTION
using CoroutineOrigin = std::source_location;
#else
struct CoroutineOrigin {
  static constexpr CoroutineOrigin current() noexcept { return {}; }
};
#endif

/// Connects an awaited frame with the one that awaits it. The holder of a link owns the child; a
/// frame that has finished, or is destroyed from outside, is taken off its link.
struct Link {
  enum class Kind : unsigned char {
    plain,
    boundary,  ///< errors stop here: the awaiting frame is resumed and finds the error
    top,       ///< nobody awaits: a strand's first frame
  };
  explicit Link(Frame* child = nullptr, Kind kind = Kind::plain) noexcept
      : child(child), kind(kind) {}
  Link(const Link&) = delete;
  Link& operator=(const Link&) = delete;

  Frame* child;
  /// The frame that waits. Null at the top, and as long as the child runs nested.
  Frame* parent = nullptr;
  Kind kind;
  bool has_result = false;
  bool has_failed = false;
  bool unused = false;  // makes of the four bytes one store
};

/// Base of every promise whose coroutine can wait. It must be the promise's first base, and the
/// promise may not be aligned more strictly than two pointers: that makes a frame's address
/// computable without knowing its type.
///
/// Frames destroy themselves at their end. That is as quick as `coro_await_elidable` and excludes
/// it: the compiler's code would free memory that lies inside another frame.
class Frame {
 public:
  static constexpr std::size_t max_alignment = 2 * sizeof(void*);
  static constexpr int max_nesting = 16;

  std::coroutine_handle<> handle() noexcept {
    return std::coroutine_handle<Frame>::from_promise(*this);
  }
  Link* link() const noexcept { return link_; }
  void set_link(Link* link) noexcept { link_ = link; }

  std::suspend_always initial_suspend() const noexcept { return {}; }

#if CORACLE_INTROSPECTION
  const CoroutineOrigin& origin() const noexcept { return origin_; }
#endif
  /// For `get_return_object`, whose default argument tells.
  void set_origin([[maybe_unused]] CoroutineOrigin origin) noexcept {
#if CORACLE_INTROSPECTION
    origin_ = origin;
#endif
  }

  /// A frame ends by leaving its value with who awaits it. Only at the top it stays.
  struct Finish {
    bool await_ready() const noexcept { return frame->finish(); }
    void await_suspend(std::coroutine_handle<>) const noexcept {}
    void await_resume() const noexcept {}
    Frame* frame;
  };
  Finish final_suspend() noexcept { return {this}; }
  void unhandled_exception() noexcept;

  /// From `await_ready`: runs the child nested, until its end or its first wait. Where calls are
  /// nested too deep already, the child is left to the driver.
  template <class Promise>
  static void run_nested(Promise& child) {
    const int nesting = nesting_;
    if (nesting == max_nesting) return resume_next(child);
    nesting_ = nesting + 1;
    std::coroutine_handle<Promise>::from_promise(child).resume();
    nesting_ = nesting;
  }
  /// Lets the driver resume a frame when control comes back to it.
  static void resume_next(Frame& frame) noexcept {
    next_ = &frame;
    event_ = Event::other;
  }

  /// Frames come and go all the time and in few sizes: they are kept in lists by size. Natively
  /// they are not, so that a sanitizer sees each of them come and go.
  static void* operator new(std::size_t size) {
    if constexpr (pooled) {
      const std::size_t size_class = (size - 1) / pool_step;
      if (size_class < pool_size) {
        if (FreeFrame* frame = free_[size_class]) {
          free_[size_class] = frame->next;
          return frame;
        }
      }
    }
    return allocate(size);
  }
  static void operator delete(void* frame, std::size_t size) noexcept {
    if constexpr (pooled) {
      const std::size_t size_class = (size - 1) / pool_step;
      if (size_class < pool_size) {
        auto* const free = static_cast<FreeFrame*>(frame);
        free->next = free_[size_class];
        free_[size_class] = free;
        return;
      }
    }
    deallocate(frame);
  }
  /// How many frames exist.
  static std::size_t live() noexcept;

 protected:
  Frame() noexcept = default;
  Frame(const Frame&) = delete;
  Frame& operator=(const Frame&) = delete;
  ~Frame() = default;

 private:
  friend class Strand;

  // Whether the frame is to be destroyed at its end.
  bool finish() noexcept {
#if CORACLE_EXCEPTIONS
    if (threw_) return finish_thrown();
#endif
    Link& link = *link_;
    if (link.kind == Link::Kind::top) {
      event_ = Event::ended;
      return false;
    }
    link.child = nullptr;
    if (link.parent) resume_next(*link.parent);
    return true;
  }

#if defined(__wasm__)
  static constexpr bool pooled = true;
#else
  static constexpr bool pooled = false;
#endif
  static constexpr std::size_t pool_step = 16;
  static constexpr std::size_t pool_size = 32;
  struct FreeFrame {
    FreeFrame* next;
  };
  static void* allocate(std::size_t size);
  static void deallocate(void* frame) noexcept;

  static inline FreeFrame* free_[pool_size] = {};
  static inline std::size_t allocated_ = 0;
  // What the driver has to look after when control comes back to it. Plain waits are no event.
  enum class Event : unsigned char { none, ended, other };

  static inline Frame* next_ = nullptr;
  static inline int nesting_ = 0;
  static inline Event event_ = Event::none;

  Link* link_;  // set before the frame is resumed
#if CORACLE_INTROSPECTION
  CoroutineOrigin origin_;
#endif
#if CORACLE_EXCEPTIONS
  bool finish_thrown() noexcept;
  bool threw_ = false;
#endif
};

/// Destroys a frame that was never started. A task may be an argument of a task that was never
/// started either, and so on for ever: such chains are destroyed one by one, outermost first.
void discard(Frame& frame) noexcept;

}  // namespace coracle
