#pragma once

#include <coracle/flow/handler.hpp>
#include <coracle/flow/parameter.hpp>
#include <coracle/flow/subscription.hpp>
#include <coracle/flow/trigger.hpp>
#include <coracle/flow/watch_options.hpp>
#include <coracle/reactive/equal.hpp>
#include <optional>
#include <utility>

namespace coracle {

enum class ChangeKind : unsigned char {
  changed,    ///< a commit gave it another value
  triggered,  ///< somebody called `trigger()`
  set,        ///< it was set to the value it had; only `always` watchers hear of that
};

/// What a watcher is told.
template <class T>
struct Change {
  /// At the start of the commit; the same as `now` unless it has changed.
  T before;
  T now;
  ChangeKind kind = ChangeKind::changed;
  /// Null where a binding was watched.
  const Parameter<T>* parameter = nullptr;
};

namespace detail {

/// Counts how often a parameter is set.
class SetCounter final : private ParameterHook {
 public:
  explicit SetCounter(const ParameterBase& parameter) : parameter_(&parameter) {
    parameter.add_hook(*this);
  }
  ~SetCounter() { stop(); }
  void stop() {
    if (parameter_) std::exchange(parameter_, nullptr)->remove_hook(*this);
  }
  void track() const { count_.get(); }
  bool has_counted() { return std::exchange(seen_, count_.peek()) != count_.peek(); }

 private:
  void value_set() override { count_.set(count_.peek() + 1); }

  const ParameterBase* parameter_;
  SignalNode<unsigned> count_{0};
  unsigned seen_ = 0;
};

struct NoSetCounter {
  explicit NoSetCounter(const ParameterBase&) {}
  void stop() {}
  void track() const {}
  bool has_counted() const { return false; }
};

/// What a watcher has to know of a parameter to tell what has changed.
template <class T, class Counter = NoSetCounter>
class ChangeNoter {
 public:
  explicit ChangeNoter(const Parameter<T>& parameter)
      : parameter_(parameter),
        last_(parameter.peek()),
        seen_(last_change_stamp()),
        sets_(parameter) {}

  void track() const {
    parameter_();
    sets_.track();
  }
  bool note() {
    const T& now = parameter_.peek();
    const bool triggered = parameter_.triggered_since(seen_);
    const bool was_set = sets_.has_counted();
    seen_ = last_change_stamp();
    if (!reactive::same_value(last_, now)) {
      noted_.emplace(std::exchange(last_, now), now, ChangeKind::changed, &parameter_);
    } else if (triggered || was_set) {
      noted_.emplace(now, now, triggered ? ChangeKind::triggered : ChangeKind::set, &parameter_);
    }
    return noted_.has_value();
  }
  std::optional<Change<T>> take() { return std::exchange(noted_, std::nullopt); }
  const Parameter<T>& parameter() const { return parameter_; }
  void stop() { sets_.stop(); }

 private:
  const Parameter<T>& parameter_;
  T last_;
  ChangeStamp seen_;
  [[no_unique_address]] Counter sets_;
  std::optional<Change<T>> noted_;
};

template <class T, class Counter = NoSetCounter>
class ParameterWatcher final : public Watcher {
 public:
  ParameterWatcher(const Parameter<T>& parameter, Ref<Handler<Change<T>>> handler, int order = 0)
      : Watcher(order, parameter.name().data()), noter_(parameter), handler_(std::move(handler)) {
    start(parameter.owner().watchers(), [&] { noter_.track(); });
  }

 private:
  bool note() override { return noter_.note(); }

  void deliver() override {
    Change<T> change = *noter_.take();
    const Trigger trigger = trigger_of(noter_.parameter(), change.kind == ChangeKind::triggered);
    handler_->call(scope(), std::move(change), trigger);
  }

  HandlerBase* handler() const override { return handler_.get(); }
  void release_function() override {
    noter_.stop();
    handler_->stop();
    handler_ = nullptr;
  }

  ChangeNoter<T, Counter> noter_;
  Ref<Handler<Change<T>>> handler_;
};

}  // namespace detail

template <class T>
template <class F>
Subscription Parameter<T>::watch(F f) const {
  return Subscription(
      make_ref<detail::ParameterWatcher<T>>(*this, make_handler<Change<T>>(std::move(f))));
}

template <class T>
template <class F>
Subscription Parameter<T>::watch(F f, WatchOptions options) const {
  const bool always = options.always;
  const int order = options.order;
  auto handler = make_handler<Change<T>>(std::move(f), std::move(options),
                                         static_cast<const ParameterBase*>(this));
  if (always) {
    return Subscription(make_ref<detail::ParameterWatcher<T, detail::SetCounter>>(
        *this, std::move(handler), order));
  }
  return Subscription(make_ref<detail::ParameterWatcher<T>>(*this, std::move(handler), order));
}

}  // namespace coracle
