#pragma once

#include <cstddef>

namespace coracle {

/// What is alive, for tests and for finding leaks.
struct AsyncCounts {
  std::size_t roots;   ///< live runs
  std::size_t frames;  ///< frames of tasks and async generators
  std::size_t timers;  ///< timers set on the current loop
  std::size_t ready;   ///< what stands in its queue or waits for a frame

  friend bool operator==(const AsyncCounts&, const AsyncCounts&) = default;
};

AsyncCounts async_counts() noexcept;

}  // namespace coracle
