#include "binding.hpp"

#include <coracle/async/attempt.hpp>
#include <coracle/base/report.hpp>
#include <coracle/reactive/owner.hpp>
#include <coracle/ui/output.hpp>
#include <utility>

namespace coracle::javascript {

namespace {

// A run: calls the function and gives what comes of it, whichever kind of function it is. The
// execution is the coroutine's: wherever that is destroyed, the JavaScript side is closed.
AsyncGenerator<AnyValue> drive(RunningExecution execution, AnyValue function, val arguments,
                               Ref<CleanUp> clean_up) {
  if (!execution->is_started()) execution->start(function, arguments);
  for (;;) {
    if (execution->step().kind == StepKind::pending) {
      execution->take_settlement(co_await execution->settlement());
    }
    const Step step = execution->step();
    switch (step.kind) {
      case StepKind::failed:
        clean_up->thrown = step.value["error"];
        co_await fail(error_of(step.value));
        break;
      case StepKind::yielded:
      case StepKind::value: co_yield AnyValue(step.value); break;
      default: break;
    }
    if (step.is_last()) co_return;
    execution->next();
  }
}

class BindingWatcher final : public Watcher {
 public:
  BindingWatcher(Binding& binding, Ref<Callback> callback)
      : Watcher(0), binding_(binding), callback_(std::move(callback)), last_(value()) {
    start(binding.watchers(), [&] { binding.latest(); });
  }

 private:
  AnyValue value() const {
    const AnyValue* latest = untracked([this] { return binding_.latest(); });
    return latest ? *latest : AnyValue();
  }

  bool note() override {
    AnyValue now = value();
    if (now == last_) return false;
    if (!before_) before_ = last_;
    last_ = std::move(now);
    return true;
  }

  void deliver() override {
    const AnyValue before = *std::exchange(before_, std::nullopt);
    scope().enter(
        [&] { callback_->call(change_object(before.get(), last_.get(), false, "value")); });
  }

  void release_function() override { callback_ = nullptr; }

  Binding& binding_;
  Ref<Callback> callback_;
  AnyValue last_;
  std::optional<AnyValue> before_;
};

}  // namespace

class Binding::BoundRun final : public Base::ValueRun<AnyValue> {
 public:
  BoundRun(Binding& binding, RunningExecution execution, val arguments)
      : ValueRun(binding, true),
        execution_(std::move(execution)),
        function_(binding.function_),
        arguments_(std::move(arguments)),
        clean_up_(binding.clean_up_) {}

 private:
  Frame* begin() override {
    return drive(std::move(execution_), function_, arguments_, clean_up_).release();
  }

  RunningExecution execution_;
  AnyValue function_;
  val arguments_;
  Ref<CleanUp> clean_up_;
};

Binding::Binding(AnyValue function, bool is_deferred)
    : function_(std::move(function)),
      clean_up_(make_ref<CleanUp>()),
      deferred_(is_deferred),
      outcome_([this] { return call_now(); }) {
  clean_up_->binding = this;
}

Binding::~Binding() { clean_up_->binding = nullptr; }

// Both modes are read at once: who observes a function that is called when read hears of it, too,
// when it turns out to be one that runs.
const AnyValue* Binding::latest() {
  const AnyValue* streamed = Base::latest();
  if (deferred_.get()) return streamed;
  const Outcome& outcome = outcome_();
  return outcome.value ? &*outcome.value : nullptr;
}

Status Binding::status() const {
  if (deferred_.get()) return Base::status();
  const Outcome& outcome = outcome_();
  return outcome.error ? Status::error : outcome.value ? Status::idle : Status::pending;
}

const Error& Binding::error() const { return deferred_.get() ? Base::error() : outcome_().error; }

std::optional<val> Binding::read_sources() const {
  // All of them, so that the reader hears of each.
  bool ready = true;
  for (const auto& source : sources_) ready = source->ready() && ready;
  if (!ready) return std::nullopt;
  val arguments = val::array();
  for (const auto& source : sources_) append(arguments, source->get());
  return arguments;
}

Binding::Outcome Binding::call_now() {
  if (deferred_.peek()) return {};
  const std::optional<val> arguments = read_sources();
  if (!arguments) return {};
  RunningExecution execution(new Execution(clean_up_));
  const Step step = execution->start(function_, *arguments);
  if (step.is_last()) {
    Outcome outcome{last_, {}};
    if (step.kind == StepKind::failed) {
      clean_up_->thrown = step.value["error"];
      outcome.error = error_of(step.value);
      report(outcome.error, "a binding");
    } else {
      last_ = outcome.value = AnyValue(step.value);
    }
    return outcome;
  }
  started_.execution = std::move(execution);
  started_.arguments = *arguments;
  started_.turns = 0;
  Loop::current().post(started_);
  deferred_.set(true);
  return {};
}

// Whoever has begun to observe the binding starts its run in the turn after this node's first.
void Binding::on_drop(::coracle::ReadyNode& node) {
  auto& started = static_cast<Started&>(node);
  if (++started.turns == 1) return Loop::current().post(started);
  started.execution.reset();
}

void Binding::each_parameter(ParameterVisitor& visitor) const {
  for (const auto& source : sources_) source->each_parameter(visitor);
}

// The call under way becomes the run for the same arguments; for others it is of no use.
Run* Binding::make_run() {
  if (!deferred_.get()) return nullptr;
  std::optional<val> arguments = read_sources();
  if (!arguments) return nullptr;
  RunningExecution execution = std::move(started_.execution);
  if (execution && !same_elements(started_.arguments, *arguments)) execution.reset();
  if (!execution) execution.reset(new Execution(clean_up_));
  started_.arguments = val::undefined();
  return new BoundRun(*this, std::move(execution), std::move(*arguments));
}

Subscription Binding::watch(Ref<Callback> callback) {
  return Subscription(make_ref<BindingWatcher>(*this, std::move(callback)));
}

View Binding::view() {
  return View(make_ref<OutputBody>(Ref<BindingBase>(this), [](BindingBase& binding) {
    const AnyValue* value = static_cast<Binding&>(binding).latest();
    return value ? view_of(value->get()) : View();
  }));
}

void BindingSource::each_parameter(ParameterVisitor& visitor) const {
  binding_->each_parameter(visitor);
}
BindingSource::BindingSource(Ref<Binding> binding) : binding_(std::move(binding)) {}
BindingSource::~BindingSource() = default;
bool BindingSource::ready() const { return binding_->latest() != nullptr; }
val BindingSource::get() const { return binding_->latest()->get(); }

}  // namespace coracle::javascript
