#pragma once

#include <coracle/async/loop.hpp>
#include <coracle/base/ref.hpp>
#include <coracle/flow/run_record.hpp>
#include <coracle/flow/status.hpp>
#include <coracle/flow/trigger.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace coracle {

class BindingBase;
class Run;
class RunController;

/// Refers to one run of a binding or a handler, without keeping it; says what there is to know of
/// it, also when it has ended.
///
///     RunHandle run = binding.run();
///     if (!run.done()) run.cancel("the user went back");
///
/// An empty handle is done and `idle`.
class RunHandle {
 public:
  RunHandle() = default;
  explicit RunHandle(Run& run);
  explicit RunHandle(Ref<RunRecord> record) : record_(std::move(record)) {}

  /// Destroys the run's frames, leaf first; from inside the run, when it next waits. One that waits
  /// for its turn loses it. Harmless when it is done.
  void cancel(std::string_view reason = {}) const;
  /// True when the run has finished, failed or been cancelled.
  bool done() const { return !record_ || !record_->run; }
  /// `pending` until it has given a value, `streaming` from then on; at the end `idle`, `error` or
  /// `cancelled`.
  Status status() const;
  /// On the loop's clock; 0 if it has not started yet.
  Time started_at() const;
  Trigger trigger() const { return record_ ? record_->trigger : Trigger(); }
  /// What `cancel` was told.
  std::string_view reason() const { return record_ ? record_->reason : std::string_view(); }

 private:
  Ref<RunRecord> record_;
};

/// The runs that are live or wait for their turn, oldest first.
std::vector<RunHandle> runs_of(RunController& controller);
/// The newest run, which may have ended; an empty handle if there was none.
RunHandle newest_run_of(BindingBase& binding);

/// The run that this code is part of; an empty handle outside of the runs of bindings and async
/// handlers. What a run spawns is no part of it, what it awaits is.
RunHandle current_run();

}  // namespace coracle
