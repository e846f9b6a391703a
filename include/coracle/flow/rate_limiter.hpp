#pragma once

namespace coracle {

class ParameterVisitor;

/// Something that a rate holds back: the runs of a binding, or the calls of a handler.
class Rated {
 public:
  /// The held back trigger is due. Called from the loop, not nested in anything.
  virtual void pass() = 0;
  /// What its triggers come from.
  virtual void each_parameter(ParameterVisitor& visitor) const = 0;

 protected:
  ~Rated() = default;
};

/// What holds back: made by a rate for one binding or handler.
class RateLimiter {
 public:
  enum class Verdict : unsigned char {
    now,    ///< this trigger passes
    later,  ///< one will pass, with the newest values
    quiet,  ///< the same, but what is shown does not count as out of date
    lost,   ///< it will not pass
  };
  virtual ~RateLimiter() = default;
  virtual Verdict trigger() = 0;
  /// What is held back is not wanted any more.
  virtual void reset() = 0;
};

}  // namespace coracle
