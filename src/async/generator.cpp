#include <coracle/async/generator.hpp>
#include <coracle/base/exceptions.hpp>
#include <coracle/base/report.hpp>

namespace coracle {

void GeneratorFrame::unhandled_exception() noexcept {
#if CORACLE_EXCEPTIONS
  yielded_ = nullptr;
  error_ = error_of_current_exception();
#else
  __builtin_trap();
#endif
}

GeneratorHandle::GeneratorHandle(GeneratorHandle&& other) noexcept
    : handle_(std::exchange(other.handle_, nullptr)),
      frame_(std::exchange(other.frame_, nullptr)),
      error_(std::move(other.error_)) {}

GeneratorHandle& GeneratorHandle::operator=(GeneratorHandle&& other) noexcept {
  if (this != &other) {
    close();
    handle_ = std::exchange(other.handle_, nullptr);
    frame_ = std::exchange(other.frame_, nullptr);
    error_ = std::move(other.error_);
  }
  return *this;
}

// The body came to its end, failed, or lost its handle while it ran.
void* GeneratorHandle::stopped(std::coroutine_handle<> handle, GeneratorFrame& frame) noexcept {
  if (!frame.orphaned_) {
    handle_ = nullptr;
    frame_ = nullptr;
    error_ = std::move(frame.error_);
  }
  handle.destroy();
  return nullptr;
}

void GeneratorHandle::close() noexcept {
  if (frame_ && frame_->running_) {
    frame_->orphaned_ = true;
  } else if (handle_) {
    handle_.destroy();
  }
  handle_ = nullptr;
  frame_ = nullptr;
  if (error_) report(error(), "generator");
}

}  // namespace coracle
