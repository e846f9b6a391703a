#pragma once

#include <chrono>
#include <concepts>
#include <coracle/testing/virtual_loop.hpp>
#include <coracle/thread/inbox.hpp>
#include <coracle/thread/native_threads.hpp>

namespace coracle::testing {

/// Lets threads go on, in real time, and runs what they tell the page and what becomes ready by it,
/// until `done()`; false if that is not so after a time. The loop's own time stands still.
///
///     scope.spawn([&]() -> Task<> { sum = co_await on_thread(add_up, numbers); });
///     CHECK(wait_for_threads(loop, [&] { return sum != 0; }));
template <std::predicate Done>
bool wait_for_threads(VirtualLoop& loop, Done done,
                      std::chrono::milliseconds limit = std::chrono::seconds(20)) {
  using Clock = std::chrono::steady_clock;
  const Clock::time_point end = Clock::now() + limit;
  for (;;) {
    Inbox::get().deliver();
    loop.run_ready();
    if (done()) return true;
    const auto left = end - Clock::now();
    if (left <= Clock::duration(0)) return false;
    NativeThreads::get().wait(std::chrono::ceil<std::chrono::milliseconds>(left));
  }
}

}  // namespace coracle::testing
