#pragma once

#include <cstdint>

namespace coracle {

/// How much of the graph is alive, for tests that look for leaks.
struct ReactiveCounts {
  std::uint32_t signals = 0;    ///< values that can be set, embedded ones included
  std::uint32_t computeds = 0;  ///< derived values
  std::uint32_t observers = 0;  ///< effects and observers
  std::uint32_t links = 0;      ///< "this one read that one"

  friend bool operator==(const ReactiveCounts&, const ReactiveCounts&) = default;
};

/// The counts now. They go up with what is made and down with what is dropped, at once.
ReactiveCounts counts() noexcept;

}  // namespace coracle
