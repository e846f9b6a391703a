#include <coracle/async/strand.hpp>
#include <coracle/base/exceptions.hpp>

namespace coracle {

#if CORACLE_EXCEPTIONS

void Frame::unhandled_exception() noexcept {
  threw_ = true;
  Strand::current().error_ = error_of_current_exception();
}

std::coroutine_handle<> Frame::failed() noexcept {
  Strand::suspend(*this);
  return std::noop_coroutine();
}

#else

void Frame::unhandled_exception() noexcept { __builtin_trap(); }

#endif

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
