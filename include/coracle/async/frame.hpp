#pragma once

#include <coracle/base/config.hpp>
#include <coracle/base/error.hpp>
#include <coroutine>
#include <cstddef>

// How coroutine frames hang together. Users meet none of this; who writes awaitables or coroutine
// types does. Cancellation and errors both *destroy* frames, leaf first, in one loop that lives
// in `strand.cpp`; so no frame is ever destroyed by code that runs inside it, and no chain, however
// deep, needs more than one native stack frame.
//
//     strand ── link ──> frame ── link ──> frame ── link ──> leaf, suspended on a timer or the like
//                        (each link lies in the frame to its left, inside an awaiter)

namespace coracle {

class Frame;

/// Connects an awaited frame with the one that awaits it. The holder of a link owns the child; a
/// frame that is destroyed from outside is taken off its link first.
struct Link {
  Frame* child = nullptr;
  /// Null at the top of a strand.
  Frame* parent = nullptr;
  /// True for a `Boundary`: errors stop here.
  bool is_boundary = false;
};

/// A link at which errors stop. The awaiting frame is resumed and finds the error here.
struct Boundary : Link {
  Boundary() { is_boundary = true; }
  Error error;
};

/// Base of every promise whose coroutine can wait. It must be the promise's first base, and the
/// promise may not be aligned more strictly than two pointers: that makes a frame's address
/// computable without knowing its type.
class Frame {
 public:
  static constexpr std::size_t max_alignment = 2 * sizeof(void*);

  std::coroutine_handle<> handle() noexcept {
    return std::coroutine_handle<Frame>::from_promise(*this);
  }
  Link* link() const noexcept { return link_; }
  void set_link(Link* link) noexcept { link_ = link; }

  std::suspend_always initial_suspend() const noexcept { return {}; }

  /// Passes control to the awaiting frame; at the top of a strand back to the loop.
  struct Finish {
    bool await_ready() const noexcept { return false; }
    template <class Promise>
    std::coroutine_handle<> await_suspend(std::coroutine_handle<Promise> self) const noexcept {
      return static_cast<Frame&>(self.promise()).finished();
    }
    void await_resume() const noexcept {}
  };
  Finish final_suspend() const noexcept { return {}; }
  void unhandled_exception() noexcept;

  /// How many frames exist.
  static std::size_t live() noexcept { return live_; }

 protected:
  Frame() noexcept { ++live_; }
  Frame(const Frame&) = delete;
  Frame& operator=(const Frame&) = delete;
  ~Frame() { --live_; }

 private:
  std::coroutine_handle<> finished() noexcept {
#if CORACLE_EXCEPTIONS
    if (threw_) return failed();
#endif
    Frame* parent = link_->parent;
    return parent ? parent->handle() : std::noop_coroutine();
  }

  static inline std::size_t live_ = 0;
  Link* link_ = nullptr;
#if CORACLE_EXCEPTIONS
  std::coroutine_handle<> failed() noexcept;
  bool threw_ = false;
#endif
};

/// Destroys a frame that was never started. A task may be an argument of a task that was never
/// started either, and so on for ever: such chains are destroyed one by one, outermost first.
void discard(Frame& frame) noexcept;

}  // namespace coracle
