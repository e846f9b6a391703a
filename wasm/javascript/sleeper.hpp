#pragma once

#include <coracle/async/loop.hpp>
#include <cstdint>

namespace coracle::javascript {

/// A timer of the loop that JavaScript waits for. Frees itself when it has fired or is cancelled.
class Sleeper final : private Timer {
 public:
  /// `id` is what JavaScript is told when the time has come.
  static Sleeper& start(Time delay, std::uint32_t id);
  void cancel() { delete this; }

 private:
  explicit Sleeper(std::uint32_t id);
  std::uint32_t id_;
};

}  // namespace coracle::javascript
