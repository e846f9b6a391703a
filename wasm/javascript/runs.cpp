#include <emscripten/bind.h>

#include <coracle/flow/run_handle.hpp>
#include <coracle/flow/run_options.hpp>
#include <coracle/flow/subscription.hpp>

#include "objects.hpp"

namespace coracle::javascript {

namespace {

Address newest_run(Address binding) { return detached(newest_run_of(binding_at(binding))); }

val addresses(const std::vector<RunHandle>& runs) {
  val array = val::array();
  for (const RunHandle& run : runs) append(array, number(static_cast<double>(detached(run))));
  return array;
}
val runs_of_binding(Address binding) {
  return addresses(runs_of(*binding_at(binding).controller()));
}
val runs_of_subscription(Address subscription) {
  return addresses(object_at<Subscription>(subscription).runs());
}

void cancel(Address run, std::string reason) { object_at<RunHandle>(run).cancel(reason); }
val state(Address address) {
  constexpr const char* phases[] = {"first", "moving", "committed", "triggered", "retried"};
  const RunHandle& run = object_at<RunHandle>(address);
  const Trigger trigger = run.trigger();
  val object = val::object();
  object.set("done", boolean(run.done()));
  object.set("status", number(static_cast<int>(run.status())));
  object.set("startedAt", number(run.started_at().count()));
  object.set("reason", text(run.reason()));
  object.set("source", member_name(trigger.source));
  object.set("phase", text(phases[static_cast<int>(trigger.phase)]));
  return object;
}

}  // namespace

EMSCRIPTEN_BINDINGS(coracle_runs) {
  using emscripten::function;
  function("newestRun", &newest_run);
  function("runsOfBinding", &runs_of_binding);
  function("runsOfSubscription", &runs_of_subscription);
  function("cancelRun", &cancel);
  function("runState", &state);
  function("releaseRun", &release<RunHandle>);
}

}  // namespace coracle::javascript
