#pragma once

#include <coracle/async/scope.hpp>
#include <coracle/base/error.hpp>
#include <coracle/flow/binding.hpp>
#include <coracle/flow/rate_limiter.hpp>
#include <coracle/flow/run_controller.hpp>
#include <coracle/flow/status.hpp>
#include <coracle/reactive/observer.hpp>
#include <coracle/reactive/signal.hpp>
#include <memory>

namespace coracle {

/// The runs of a binding: triggered by its sources while somebody observes it, under policy
/// `latest` unless told otherwise.
///
/// A trigger takes the arguments at once. It marks the runs before it as superseded, where the
/// policy says so, and nothing they give is committed from then on.
///
/// Semantics: Panel's bound coroutines, but that there the second of three runs escapes.
class BindingRuns : public RunController, private Observer {
 public:
  Status status() const { return status_.get(); }
  Status peek_status() const { return status_.peek(); }
  const Error& error() const {
    status_.get();
    return error_;
  }
  const BindingBase& binding() const { return binding_; }

  /// Starts a run although no source has changed; nothing while nobody observes the binding.
  void retry();
  /// Thins the triggers from now on; null: not any more.
  void set_limiter(std::unique_ptr<RateLimiter> limiter) { limiter_ = std::move(limiter); }
  /// Starts a run with what the sources give now.
  void pass();
  /// One that is no error.
  void show_status(Status status);
  /// The newest run that is live or waits; null if there is none.
  Run* newest_run() const;
  using RunController::newest_facts;
  /// What has triggered a run.
  Trigger describe(const RunFacts& facts) const;
  /// What the runs spawn belongs here; its error handler is the binding's.
  Scope& scope() { return scope_; }

 protected:
  explicit BindingRuns(BindingBase& binding);
  ~BindingRuns();

  /// Reads the sources and makes a run with their values; null if one has none yet.
  virtual Run* make_run() = 0;
  /// Forgets the newest value: the binding is not shown any more.
  virtual void forget_value() = 0;

  /// Somebody has begun to observe the binding, or nobody does any more. Posts to the loop.
  void set_observed(bool observed);
  void run_settled(Status how, Error error) final;
  bool is_settling() final { return scope_.held() > 0; }

 private:
  static void on_stale(Observer& observer);
  static void on_step(ReadyNode& node);
  void take(Phase phase);

  BindingBase& binding_;
  Scope scope_;
  std::unique_ptr<RateLimiter> limiter_;
  SignalNode<Status> status_{Status::idle};
  Error error_;               // whoever reads it reads the status, which changes whenever this does
  ChangeStamp taken_at_ = 0;  // of the newest arguments
  bool observed_ = false;
  bool left_ = false;    // was not observed for a moment
  bool active_ = false;  // reads its sources
};

}  // namespace coracle
