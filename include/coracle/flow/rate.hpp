#pragma once

#include <coracle/async/loop.hpp>
#include <coracle/flow/rate_limiter.hpp>
#include <memory>

namespace coracle {

/// How triggers are thinned before they start a run, whatever they come from: a person, a program,
/// another binding. The run always gets the newest values. A run that starts because the binding
/// has begun to be shown, and a retry, pass at once.
///
///     bind(search, text.typed).with({.rate = debounce(300ms)});
///     slider.value.watch(render, {.rate = on_commit});
class Rate {
 public:
  using Make = std::unique_ptr<RateLimiter> (*)(const Rate& rate, Rated& rated);

  constexpr Rate() = default;
  constexpr explicit Rate(Make make) : make_(make) {}

  /// Null if every trigger passes.
  std::unique_ptr<RateLimiter> limit(Rated& rated) const {
    return make_ ? make_(*this, rated) : nullptr;
  }
  bool is_immediate() const { return !make_; }

 private:
  friend Rate debounce_for(Time quiet);
  friend Rate throttle_to(Time period, bool leading, bool trailing);
  friend class DebounceLimiter;
  friend class ThrottleLimiter;
  Make make_ = nullptr;
  Time time_{0};
  bool leading_ = true;
  bool trailing_ = true;
};

std::unique_ptr<RateLimiter> limit_to_frames(const Rate& rate, Rated& rated);
std::unique_ptr<RateLimiter> limit_to_commits(const Rate& rate, Rated& rated);
Rate debounce_for(Time quiet);
Rate throttle_to(Time period, bool leading, bool trailing);

/// Every trigger passes at once. What is usual.
inline constexpr Rate immediate{};

/// At most one a frame, just before it is painted.
inline constexpr Rate frame{&limit_to_frames};

/// While a person is dragging a slider, or typing, nothing passes; when they let go, or press
/// Enter, one does, also if the value is then what it was. What a program sets passes at once.
inline constexpr Rate on_commit{&limit_to_commits};

/// Passes when no trigger has come for this long. A negative duration is reported as
/// "bad_argument", and every trigger passes.
template <class Representation, class Period>
Rate debounce(std::chrono::duration<Representation, Period> quiet) {
  return debounce_for(std::chrono::duration_cast<Time>(quiet));
}

struct ThrottleOptions {
  bool leading = true;   ///< the first trigger after a pause passes at once
  bool trailing = true;  ///< what comes during the period passes at its end, as one
};

/// At most one in each period. A negative duration, and neither leading nor trailing, are reported
/// as "bad_argument", and every trigger passes.
template <class Representation, class Period>
Rate throttle(std::chrono::duration<Representation, Period> period, ThrottleOptions options = {}) {
  return throttle_to(std::chrono::duration_cast<Time>(period), options.leading, options.trailing);
}

}  // namespace coracle
