#include "call.hpp"

#include <coracle/async/attempt.hpp>
#include <coracle/async/scope.hpp>
#include <utility>

namespace coracle::javascript {

Error generator_lost() {
  return Error(
      "bad_argument",
      "a function gave a generator, which nobody would run; to show what it yields, use bind");
}

Task<AnyValue> result_of(RunningExecution execution) {
  if (execution->step().kind == StepKind::pending) {
    execution->take_settlement(co_await execution->settlement());
  }
  const Step step = execution->step();
  if (step.kind == StepKind::failed) co_await fail(error_of(step.value));
  if (step.kind == StepKind::iterator) co_await fail(generator_lost());
  co_return AnyValue(step.value);
}

Task<AnyValue> call(AnyValue function, val arguments, Ref<CleanUp> clean_up) {
  return call(RunningExecution(new Execution(std::move(clean_up))), std::move(function),
              std::move(arguments));
}

Task<AnyValue> call(RunningExecution execution, AnyValue function, val arguments) {
  execution->start(function, arguments);
  co_return co_await result_of(std::move(execution));
}

void call_at_once(const AnyValue& function, const val& arguments) {
  RunningExecution execution(new Execution());
  execution->start(function, arguments);
  program_scope().spawn(result_of(std::move(execution)));
}

}  // namespace coracle::javascript
