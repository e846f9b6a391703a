#pragma once

#include <coracle/async/scope.hpp>
#include <coracle/thread/on_thread.hpp>
#include <utility>

namespace coracle {

/// Runs a function on a thread of its own, while the page goes on.
///
///     background([bar = remote(progress.value)] {
///       for (int i = 0; i < 100; ++i) {
///         std::this_thread::sleep_for(200ms);
///         bar = (i + 1) / 100.0;
///       }
///     });
///
/// It belongs to the current scope: leaving that, or `cancel()` on the handle, asks it to stop. All
/// else is as for `on_thread`; an error goes to the scope.
///
/// In a browser that takes a program built with threads (`coracle_add_app(… THREADS)`) on a page
/// that is isolated: see there. Anywhere else it is an error with code "threads" that says so.
template <class F, class... Args>
TaskHandle background(ThreadOptions options, F&& f, Args&&... args) {
  using Function = std::decay_t<F>;
  detail::check_thread_call<Function, std::decay_t<Args>...>();
  return current_scope().spawn(on_thread<Function, std::decay_t<Args>...>(
      options, std::forward<F>(f), std::forward<Args>(args)...));
}
template <class F, class... Args>
TaskHandle background(F&& f, Args&&... args) {
  return background(ThreadOptions(), std::forward<F>(f), std::forward<Args>(args)...);
}

}  // namespace coracle
