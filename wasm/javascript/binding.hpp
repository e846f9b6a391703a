#pragma once

#include <coracle/flow/async_binding.hpp>
#include <coracle/flow/subscription.hpp>
#include <coracle/reactive/computed.hpp>
#include <coracle/reactive/signal.hpp>
#include <memory>
#include <optional>
#include <vector>

#include "callback.hpp"
#include "execution.hpp"
#include "source.hpp"
#include "value.hpp"

namespace coracle::javascript {

/// A JavaScript function bound to sources that are known only at run time, under the same policy
/// as a C++ one.
///
/// An `async` function or a generator runs as a run from the start. Any other is called when the
/// value is read, as a `Computed` is; the first time it gives a promise or an iterator, the binding
/// becomes one of runs, for good, and the call under way becomes its first run.
///
/// A superseded run's signal is aborted and its iterator closed; the next run starts when the
/// `finally` blocks have settled, or when the grace period for them is over.
class Binding final : public AsyncBindingValue<AnyValue> {
 public:
  Binding(AnyValue function, bool is_deferred);
  ~Binding() override;

  void add_source(std::unique_ptr<Source> source) { sources_.push_back(std::move(source)); }

  const AnyValue* latest() override;
  Status status() const override;
  const Error& error() const override;
  /// What was thrown last: the value for `error()`, as it was.
  const val& thrown() const { return clean_up_->thrown; }

  void each_parameter(ParameterVisitor& visitor) const override;
  Subscription watch(Ref<Callback> callback);
  /// As a view; each call makes another one, and all show the same binding.
  View view();

  /// For executions: clean-up goes on outside; and there is none left.
  Hold hold() { return scope().hold(); }
  void clean_up_ended() { step_later(); }

 private:
  using Base = AsyncBindingValue<AnyValue>;
  class BoundRun;
  struct Outcome {
    std::optional<AnyValue> value;
    Error error;
    friend bool operator==(const Outcome& a, const Outcome& b) {
      return !a.error && !b.error && a.value == b.value;
    }
  };

  Outcome call_now();
  Run* make_run() override;
  bool is_settling() override { return clean_up_->pending > 0; }
  // The arguments as an array, or nothing while a source has no value.
  std::optional<val> read_sources() const;
  static void on_drop(::coracle::ReadyNode& node);

  AnyValue function_;
  std::vector<std::unique_ptr<Source>> sources_;
  Ref<CleanUp> clean_up_;
  SignalNode<bool> deferred_;
  std::optional<AnyValue> last_;
  Computed<Outcome> outcome_;

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
