#pragma once

#include <coracle/flow/async_binding.hpp>
#include <coracle/flow/rated_value.hpp>
#include <coracle/reactive/computed.hpp>
#include <coracle/reactive/signal.hpp>
#include <memory>
#include <optional>
#include <vector>

#include "argument.hpp"
#include "execution.hpp"
#include "options.hpp"
#include "value.hpp"

namespace coracle::javascript {

/// A JavaScript function bound to sources that are known only at run time, under the same policies
/// and rates as a C++ one.
///
/// An `async` function or a generator runs as a run from the start. Any other is called when the
/// value is read, as a plain C++ function is; the first time it gives a promise or an iterator, the
/// binding becomes one of runs, for good, and the call under way becomes its first run.
///
/// A superseded run's signal is aborted and its iterator closed; the next run starts when the
/// `finally` blocks have settled, or when the grace period for them is over.
class Binding final : public AsyncBindingValue<AnyValue>,
                      private OutcomeSource<AnyValue>,
                      private CleanUpOwner {
 public:
  Binding(AnyValue function, bool is_deferred);
  ~Binding() override;

  void add_argument(std::unique_ptr<Argument> argument) {
    arguments_.push_back(std::move(argument));
  }
  void set_options(Options options);
  /// Each value of a run is listed, up to so many; a generator goes on when its last value was seen
  /// for so long.
  void set_append(std::size_t limit) { append_ = limit; }
  void set_pace(Time pace) { pace_ = pace; }

  const AnyValue* latest() override;
  Status status() const override;
  const Error& error() const override;
  void retry() override;
  void each_parameter(ParameterVisitor& visitor) const override;

  /// As a view; each call makes another one, and all show the same binding.
  View view();

 private:
  using Base = AsyncBindingValue<AnyValue>;
  using Outcome = coracle::Outcome<AnyValue>;
  class BoundRun;

  Hold hold() override { return scope().hold(); }
  // It runs when a person lets go, too, from now on.
  void trigger_read() override;

  Outcome run() override;
  const Outcome& computed() override { return outcome_(); }
  const Outcome& outcome() const { return rated_ ? rated_->outcome() : outcome_(); }
  Trigger take_trigger();

  Run* make_run() override;
  // The arguments as an array, or nothing while one has no value.
  std::optional<val> read_arguments() const;
  static void on_drop(::coracle::ReadyNode& node);

  AnyValue function_;
  std::vector<std::unique_ptr<Argument>> arguments_;
  Ref<CleanUp> clean_up_;
  SignalNode<bool> deferred_;
  SignalNode<unsigned> retries_{0};
  std::optional<AnyValue> last_;
  Phase phase_ = Phase::first;
  ChangeStamp taken_at_ = 0;
  bool wants_trigger_ = false;
  std::optional<std::size_t> append_;
  std::optional<Time> pace_;
  Computed<Outcome> outcome_;
  std::unique_ptr<RatedValue<AnyValue>> rated_;

  // The call that turned out to be a run; dropped again if nobody observes the binding.
  struct Started : ::coracle::ReadyNode {
    explicit Started(Binding& binding) : ::coracle::ReadyNode(&on_drop), binding(binding) {}
    Binding& binding;
    RunningExecution execution;
    val arguments = val::undefined();
    int turns = 0;
  } started_{*this};
};

}  // namespace coracle::javascript
