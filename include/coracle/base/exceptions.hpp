#pragma once

#include <coracle/base/config.hpp>
#include <coracle/base/error.hpp>
#include <exception>
#include <utility>

// The only place where C++ exceptions are handled: at the borders of the core they become errors.

namespace coracle {

#if CORACLE_EXCEPTIONS

/// The exception being handled, as an `Error` with code "exception" and its `what()`.
inline Error error_of_current_exception() noexcept {
  try {
    throw;
  } catch (const std::exception& exception) {
    return Error("exception", exception.what());
  } catch (...) {
    return Error("exception", "something that is no std::exception was thrown");
  }
}

/// Calls f; if an exception leaves it, calls `failed(Error)` instead of passing it on.
template <class F, class Failed>
void guarded(F&& f, Failed&& failed) {
  try {
    std::forward<F>(f)();
  } catch (...) {
    std::forward<Failed>(failed)(error_of_current_exception());
  }
}

#else

template <class F, class Failed>
void guarded(F&& f, Failed&&) {
  std::forward<F>(f)();
}

#endif

}  // namespace coracle
