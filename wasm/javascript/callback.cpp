#include "callback.hpp"

#include <coracle/async/scope.hpp>
#include <coracle/flow/watch_options.hpp>
#include <utility>
#include <vector>

#include "binding.hpp"
#include "call.hpp"
#include "execution.hpp"

namespace coracle::javascript {

class Callback::CallRun final : public HandlerRun {
 public:
  CallRun(Ref<Callback> callback, RunningExecution execution, val arguments)
      : HandlerRun(callback->runs_),
        callback_(std::move(callback)),
        execution_(std::move(execution)),
        arguments_(std::move(arguments)) {}

 private:
  Frame* begin() override {
    if (execution_->is_started()) return result_of(std::move(execution_)).release();
    execution_->set_trigger(trigger());
    return javascript::call(std::move(execution_), callback_->function_, std::move(arguments_))
        .release();
  }

  Ref<Callback> callback_;
  RunningExecution execution_;
  val arguments_;
};

void Callback::call(Scope& scope, Happening happened, const Trigger& trigger) {
  const Ref<Callback> self(this);
  val arguments = val::array();
  append(arguments, happened.object());
  RunningExecution execution(new Execution());
  if (!has_policy_) {
    execution->set_trigger(trigger);
    const bool waits = scope.enter([&] {
      const Step& step = execution->start(function_, arguments);
      if (step.kind == StepKind::failed) handle_error(error_of(step.value));
      if (step.kind == StepKind::iterator) handle_error(generator_lost());
      return step.kind == StepKind::pending;
    });
    if (!waits) return;
  }
  runs_.trigger(scope, *new CallRun(self, std::move(execution), std::move(arguments)), trigger);
}

namespace {

class ChangeWatcher final : public Watcher {
 public:
  ChangeWatcher(const Observable& what, Ref<Handler<Happening>> handler, const Options& options)
      : Watcher(options.order, what.parameter() ? what.parameter()->name().data() : "a binding"),
        noter_(what),
        handler_(std::move(handler)),
        binding_(what.binding()) {
    if (options.always && what.parameter()) sets_.emplace(*what.parameter());
    start(what.watchers(), [&] {
      what.track();
      if (sets_) sets_->track();
    });
  }

 private:
  bool note() override {
    noter_.each_new(
        [this](Happening happened) {
          if (happened.pulse || noted_.empty()) return noted_.push_back(std::move(happened));
          happened.before = std::move(noted_.back().before);
          noted_.back() = std::move(happened);
        },
        sets_ && sets_->has_counted());
    return !noted_.empty();
  }

  void deliver() override {
    for (Happening& happened : std::exchange(noted_, {})) {
      if (!is_active()) return;
      const Trigger trigger = noter_.what().trigger(happened.kind);
      handler_->call(scope(), std::move(happened), trigger);
    }
  }

  HandlerBase* handler() const override { return handler_.get(); }
  void release_function() override {
    sets_.reset();
    noted_.clear();
    handler_->stop();
    handler_ = nullptr;
    binding_ = nullptr;
  }

  ChangeNoter noter_;
  Ref<Handler<Happening>> handler_;
  Ref<Binding> binding_;
  std::optional<coracle::detail::SetCounter> sets_;
  std::vector<Happening> noted_;
};

}  // namespace

Ref<Handler<Happening>> make_callback(const Observable& what, val function, Options& options) {
  auto callback = make_ref<Callback>(what, std::move(function), options.policy.is_given());
  WatchOptions given;
  given.policy = options.policy;
  given.on_error = std::move(options.on_error);
  set_watch_options(*callback, given);
  if (options.rate.is_immediate()) return callback;
  return make_ref<coracle::detail::RatedHandler<Happening, Observable>>(callback, options.rate,
                                                                        &callback->what());
}

Subscription watch(const Observable& what, val function, Options options) {
  Ref<Handler<Happening>> handler = make_callback(what, std::move(function), options);
  return Subscription(make_ref<ChangeWatcher>(what, std::move(handler), options));
}

}  // namespace coracle::javascript
