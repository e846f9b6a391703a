#include "parameter_type.hpp"

namespace coracle::javascript {

namespace {

const Event& as_event(const ParameterBase& base) { return static_cast<const Event&>(base); }

}  // namespace

val change_object(val before, val now, bool triggered, std::string_view name) {
  val change = val::object();
  change.set("before", std::move(before));
  change.set("now", std::move(now));
  change.set("kind", text(triggered ? "triggered" : "changed"));
  change.set("name", text(name));
  return change;
}

const ParameterType event_type{
    "event", [](const ParameterBase& base) { return boolean(as_event(base)()); }, nullptr,
    [](const ParameterBase& base, Ref<Callback> callback) {
      return as_event(base).watch([callback](Pulse pulse) {
        val happened = val::object();
        happened.set("count", number(pulse.count));
        callback->call(std::move(happened));
      });
    },
    [](const ParameterBase& base) { as_event(base).pulse(); }};

}  // namespace coracle::javascript
