#include "callback.hpp"

#include <coracle/async/attempt.hpp>
#include <coracle/async/scope.hpp>

#include "execution.hpp"

namespace coracle::javascript {

namespace {

constexpr const char* generator_lost =
    "a handler gave a generator, which nobody would run; to show what it yields, use bind";

// The execution is the coroutine's: cancelling it aborts the signal.
Task<> wait_for(RunningExecution execution) {
  const Step step = co_await execution->settlement();
  execution->take_settlement(step);
  if (step.kind == StepKind::failed) co_await fail(error_of(step.value));
}

}  // namespace

void Callback::call(val argument) {
  val arguments = val::array();
  append(arguments, argument);
  RunningExecution execution(new Execution(nullptr));
  const Step& step = execution->start(function_, arguments);
  Scope& scope = current_scope();
  switch (step.kind) {
    case StepKind::pending: scope.spawn(wait_for(std::move(execution))); return;
    case StepKind::failed: return scope.handle_error(error_of(step.value));
    case StepKind::iterator: return scope.handle_error(Error("bad_argument", generator_lost));
    default: return;
  }
}

}  // namespace coracle::javascript
