#pragma once

#include <coracle/async/loop.hpp>
#include <coracle/base/error.hpp>
#include <coracle/base/ref.hpp>
#include <coracle/flow/binding.hpp>
#include <coracle/flow/rate.hpp>
#include <coracle/flow/status.hpp>
#include <coracle/reactive/batch.hpp>
#include <coracle/reactive/equal.hpp>
#include <coracle/reactive/graph.hpp>
#include <coracle/reactive/observer.hpp>
#include <coracle/reactive/signal.hpp>
#include <memory>
#include <optional>
#include <utility>

namespace coracle {

/// What a plain function gave: the last good value, and why there is no newer one. There may be
/// none at all: the function has skipped, or waits for a source that has no value yet.
template <class T>
struct Outcome {
  std::optional<T> value;
  Error error;
  bool waits = false;
  Status status() const {
    return error ? Status::error : waits && !value ? Status::pending : Status::idle;
  }
  friend bool operator==(const Outcome& a, const Outcome& b)
    requires reactive::Comparable<T>
  {
    return !a.error && !b.error && a.waits == b.waits && a.value == b.value;
  }
};

/// A plain function with its sources.
template <class T>
class OutcomeSource {
 public:
  /// Calls the function. The reader hears of what that read.
  virtual Outcome<T> run() = 0;
  /// The same, remembered while nothing changes.
  virtual const Outcome<T>& computed() = 0;

 protected:
  ~OutcomeSource() = default;
};

/// The value of a plain function that is called at a rate while somebody observes it. Read by
/// nobody who would hear of changes, it is called each time, like one without a rate.
template <class T>
class RatedValue final : private Observer, private ReadyNode, private Rated {
 public:
  /// The source is a part of the binding, as this is.
  RatedValue(OutcomeSource<T>& source, const BindingBase& binding, const Rate& rate)
      : Observer(&on_stale, "a binding"),
        ReadyNode(&on_step),
        source_(source),
        binding_(binding),
        limiter_(rate.limit(*this)) {}

  const Outcome<T>& outcome() {
    if (!active_) {
      if (!reactive::graph.active) return source_.computed();
      // In the next step it turns out whether the reader stays.
      active_ = true;
      shown_.set_silently(call());
      Loop::current().post(*this);
    }
    return shown_.get();
  }
  bool is_waiting() const { return waiting_.get(); }
  /// Calls the function now, if somebody observes it; else returns false.
  bool refresh() {
    if (!active_) return false;
    limiter_->reset();
    pass();
    return true;
  }

 private:
  struct Shown final : ObservedSignalNode<Outcome<T>> {
    explicit Shown(RatedValue& owner)
        : ObservedSignalNode<Outcome<T>>(Outcome<T>(),
                                         [](ObservedSignalNode<Outcome<T>>& self, bool) {
                                           Loop::current().post(static_cast<Shown&>(self).owner);
                                         }),
          owner(owner) {}
    RatedValue& owner;
  };

  static void on_stale(Observer& observer) {
    auto& self = static_cast<RatedValue&>(observer);
    const RateLimiter::Verdict verdict = self.limiter_->trigger();
    if (verdict == RateLimiter::Verdict::later) self.waiting_.set(true);
    if (verdict == RateLimiter::Verdict::now) self.pass();
  }
  static void on_step(ReadyNode& node) {
    auto& self = static_cast<RatedValue&>(node);
    if (!self.active_ || self.shown_.is_observed()) return;
    self.active_ = false;
    self.clear();
    self.limiter_->reset();
    self.waiting_.set(false);
  }
  Outcome<T> call() {
    return track([this] { return source_.run(); });
  }
  void pass() override {
    if (!active_) return;
    // The function, and who hears that it has failed, may end the binding.
    const Ref<const BindingBase> self(&binding_);
    Outcome<T> now = call();
    batch([&] {
      waiting_.set(false);
      shown_.set(std::move(now));
    });
  }
  void each_parameter(ParameterVisitor& visitor) const override {
    binding_.each_parameter(visitor);
  }

  OutcomeSource<T>& source_;
  const BindingBase& binding_;
  std::unique_ptr<RateLimiter> limiter_;
  Shown shown_{*this};
  SignalNode<bool> waiting_{false};
  bool active_ = false;
};

}  // namespace coracle
