#include <coracle/flow/binding_runs.hpp>
#include <coracle/flow/movement.hpp>
#include <coracle/flow/parameter_visitor.hpp>

namespace coracle {

namespace {

ChangeStamp newer(ChangeStamp a, ChangeStamp b) { return is_after(b, a) ? b : a; }

const Movement* movement_of(const ParameterBase& parameter) {
  return parameter.owner().movement_of(parameter);
}

// Looks for the parameter that changed last.
struct Newest final : ParameterVisitor {
  explicit Newest(ChangeStamp since) : stamp(since) {}

  void visit(const ParameterBase& parameter) override {
    const Movement* const movement = movement_of(parameter);
    ChangeStamp at = newer(parameter.changed_at(), parameter.triggered_at());
    if (movement) at = newer(at, movement->released_at());
    const bool moves = movement && movement->is_moving();
    is_moving = is_moving || moves;
    if (!is_after(at, stamp)) return;
    stamp = at;
    const bool triggered = at == parameter.triggered_at();
    trigger = {parameter.name(), triggered ? Phase::triggered
                                 : moves   ? Phase::moving
                                           : Phase::committed};
  }

  ChangeStamp stamp;
  bool is_moving = false;
  Trigger trigger{{}, Phase::committed};
};

}  // namespace

void ParameterBase::each_parameter(ParameterVisitor& visitor) const { visitor.visit(*this); }

void MovementTracker::visit(const ParameterBase& parameter) {
  const Movement* const movement = movement_of(parameter);
  if (!movement) return;
  movement->track();
  is_moving_ = is_moving_ || movement->is_moving();
}

Trigger trigger_of(const ParameterBase& parameter, bool triggered) {
  const Movement* const movement = movement_of(parameter);
  if (triggered) return {parameter.name(), Phase::triggered};
  return {parameter.name(), movement && movement->is_moving() ? Phase::moving : Phase::committed};
}

Trigger trigger_since(const BindingBase& binding, ChangeStamp since) {
  Newest newest(since);
  binding.each_parameter(newest);
  // What depends on something that moves is moving, too, by whatever way it comes here.
  if (newest.trigger.source.empty() && newest.is_moving) newest.trigger.phase = Phase::moving;
  return newest.trigger;
}

void track_movements(const BindingBase& binding) {
  MovementTracker tracker;
  binding.each_parameter(tracker);
}

Trigger BindingRuns::describe(const RunFacts& facts) const {
  return facts.phase == Phase::committed ? trigger_since(binding_, facts.since)
                                         : Trigger{{}, facts.phase};
}

Trigger Run::trigger() {
  // Only the runs of bindings leave it open what has triggered them.
  if (!described_ && controller_) {
    set_trigger(static_cast<BindingRuns*>(controller_)->describe(facts_));
  }
  return trigger_;
}

}  // namespace coracle
