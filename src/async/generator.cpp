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

void GeneratorHandle::report_unread(Error error) noexcept { report(error, "generator"); }

}  // namespace coracle
