#pragma once

#include <coracle/async/task.hpp>
#include <coracle/flow/trigger.hpp>

#include "execution.hpp"
#include "value.hpp"

namespace coracle::javascript {

/// Gives what comes of an execution that was started; fails if that does, and where it gives a
/// generator, which nobody would run. Destroying it aborts the execution's signal.
Task<AnyValue> result_of(RunningExecution execution);

/// Calls a JavaScript function when it is its turn; the rest is as above. `clean_up` may be null.
Task<AnyValue> call(AnyValue function, val arguments, Ref<CleanUp> clean_up = nullptr);
Task<AnyValue> call(RunningExecution execution, AnyValue function, val arguments);

/// What a function has done wrong that was to give a value, and gave a generator.
Error generator_lost();

/// Calls it now. What it throws, or its promise rejects with, is reported.
void call_at_once(const AnyValue& function, const val& arguments);

}  // namespace coracle::javascript
