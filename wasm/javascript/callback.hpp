#pragma once

#include <coracle/flow/handler.hpp>
#include <coracle/flow/handler_runs.hpp>

#include "observable.hpp"
#include "options.hpp"
#include "value.hpp"

namespace coracle::javascript {

/// A JavaScript function that hears of something.
///
/// It is called at once, and becomes a run if it gives a promise, of which there may be many. With
/// a policy each call is a run from the start, when the policy lets it. Its signal is aborted with
/// the run.
class Callback final : public Handler<Happening> {
 public:
  Callback(const Observable& what, val function, bool has_policy)
      : what_(what), function_(std::move(function)), has_policy_(has_policy) {}

  /// What it hears of, which it may outlive.
  const Observable& what() const { return what_; }

  void call(Scope& scope, Happening happened, const Trigger& trigger) override;
  HandlerRuns* runs() override { return &runs_; }

 private:
  class CallRun;

  Observable what_;
  AnyValue function_;
  bool has_policy_;
  HandlerRuns runs_{*this};
};

/// The function with the policy, the rate and the error handler of the options, which it takes out
/// of them.
Ref<Handler<Happening>> make_callback(const Observable& what, val function, Options& options);

/// Calls the function each time. Lasts as a C++ watcher does; one of a binding keeps that.
Subscription watch(const Observable& what, val function, Options options);

}  // namespace coracle::javascript
