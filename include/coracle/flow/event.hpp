#pragma once

#include <coracle/flow/handler.hpp>
#include <coracle/flow/parameter.hpp>
#include <coracle/flow/subscription.hpp>
#include <coracle/flow/watch_options.hpp>
#include <coracle/reactive/delivery.hpp>
#include <coracle/reactive/signal.hpp>

namespace coracle {

/// What a watcher of an event is told: which occurrence it is, counted from 1.
struct Pulse {
  int count = 0;
};

/// A pulse without a lasting value: it reads true only while those run that hear of it, and its
/// going back to false is no change. Each pulse is delivered, also when several happen in one
/// batch.
///
///     button.pressed.watch([](Pulse press) { … });
///     button.pressed.pulse();
///
/// Semantics: param's Event, ipywidgets' click.
class Event : public ParameterBase {
 public:
  using value_type = bool;

  Event(ParameterOwner& owner, const char* name);

  /// Whether it is happening; the reader hears of the next time.
  bool operator()() const;
  bool peek() const { return happening_; }
  /// How often it has happened.
  int count() const { return count_.get(); }
  int peek_count() const { return count_.peek(); }

  void pulse() const;

  /// Calls `f(Pulse)`, or `f()`, each time. The rest is as for `Parameter::watch`.
  template <class F>
  Subscription watch(F f) const {
    return watch_handler(make_handler<Pulse>(std::move(f)), 0);
  }
  /// The same under options, of which all may be left out: `watch(f, {.policy = drop})`.
  template <class F>
  Subscription watch(F f, WatchOptions options) const {
    const int order = options.order;
    return watch_handler(make_handler<Pulse>(std::move(f), std::move(options),
                                             static_cast<const ParameterBase*>(this)),
                         order);
  }

 private:
  // Runs last in the commit of a pulse.
  struct Reset : Delivery {
    explicit Reset(bool& happening);
    bool& happening;
  };

  Subscription watch_handler(Ref<Handler<Pulse>> handler, int order) const;

  mutable SignalNode<int> count_{0};
  mutable bool happening_ = false;
  mutable Reset reset_{happening_};
};

}  // namespace coracle
