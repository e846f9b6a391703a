#pragma once

#include <coracle/async/loop.hpp>
#include <coracle/async/root.hpp>
#include <coracle/async/scope.hpp>
#include <coracle/base/error.hpp>
#include <coracle/flow/status.hpp>
#include <coracle/reactive/observer.hpp>
#include <coracle/reactive/signal.hpp>

namespace coracle {

class RunController;

/// One execution of a bound coroutine. It owns its function and arguments, and itself: it is
/// deleted when its last frame is gone, be that after the binding.
class Run : public Root {
 public:
  virtual ~Run();

 protected:
  explicit Run(RunController& controller, bool has_long_steps)
      : Root(has_long_steps), controller_(&controller) {}

  /// Whether what it gives may still be committed: it is the newest run of a binding that is
  /// there and shown.
  bool is_current() const;
  RunController* controller() const { return controller_; }

 private:
  friend class RunController;
  void failed(Error error) final;
  void cancelled() final;

  RunController* controller_;
};

/// When a binding's runs start and end: policy `latest`.
///
/// A trigger takes the arguments at once and marks the run under way as superseded: nothing it
/// gives is committed from then on. From the loop's queue that run is then destroyed where it
/// waits, and when it is gone, its clean-up done, the newest trigger's run starts. So any number of
/// triggers leads to one live run, and nothing is ever resumed or destroyed by who triggers.
///
/// Semantics: Panel's bound coroutines, but that there the second of three runs escapes.
class RunController : private Observer, private ReadyNode {
 public:
  Status status() const { return status_.get(); }
  const Error& error() const { return error_.get(); }

 protected:
  RunController();
  ~RunController();

  /// Reads the sources and keeps their values for the next run; false if one has none yet.
  virtual bool take_arguments() = 0;
  /// Makes a run with the arguments that were taken last.
  virtual Run* make_run() = 0;
  /// Forgets the newest value: the binding is not shown any more.
  virtual void forget_value() = 0;
  /// Whether what the last run left behind is still cleaning up; `step_later` says when not.
  virtual bool is_settling() { return false; }

  /// Somebody has begun to observe the binding, or nobody does any more. Posts to the loop.
  void set_observed(bool observed);
  void step_later() { Loop::current().post(*this); }
  Scope& scope() { return scope_; }

  /// For runs: a value was committed, and more may follow; or the run is over.
  void streamed() { status_.set(Status::streaming); }
  void run_finished(Run& run);

 private:
  friend class Run;
  static void on_stale(Observer& observer);
  static void on_ready(ReadyNode& node);
  void trigger();
  void step();
  void run_failed(Run& run, Error error);
  void run_ended(Run& run);

  Scope scope_;
  Run* live_ = nullptr;
  SignalNode<Status> status_{Status::idle};
  SignalNode<Error> error_{Error()};
  bool observed_ = false;
  bool left_ = false;        // was not observed for a moment
  bool active_ = false;      // reads its sources
  bool has_next_ = false;    // arguments were taken for a run that has not started
  bool superseded_ = false;  // the live run is not the newest
};

}  // namespace coracle
