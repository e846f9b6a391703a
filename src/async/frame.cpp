#include <coracle/async/strand.hpp>
#include <coracle/base/exceptions.hpp>
#include <new>

namespace coracle {

#if CORACLE_EXCEPTIONS

void Frame::unhandled_exception() noexcept {
  threw_ = true;
  Strand::current().error_ = error_of_current_exception();
}

// Suspends at the end, for the driver to find the error and destroy the frame.
bool Frame::finish_thrown() noexcept {
  Strand::suspend(*this);
  event_ = Event::other;
  return false;
}

#else

void Frame::unhandled_exception() noexcept { __builtin_trap(); }

#endif

void* Frame::allocate(std::size_t size) {
  ++allocated_;
  // Large enough for whatever may come back to this frame's list.
  return ::operator new(pooled ? (size + pool_step - 1) / pool_step * pool_step : size);
}

void Frame::deallocate(void* frame) noexcept {
  --allocated_;
  ::operator delete(frame);
}

std::size_t Frame::live() noexcept {
  std::size_t count = allocated_;
  for (const FreeFrame* frame : free_) {
    for (; frame; frame = frame->next) --count;
  }
  return count;
}

namespace {
bool discarding = false;
Frame* to_discard = nullptr;
}  // namespace

void discard(Frame& frame) noexcept {
  // A frame that was never started has no link: its place serves to chain those that wait here.
  frame.set_link(reinterpret_cast<Link*>(to_discard));
  to_discard = &frame;
  if (discarding) return;
  discarding = true;
  while (Frame* next = to_discard) {
    to_discard = reinterpret_cast<Frame*>(next->link());
    next->handle().destroy();
  }
  discarding = false;
}

}  // namespace coracle
