#pragma once

#include <coracle/async/loop.hpp>

namespace coracle::browser {

/// The loop on the event loop of the page: macrotasks for turns, one `setTimeout` for all timers,
/// animation frames where there are some.
class BrowserLoop final : public Loop {
 public:
  Time now() override;
  void request_turn() override;
  void request_wake(Time deadline) override;
  void cancel_wake() override;
  void request_frame() override;
};

}  // namespace coracle::browser
