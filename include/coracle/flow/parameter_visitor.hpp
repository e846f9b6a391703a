#pragma once

#include <coracle/flow/change_stamp.hpp>
#include <coracle/flow/trigger.hpp>

namespace coracle {

class BindingBase;
class ParameterBase;

/// Is shown the parameters that something depends on.
class ParameterVisitor {
 public:
  virtual void visit(const ParameterBase& parameter) = 0;

 protected:
  ~ParameterVisitor() = default;
};

/// Finds out whether a person is moving any of them. The reader hears of the release.
class MovementTracker final : public ParameterVisitor {
 public:
  void visit(const ParameterBase& parameter) override;
  bool is_moving() const { return is_moving_; }

 private:
  bool is_moving_ = false;
};

/// What a change of this parameter, or a call of its `trigger()`, amounts to now.
Trigger trigger_of(const ParameterBase& parameter, bool triggered);

/// Which of the binding's parameters changed last, and how. A signal has no name.
Trigger trigger_since(const BindingBase& binding, ChangeStamp since);

/// Makes the reader hear when a parameter of the binding is let go of.
void track_movements(const BindingBase& binding);

}  // namespace coracle
