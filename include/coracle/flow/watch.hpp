#pragma once

#include <coracle/flow/handler.hpp>
#include <coracle/flow/parameter.hpp>
#include <coracle/flow/subscription.hpp>
#include <coracle/reactive/equal.hpp>
#include <optional>
#include <utility>

namespace coracle {

enum class ChangeKind : unsigned char { changed, triggered };

/// What a watcher is told: a commit gave the parameter another value, or somebody triggered it.
template <class T>
struct Change {
  /// At the start of the commit; the same as `now` when it was triggered.
  T before;
  T now;
  ChangeKind kind = ChangeKind::changed;
  const Parameter<T>* parameter = nullptr;
};

namespace detail {

template <class T>
class ParameterWatcher final : public Watcher {
 public:
  ParameterWatcher(const Parameter<T>& parameter, Ref<Handler<Change<T>>> handler)
      : Watcher(0),
        parameter_(parameter),
        handler_(std::move(handler)),
        last_(parameter.peek()),
        seen_(last_change_stamp()) {
    start(parameter.owner().watchers(), [&] { parameter(); });
  }

 private:
  bool note() override {
    const T& now = parameter_.peek();
    const bool triggered = parameter_.triggered_since(seen_);
    seen_ = last_change_stamp();
    if (reactive::same_value(last_, now)) {
      if (!triggered) return false;
      noted_.emplace(now, now, ChangeKind::triggered, &parameter_);
    } else {
      noted_.emplace(std::exchange(last_, now), now, ChangeKind::changed, &parameter_);
    }
    return true;
  }

  void deliver() override {
    Change<T> change = std::move(*noted_);
    noted_.reset();
    handler_->call(scope(), std::move(change));
  }

  void release_function() override { handler_ = nullptr; }

  const Parameter<T>& parameter_;
  Ref<Handler<Change<T>>> handler_;
  T last_;
  ChangeStamp seen_;
  std::optional<Change<T>> noted_;
};

}  // namespace detail

template <class T>
template <class F>
Subscription Parameter<T>::watch(F f) const {
  return Subscription(
      make_ref<detail::ParameterWatcher<T>>(*this, make_handler<Change<T>>(std::move(f))));
}

}  // namespace coracle
