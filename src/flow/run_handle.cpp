#include <coracle/flow/run_handle.hpp>

#include <algorithm>
#include <coracle/flow/binding_runs.hpp>
#include <coracle/flow/handler_runs.hpp>
#include <coracle/flow/run_controller.hpp>
#include <coracle/flow/subscription.hpp>

namespace coracle {

RunHandle::RunHandle(Run& run) {
  if (run.record_) {
    record_ = Ref<RunRecord>(static_cast<RunRecord*>(run.record_));
    return;
  }
  record_ = make_ref<RunRecord>();
  record_->run = &run;
  record_->trigger = run.trigger();
  run.record_ = Ref<RunRecord>(record_).detach();
}

void RunHandle::cancel(std::string_view reason) const {
  if (done()) return;
  const Ref<RunRecord> record = record_;
  Run& run = *record->run;
  record->reason = std::string(reason);
  if (!run.started_) return run.cancelled();
  // Whoever asks for the newest run later finds it with its reason.
  RunController* const controller = run.controller_;
  if (controller && controller->last() == &run) {
    controller->forget_cancelled();
    controller->cancelled_ = Ref<RunRecord>(record).detach();
  }
  run.cancel();
}

Status RunHandle::status() const {
  if (!record_) return Status::idle;
  return record_->run ? record_->run->status_ : record_->status;
}

Time RunHandle::started_at() const {
  if (!record_) return Time(0);
  return std::max(Time(0), record_->run ? record_->run->facts_.started_at : record_->started_at);
}

void RunRecord::on_end(RunRecordBase& base, Run& ended) {
  auto& record = static_cast<RunRecord&>(base);
  record.run = nullptr;
  // One that never came to its end was superseded before it began.
  record.status = ended.status_ == Status::pending ? Status::cancelled : ended.status_;
  record.started_at = ended.facts_.started_at;
  record.release();
}

void RunRecord::on_let_go(RunRecordBase& base) { static_cast<RunRecord&>(base).release(); }

std::vector<RunHandle> runs_of(RunController& controller) {
  std::vector<RunHandle> handles;
  for (Run* run = controller.first(); run; run = controller.after(*run)) {
    if (!run->superseded_) handles.emplace_back(*run);
  }
  return handles;
}

Run* BindingRuns::newest_run() const {
  return has_runs() && !last()->superseded_ ? last() : nullptr;
}

RunHandle newest_run_of(BindingBase& binding) {
  BindingRuns* const controller = binding.controller();
  if (!controller) return {};
  if (Run* const run = controller->newest_run()) return RunHandle(*run);
  RunRecordBase* const cancelled = static_cast<RunController*>(controller)->cancelled_;
  if (cancelled) return RunHandle(Ref<RunRecord>(static_cast<RunRecord*>(cancelled)));
  const RunFacts& facts = controller->newest_facts();
  if (facts.started_at < Time(0)) return {};
  auto record = make_ref<RunRecord>();
  record->trigger = controller->describe(facts);
  record->started_at = facts.started_at;
  record->status = controller->peek_status();
  return RunHandle(std::move(record));
}

std::vector<RunHandle> Subscription::runs() const {
  HandlerBase* const handler = watcher_ ? watcher_->handler() : nullptr;
  HandlerRuns* const runs = handler ? handler->runs() : nullptr;
  return runs ? runs_of(*runs) : std::vector<RunHandle>();
}

RunHandle current_run() {
  Root* const root = Root::current();
  return root && root->is_triggered() ? RunHandle(static_cast<Run&>(*root)) : RunHandle();
}

}  // namespace coracle
