#include <coracle/flow/binding_runs.hpp>

#include <coracle/base/config.hpp>
#include <coracle/flow/binding_failure.hpp>
#include <coracle/reactive/graph.hpp>
#include <utility>

namespace coracle {

BindingRuns::BindingRuns(BindingBase& binding)
    : RunController(&scope_, latest_rules, &on_step),
      Observer(&on_stale, "a binding"),
      binding_(binding),
      scope_(current_scope()) {
  scope_.set_release_listener(*this);
}

BindingRuns::~BindingRuns() { end_all(); }

void BindingRuns::set_observed(bool observed) {
  observed_ = observed;
  if (!observed) {
    left_ = true;
    supersede_all();
    if (limiter_) limiter_->reset();
  }
  step_later();
}

void BindingRuns::on_stale(Observer& observer) {
  auto& self = static_cast<BindingRuns&>(observer);
  if (!self.observed_) return;
  if (self.limiter_) {
    const RateLimiter::Verdict verdict = self.limiter_->trigger();
    if (verdict == RateLimiter::Verdict::later) self.show_status(Status::pending);
    if (verdict != RateLimiter::Verdict::now) return;
  }
  self.take(Phase::committed);
}

void BindingRuns::on_step(ReadyNode& node) {
  auto& self = static_cast<BindingRuns&>(node);
  const Ref<BindingBase> keep(&self.binding_);  // who hears of the status may end it
  // Who leaves and comes back within one turn finds the binding started anew all the same.
  if (std::exchange(self.left_, false)) {
    self.active_ = false;
    self.clear();
    self.forget_value();
    self.show_status(Status::idle);
  }
  if (self.observed_ && !self.active_) {
    self.active_ = true;
    self.take(Phase::first);
  }
  self.step();
}

void BindingRuns::take(Phase phase) {
  const Ref<BindingBase> keep(&binding_);  // reading a source, and who hears of it, may end it
  Run* const run = track([this] { return make_run(); });
  if (run) {
    run->facts_.since = taken_at_;
    run->facts_.phase = phase;
  }
  taken_at_ = last_change_stamp();
  if (!admit(run)) return;
  show_status(Status::pending);
  step_later();
}

void BindingRuns::pass() {
  if (observed_ && active_) take(Phase::committed);
}

void BindingRuns::retry() {
  if (!observed_ || !active_) return;
  if (limiter_) limiter_->reset();
  take(Phase::retried);
}

CORACLE_NOINLINE void BindingRuns::show_status(Status status) {
  error_ = Error();
  status_.set(overall(status));
}

// The last thing that is done with the binding: the watchers, or the handler, may end it.
void BindingRuns::run_settled(Status how, Error error) {
  if (how != Status::error) return show_status(how);
  const BindingFailure failure(binding_, scope_);
  {
    const reactive::OperationScope operation;
    show_status(how);
    error_ = error;
  }
  failure.tell(std::move(error));
}

}  // namespace coracle
