#pragma once

#include <coracle/base/error.hpp>
#include <coracle/base/function.hpp>
#include <coracle/flow/handler.hpp>
#include <coracle/flow/parameter_visitor.hpp>
#include <coracle/flow/policy.hpp>
#include <coracle/flow/rate.hpp>
#include <memory>
#include <optional>
#include <utility>

namespace coracle {

/// How a watcher or a handler hears of things.
///
///     slider.value.watch(render, {.order = -1, .policy = latest, .rate = frame});
///     button.on_click(upload, {.policy = queue(5), .on_error = show_in_status});
struct WatchOptions {
  /// Also when the parameter is set to the value it has. Means nothing to an event.
  bool always = false;
  /// Lower ones hear first; then those that were made first.
  int order = 0;
  /// What happens while an async function is still running: `parallel()` unless said otherwise.
  Policy policy = {};
  /// How events are thinned. Of those that become one, it is told of the newest; the `before` of a
  /// `Change` is then that of the oldest.
  Rate rate = {};
  /// Takes its errors, in place of the scope.
  Function<void(Error)> on_error = {};
};

namespace detail {

template <class Payload>
void merge_into(Payload& held, Payload next) {
  if constexpr (requires { held.before; }) next.before = std::move(held.before);
  held = std::move(next);
}

/// `Source` has `each_parameter`; null where there are none.
template <class Payload, class Source>
class RatedHandler final : public Handler<Payload>, private Rated {
 public:
  RatedHandler(Ref<Handler<Payload>> inner, const Rate& rate, const Source* source)
      : inner_(std::move(inner)), source_(source), limiter_(rate.limit(*this)) {}

  void call(Scope& scope, Payload payload, const Trigger& trigger) override {
    const Ref<RatedHandler> self(this);
    if (held_) {
      merge_into(*held_, std::move(payload));
    } else {
      held_.emplace(std::move(payload));
    }
    trigger_ = trigger;
    scope_ = &scope;
    const RateLimiter::Verdict verdict = limiter_->trigger();
    if (verdict == RateLimiter::Verdict::now) pass();
    if (verdict == RateLimiter::Verdict::lost) held_.reset();
  }
  void stop() override {
    limiter_->reset();
    held_.reset();
    inner_->stop();
  }
  void set_name(const char* name) override { inner_->set_name(name); }
  HandlerRuns* runs() override { return inner_->runs(); }

 private:
  void pass() override {
    if (!held_) return;
    const Ref<RatedHandler> self(this);
    Payload payload = std::move(*held_);
    held_.reset();
    if (trigger_.phase == Phase::moving && !is_moving()) trigger_.phase = Phase::committed;
    inner_->call(*scope_, std::move(payload), trigger_);
  }
  bool is_moving() const {
    MovementTracker tracker;
    each_parameter(tracker);
    return tracker.is_moving();
  }
  void each_parameter(ParameterVisitor& visitor) const override {
    if (source_) source_->each_parameter(visitor);
  }

  Ref<Handler<Payload>> inner_;
  const Source* source_;
  std::unique_ptr<RateLimiter> limiter_;
  std::optional<Payload> held_;
  Trigger trigger_;
  Scope* scope_ = nullptr;
};

}  // namespace detail

/// The policy and what takes the errors; the rate is left.
void set_watch_options(HandlerBase& handler, WatchOptions& options);

/// A handler under the options, for what changes `source`.
template <class Payload, class F, class Source>
Ref<Handler<Payload>> make_handler(F function, WatchOptions options, const Source* source) {
  Ref<Handler<Payload>> handler = make_handler<Payload>(std::move(function));
  set_watch_options(*handler, options);
  if (options.rate.is_immediate()) return handler;
  return make_ref<detail::RatedHandler<Payload, Source>>(std::move(handler), options.rate, source);
}

}  // namespace coracle
