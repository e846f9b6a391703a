#pragma once

#include <coracle/base/error.hpp>
#include <coracle/base/function.hpp>
#include <coracle/flow/policy.hpp>
#include <coracle/flow/rate.hpp>

#include "value.hpp"

namespace coracle::javascript {

/// How something runs, or hears of things: `flat` in web/npm/policies.ts made the numbers, which
/// were checked there.
struct Options {
  /// `numbers`: an array, or undefined for what is usual. `on_error`: a function that takes a
  /// `RawError`, or undefined.
  Options(const val& numbers, val on_error);

  Policy policy;
  Rate rate;
  bool always = false;
  int order = 0;
  Function<void(Error)> on_error;
};

}  // namespace coracle::javascript
