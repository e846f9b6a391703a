#include <emscripten/bind.h>

#include <coracle/base/report.hpp>
#include <coracle/reactive/batch.hpp>
#include <coracle/ui/error_box.hpp>
#include <coracle/ui/log.hpp>
#include <coracle/ui/text.hpp>

#include "binding.hpp"
#include "imports.hpp"
#include "mounting.hpp"
#include "registry.hpp"
#include "sleeper.hpp"

// What JavaScript calls: web/npm/module.ts has the same functions with their contracts. Objects are
// passed as addresses; web/npm/handles.ts sees to it that none is used after its release. Arguments
// were checked by the caller.

namespace coracle::javascript {

namespace {

using Address = std::uintptr_t;

ComponentState& component_at(Address address) {
  return static_cast<ComponentState&>(*reinterpret_cast<ViewBody*>(address));
}
Binding& binding_at(Address address) { return *reinterpret_cast<Binding*>(address); }

// Gives the view away with its count.
Address detached(const View& view) {
  return reinterpret_cast<Address>(Ref<ViewBody>(view.body()).detach());
}
Address detached(Subscription subscription) {
  return reinterpret_cast<Address>(new Subscription(std::move(subscription)));
}

Address create(std::uint32_t type, val options) {
  return detached(View(Ref<ViewBody>(registry()[type].create(options))));
}
void retain_view(Address view) { reinterpret_cast<ViewBody*>(view)->retain(); }
void release_view(Address view) { reinterpret_cast<ViewBody*>(view)->release(); }
// Ends the watchers, whose functions may well refer to the component.
void end_watchers(Address component) {
  const Ref<ViewBody> body(reinterpret_cast<ViewBody*>(component));
  body->watchers().end_all();
}
Address text_view(std::string text) { return detached(View(std::move(text))); }
Address error_view(std::string message) {
  return detached(error_box(Error("bad_argument", std::move(message))));
}

val read(Address component, std::uint32_t index) {
  const Member member = member_of(component_at(component), index);
  return member.type->read(*member.parameter);
}
// A watcher may let go of the component meanwhile.
void write(Address component, std::uint32_t index, val value) {
  const Ref<ComponentState> keep(&component_at(component));
  const Member member = member_of(*keep, index);
  member.type->write(*member.parameter, value);
}
void trigger(Address component, std::uint32_t index) {
  const Ref<ComponentState> keep(&component_at(component));
  const Member member = member_of(*keep, index);
  member.type->trigger(*member.parameter);
}
Address watch(Address component, std::uint32_t index, val function) {
  const Member member = member_of(component_at(component), index);
  return detached(member.type->watch(*member.parameter, make_ref<Callback>(std::move(function))));
}
bool is_watching(Address subscription) {
  return reinterpret_cast<Subscription*>(subscription)->is_active();
}
void end_watch(Address subscription) { reinterpret_cast<Subscription*>(subscription)->dispose(); }
void release_subscription(Address subscription) {
  delete reinterpret_cast<Subscription*>(subscription);
}

Log log_at(Address component) { return Log(Ref<ComponentState>(&component_at(component))); }
void log_text(Address component, std::string text, bool is_error) {
  const Log log = log_at(component);
  if (is_error) {
    log.error(text);
  } else {
    log.print(text);
  }
}
void log_view(Address component, val view) { log_at(component).show(view_of(view)); }
void log_clear(Address component, bool waits_for_next) {
  const Log log = log_at(component);
  if (waits_for_next) {
    log.clear(after_next);
  } else {
    log.clear();
  }
}

Address create_binding(val function, bool is_deferred) {
  return reinterpret_cast<Address>(
      make_ref<Binding>(AnyValue(std::move(function)), is_deferred).detach());
}
void add_constant(Address binding, val value) {
  binding_at(binding).add_source(std::make_unique<ConstantSource>(std::move(value)));
}
void add_parameter(Address binding, Address component, std::uint32_t index) {
  const Member member = member_of(component_at(component), index);
  binding_at(binding).add_source(
      std::make_unique<ParameterSource>(*member.parameter, *member.type));
}
void add_binding(Address binding, Address source) {
  binding_at(binding).add_source(
      std::make_unique<BindingSource>(Ref<Binding>(&binding_at(source))));
}
void retain_binding(Address binding) { binding_at(binding).retain(); }
void release_binding(Address binding) { binding_at(binding).release(); }
void end_binding_watchers(Address binding) {
  const Ref<Binding> keep(&binding_at(binding));
  keep->watchers().end_all();
}
Address binding_view(Address binding) { return detached(binding_at(binding).view()); }
val binding_value(Address binding) {
  const AnyValue* value = binding_at(binding).latest();
  return value ? value->get() : val::undefined();
}
int binding_status(Address binding) { return static_cast<int>(binding_at(binding).status()); }
val binding_error(Address binding) {
  const Error& error = binding_at(binding).error();
  if (!error) return val::undefined();
  val object = val::object();
  object.set("code", text(error.code()));
  object.set("message", text(error.message()));
  object.set("thrown", binding_at(binding).thrown());
  return object;
}
Address watch_binding(Address binding, val function) {
  return detached(binding_at(binding).watch(make_ref<Callback>(std::move(function))));
}

void run_batch() { batch(&coracle_javascript_batch); }
Address start_sleep(double milliseconds, std::uint32_t id) {
  return reinterpret_cast<Address>(&Sleeper::start(Time(milliseconds), id));
}
void cancel_sleep(Address sleeper) { reinterpret_cast<Sleeper*>(sleeper)->cancel(); }
void set_grace(double milliseconds) { Execution::set_grace(Time(milliseconds)); }

void report_error(val failure, std::string origin) { report(error_of(failure), origin); }
void show_view(std::uint32_t root, Address view) {
  show(root, View(Ref<ViewBody>(reinterpret_cast<ViewBody*>(view))));
}

}  // namespace

EMSCRIPTEN_BINDINGS(coracle) {
  using emscripten::function;
  function("initialize", &initialize);
  function("describe", &describe);

  function("create", &create);
  function("retainView", &retain_view);
  function("releaseView", &release_view);
  function("endWatchers", &end_watchers);
  function("textView", &text_view);
  function("errorView", &error_view);

  function("read", &read);
  function("write", &write);
  function("trigger", &trigger);
  function("watch", &watch);
  function("isWatching", &is_watching);
  function("endWatch", &end_watch);
  function("releaseSubscription", &release_subscription);

  function("logText", &log_text);
  function("logView", &log_view);
  function("logClear", &log_clear);

  function("createBinding", &create_binding);
  function("addConstant", &add_constant);
  function("addParameter", &add_parameter);
  function("addBinding", &add_binding);
  function("retainBinding", &retain_binding);
  function("releaseBinding", &release_binding);
  function("endBindingWatchers", &end_binding_watchers);
  function("bindingView", &binding_view);
  function("bindingValue", &binding_value);
  function("bindingStatus", &binding_status);
  function("bindingError", &binding_error);
  function("watchBinding", &watch_binding);

  function("settle", &Execution::settle);
  function("released", &Execution::released);
  function("setGrace", &set_grace);

  function("runBatch", &run_batch);
  function("startSleep", &start_sleep);
  function("cancelSleep", &cancel_sleep);
  function("report", &report_error);

  function("show", &show_view);
  function("close", &close);
}

}  // namespace coracle::javascript
