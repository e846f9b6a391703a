#pragma once

#include <coracle/async/loop.hpp>
#include <coracle/async/root.hpp>
#include <coracle/base/error.hpp>
#include <coracle/flow/change_stamp.hpp>
#include <coracle/flow/status.hpp>
#include <coracle/flow/trigger.hpp>
#include <vector>

namespace coracle {

class RunController;
class RunHandle;
struct RunRecord;
struct RunRecordBase;

/// A place in a controller's list of runs.
struct RunLink {
  RunLink* previous_run = this;
  RunLink* next_run = this;
};

/// What is noted of a run at its trigger, and when it starts.
struct RunFacts {
  ChangeStamp since = 0;  ///< what has changed after this has triggered it
  Phase phase = Phase::first;
  Time started_at{-1};  ///< below 0: it has not started
};

/// One execution of a bound function or a handler. A trigger makes it, with its function and its
/// arguments; it waits in its controller's list until the policy lets it start. It owns itself, and
/// is deleted when its last frame is gone, be that after its controller.
class Run : public Root, private RunLink {
 public:
  virtual ~Run();

  /// What has started it.
  Trigger trigger();
  bool is_triggered() const noexcept final { return true; }

 protected:
  explicit Run(RunController& controller, bool has_long_steps = false)
      : Root(has_long_steps), controller_(&controller) {}

  /// Whether what it gives may still be committed.
  bool is_current() const { return controller_ && !superseded_; }
  RunController* controller() const { return controller_; }
  /// It is over. Gives the controller that is to be told, or null if nobody wants to know. The run
  /// must delete itself afterwards.
  RunController* leave(Status how);
  void gave_value() { status_ = Status::streaming; }
  /// Where what triggered it is known.
  void set_trigger(const Trigger& trigger);

 private:
  friend class RunController;
  friend class BindingRuns;
  friend class HandlerRuns;
  friend std::vector<RunHandle> runs_of(RunController& controller);
  friend class RunHandle;
  friend struct LatestPolicy;
  friend struct CountedPolicy;
  friend struct UnlimitedPolicy;
  friend struct RunRecord;
  void failed(Error error) final;
  void cancelled() final;

  RunController* controller_;
  RunRecordBase* record_ = nullptr;
  RunFacts facts_;
  Trigger trigger_;
  Status status_ = Status::pending;
  bool described_ = false;  // `trigger_` is known
  bool started_ = false;
  bool superseded_ = false;
};

}  // namespace coracle
