#pragma once

#include <coracle/async/scope.hpp>
#include <coracle/base/exceptions.hpp>
#include <coracle/flow/binding_failure.hpp>
#include <coracle/flow/function_kind.hpp>
#include <coracle/flow/parameter_visitor.hpp>
#include <coracle/flow/rated_value.hpp>
#include <coracle/reactive/batch.hpp>
#include <coracle/reactive/computed.hpp>
#include <coracle/reactive/signal.hpp>
#include <memory>
#include <optional>
#include <tuple>
#include <utility>

namespace coracle {

/// A binding of a plain function, as far as it depends on the value only: a computed that keeps its
/// last good value when the function fails, or a `RatedValue` where there is a rate.
template <class T>
class PlainBindingValue : public BindingBody<T>, private OutcomeSource<T> {
 public:
  const T* latest() override {
    const Outcome<T>& now = outcome();
    return now.value ? &*now.value : nullptr;
  }
  Status status() const override {
    if (rated_ && rated_->is_waiting()) return Status::pending;
    return outcome().status();
  }
  const Error& error() const override { return outcome().error; }
  void retry() override {
    phase_ = Phase::retried;
    if (!rated_ || !rated_->refresh()) retries_.set(retries_.peek() + 1);
  }

  void set_rate(const Rate& rate) { rated_.reset(new RatedValue<T>(*this, *this, rate)); }
  Scope& scope() { return scope_; }

 protected:
  PlainBindingValue() : outcome_([this] { return this->run(); }) {}

  // The function, and who hears that it has failed, may end the binding.
  Outcome<T> run() final {
    const Ref<BindingBase> self(this);
    retries_.get();
    Outcome<T> now{last_, {}, false};
    guarded([&] { call(now); }, [&](Error error) { now.error = std::move(error); });
    last_ = now.value;
    if (now.error) untracked([&] { BindingFailure(*this, scope_).tell(now.error); });
    return now;
  }
  /// Calls the function, if all sources have a value.
  virtual void call(Outcome<T>& outcome) = 0;

  template <class Out>
  static void accept(Outcome<T>& outcome, Result<Out> result) {
    if (result) {
      accept(outcome, *std::move(result));
    } else {
      outcome.error = std::move(result).error();
    }
  }
  template <class Out>
  static void accept(Outcome<T>& outcome, Out&& given) {
    auto out = std::forward<Out>(given);
    if (!detail::is_skip(out)) outcome.value = detail::GivenValue<decltype(out)>::take(out);
  }

  /// For functions that want to be told: the reader hears of releases, too.
  Trigger take_trigger() {
    track_movements(*this);
    const Phase phase = std::exchange(phase_, Phase::committed);
    const Trigger trigger =
        phase == Phase::committed ? trigger_since(*this, taken_at_) : Trigger{{}, phase};
    taken_at_ = last_change_stamp();
    return trigger;
  }

 private:
  const Outcome<T>& outcome() const { return rated_ ? rated_->outcome() : outcome_(); }

  const Outcome<T>& computed() final { return outcome_(); }

  Scope scope_{current_scope()};
  SignalNode<unsigned> retries_{0};
  std::optional<T> last_;
  Phase phase_ = Phase::first;
  ChangeStamp taken_at_ = 0;
  Computed<Outcome<T>> outcome_;
  std::unique_ptr<RatedValue<T>> rated_;
};

template <class Kind, class F, class... Sources>
class PlainBindingBody final : public PlainBindingValue<typename Kind::Value> {
 public:
  template <class G>
  explicit PlainBindingBody(G&& function, Sources... sources)
      : function_(std::forward<G>(function)), sources_(std::move(sources)...) {}

  void each_parameter(ParameterVisitor& visitor) const override {
    std::apply([&](const Sources&... sources) { (sources.each_parameter(visitor), ...); },
               sources_);
  }

 private:
  void call(Outcome<typename Kind::Value>& outcome) override {
    std::apply(
        [&](const Sources&... sources) {
          outcome.waits = !(sources.ready() & ... & true);
          if (outcome.waits) return;
          if constexpr (Kind::takes_trigger) {
            this->accept(outcome, function_(typename Sources::value_type(sources.get())...,
                                            this->take_trigger()));
          } else {
            this->accept(outcome, function_(typename Sources::value_type(sources.get())...));
          }
        },
        sources_);
  }

  F function_;
  std::tuple<Sources...> sources_;
};

}  // namespace coracle
