#pragma once

#include <coracle/flow/binding.hpp>
#include <coracle/flow/watch.hpp>
#include <coracle/flow/watch_options.hpp>
#include <coracle/reactive/batch.hpp>
#include <optional>
#include <utility>

namespace coracle {

namespace detail {

/// Keeps the binding, and so keeps it running, until it ends.
template <class T>
class BindingWatcher final : public Watcher {
 public:
  BindingWatcher(Ref<BindingBody<T>> binding, Ref<Handler<Change<T>>> handler, int order)
      : Watcher(order), binding_(std::move(binding)), handler_(std::move(handler)), last_(now()) {
    start(binding_->watchers(), [&] { binding_->latest(); });
  }

 private:
  // Reading it may end this watcher, and with it the binding.
  std::optional<T> now() const {
    const Ref<BindingBody<T>> binding = binding_;
    const T* value = untracked([&] { return binding->latest(); });
    return value ? std::optional<T>(*value) : std::nullopt;
  }

  // A binding that loses its value, because it starts anew, is no change.
  bool note() override {
    std::optional<T> value = now();
    if (!is_active() || !value || (last_ && reactive::same_value(*last_, *value))) return false;
    before_ = std::exchange(last_, std::move(value));
    return true;
  }

  void deliver() override {
    Change<T> change{std::exchange(before_, std::nullopt).value_or(T()), *last_};
    handler_->call(scope(), std::move(change), Trigger{{}, Phase::committed});
  }

  HandlerBase* handler() const override { return handler_.get(); }
  void release_function() override {
    handler_->stop();
    handler_ = nullptr;
    binding_ = nullptr;
  }

  Ref<BindingBody<T>> binding_;
  Ref<Handler<Change<T>>> handler_;
  std::optional<T> last_;
  std::optional<T> before_;
};

}  // namespace detail

template <class T>
template <class F>
Subscription Binding<T>::watch(F f) const {
  return Subscription(
      make_ref<detail::BindingWatcher<T>>(body_, make_handler<Change<T>>(std::move(f)), 0));
}

template <class T>
template <class F>
Subscription Binding<T>::watch(F f, WatchOptions options) const {
  const int order = options.order;
  return Subscription(make_ref<detail::BindingWatcher<T>>(
      body_, make_handler<Change<T>>(std::move(f), std::move(options), body_.get()), order));
}

}  // namespace coracle
