#pragma once

#include <coracle/reactive/reactive.hpp>
#include <optional>
#include <vector>

// The C++ side of the suite `reactive`: the cases of js-reactivity-benchmark (56eb45e), on the
// public API. `cases.mjs` is the same for the JavaScript libraries; `runner.mjs` times both alike.

#define CORACLE_BENCH_EXPORT extern "C" [[gnu::used, gnu::visibility("default")]]

namespace coracle::bench {

/// What the checks of the case under way have counted; the runner reads and compares it.
struct Tally {
  double wrong = 0;  ///< values that were not what they had to be
  double runs = 0;   ///< effects, or in the dynamic graphs computeds
  double sum = 0;    ///< of what they read
};

inline Tally tally;

inline void expect(bool right) {
  if (!right) ++tally.wrong;
}

}  // namespace coracle::bench
