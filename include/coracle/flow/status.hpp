#pragma once

namespace coracle {

/// How a binding is doing.
enum class Status : unsigned char {
  idle,       ///< nothing runs; what is shown is the result
  pending,    ///< triggered, and no value of the new run yet
  streaming,  ///< a run has given a value and goes on
  error,      ///< the last run failed
  cancelled,  ///< the last run was ended from outside
};

}  // namespace coracle
