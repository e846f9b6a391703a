#include <coracle/flow/run_controller.hpp>

#include <coracle/flow/run_record.hpp>
#include <utility>

namespace coracle {

namespace {

void link(RunLink& run, RunLink& before) {
  run.previous_run = before.previous_run;
  run.next_run = &before;
  run.previous_run->next_run = &run;
  before.previous_run = &run;
}

void take_out(RunLink& run) {
  run.previous_run->next_run = run.next_run;
  run.next_run->previous_run = run.previous_run;
  run.previous_run = run.next_run = &run;
}

}  // namespace

Run::~Run() {
  if (record_) record_->run_ended(*record_, *this);
}

void Run::set_trigger(const Trigger& trigger) {
  trigger_ = trigger;
  described_ = true;
}

RunController* Run::leave(Status how) {
  status_ = how;
  take_out(*this);
  RunController* const controller = std::exchange(controller_, nullptr);
  if (controller && controller->has_runs()) controller->step_later();
  return superseded_ ? nullptr : controller;
}

void Run::failed(Error error) {
  if (RunController* const controller = leave(Status::error)) {
    controller->run_settled(Status::error, std::move(error));
  }
  delete this;
}

void Run::cancelled() {
  if (RunController* const controller = leave(Status::cancelled)) {
    controller->run_settled(Status::cancelled, Error());
  }
  delete this;
}

void RunController::set_policy(const Policy& policy) {
  if (policy.rules_) policy_ = policy;
}

void RunController::on_ready(ReadyNode& node) { static_cast<RunController&>(node).step(); }

// Nothing of the controller is touched after a run was cancelled or started: that may end it.
void RunController::step() {
  if (!has_runs()) return;
  if (first()->superseded_) return first()->cancel();
  Run* const run = policy_.rules_->next(*this);
  if (!run) return;
  if (after(*run)) step_later();
  start(*run);
}

Run* RunController::after(const Run& run) const {
  return run.next_run == &runs_ ? nullptr : static_cast<Run*>(run.next_run);
}

void RunController::enlist(Run& run) { link(run, runs_); }

void RunController::forget_cancelled() {
  if (RunRecordBase* const record = std::exchange(cancelled_, nullptr)) record->let_go(*record);
}

void RunController::start(Run& run) {
  forget_cancelled();
  run.started_ = true;
  run.facts_.started_at = Loop::current().now();
  newest_ = run.facts_;
  run.start_later(*scope_);
}

void RunController::supersede_all() {
  for (RunLink* link = runs_.next_run; link != &runs_;) {
    Run& run = *static_cast<Run*>(link);
    link = link->next_run;
    run.superseded_ = true;
    if (!run.started_) drop(run);
  }
}

void RunController::drop(Run& run) {
  take_out(run);
  delete &run;
}

void RunController::end_all() {
  supersede_all();
  while (has_runs()) {
    Run& run = *first();
    take_out(run);
    run.controller_ = nullptr;
    run.cancel();
  }
}

struct LatestPolicy {
  static bool admit_latest(RunController& controller, Run* run) {
    controller.supersede_all();
    if (run) controller.enlist(*run);
    return true;
  }
  static Run* next_latest(RunController& controller) {
    Run* const run = controller.first();
    return run->started_ || controller.is_settling() ? nullptr : run;
  }
};

struct UnlimitedPolicy {
  static bool admit(RunController& controller, Run* run) {
    if (!run) return true;
    controller.enlist(*run);
    controller.start(*run);
    return true;
  }
  static Run* next(RunController&) { return nullptr; }
};

constexpr PolicyRules unlimited_rules{&UnlimitedPolicy::admit, &UnlimitedPolicy::next, nullptr};
constexpr PolicyRules latest_rules{&LatestPolicy::admit_latest, &LatestPolicy::next_latest,
                                   nullptr};

}  // namespace coracle
