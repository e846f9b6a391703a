#pragma once

#include <coracle/async/loop.hpp>
#include <coracle/async/scope.hpp>
#include <coracle/base/error.hpp>
#include <coracle/flow/policy.hpp>
#include <coracle/flow/run.hpp>
#include <coracle/flow/status.hpp>

namespace coracle {

class BindingBase;
class RunController;

/// What a policy does. Only the policies that a program names are in it.
struct PolicyRules {
  /// A trigger has made a run, or null: its arguments have no value yet. Takes it, or deletes it
  /// and returns false.
  bool (*admit)(RunController& controller, Run* run);
  /// The waiting run that may start now, or null.
  Run* (*next)(RunController& controller);
  /// The status of all runs together, where the last one to end has left `at_rest`. Null where
  /// there is one run that counts.
  Status (*overall)(const RunController& controller, Status at_rest);
};

/// When the runs of one function start and end: what bindings and handlers have in common.
///
/// It keeps the runs, oldest first: those that are live and then those that wait. A trigger adds
/// one under the rules of the policy. Everything else, starting and cancelling, is done from the
/// loop's queue, one step at a time, so nothing is resumed or destroyed by who triggers; and a
/// superseded run is gone, its clean-up done, before the next one starts.
class RunController : protected ReadyNode {
 public:
  /// Applies from the next trigger on.
  void set_policy(const Policy& policy);
  const PolicyRules& rules() const { return *policy_.rules_; }
  /// The policy stays, but for what it does.
  void set_rules(const PolicyRules& rules) { policy_.rules_ = &rules; }

 protected:
  using OnStep = void (*)(ReadyNode&);

  RunController(Scope* scope, const PolicyRules& rules, OnStep step = &on_ready)
      : ReadyNode(step), scope_(scope), policy_(rules) {}
  ~RunController() { forget_cancelled(); }

  /// A run that counts has ended. The last thing that is done with it.
  virtual void run_settled(Status how, Error error) = 0;
  /// Whether what a run has left behind is still cleaning up; a step comes when it has ended.
  virtual bool is_settling() { return false; }

  /// Says what has triggered a run, where that is known.
  static void describe(Run& run, const Trigger& trigger) { run.set_trigger(trigger); }
  /// Takes a run that a trigger has made; false if the policy refuses it.
  bool admit(Run* run) { return policy_.rules_->admit(*this, run); }
  void step();
  void step_later() { Loop::current().post(*this); }
  /// Nothing that the runs give is wanted any more; the next steps cancel them.
  void supersede_all();
  /// Cancels what is left; the runs tell nobody. For destructors.
  void end_all();
  Status overall(Status at_rest) const {
    return policy_.rules_->overall ? policy_.rules_->overall(*this, at_rest) : at_rest;
  }

  void set_scope(Scope& scope) { scope_ = &scope; }
  const RunFacts& newest_facts() const { return newest_; }

 private:
  friend class Run;
  friend class BindingRuns;
  friend class HandlerRuns;
  friend class RunHandle;
  friend std::vector<RunHandle> runs_of(RunController& controller);
  friend RunHandle newest_run_of(BindingBase& binding);
  friend struct LatestPolicy;
  friend struct CountedPolicy;
  friend struct UnlimitedPolicy;
  static void on_ready(ReadyNode& node);
  bool has_runs() const { return runs_.next_run != &runs_; }
  /// The oldest, or null.
  Run* first() const { return has_runs() ? static_cast<Run*>(runs_.next_run) : nullptr; }
  Run* last() const { return static_cast<Run*>(runs_.previous_run); }
  Run* after(const Run& run) const;
  static Run* before(const Run& run) { return static_cast<Run*>(run.previous_run); }
  void enlist(Run& run);
  void start(Run& run);
  static void drop(Run& run);
  void forget_cancelled();

  RunLink runs_;
  Scope* scope_;
  Policy policy_;
  RunFacts newest_;                     // of the run that started last
  RunRecordBase* cancelled_ = nullptr;  // its record, if a handle has cancelled it
};

}  // namespace coracle
