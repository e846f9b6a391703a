#include <emscripten/bind.h>

#include <coracle/base/report.hpp>
#include <coracle/reactive/batch.hpp>
#include <coracle/ui/error_box.hpp>
#include <coracle/ui/keyed.hpp>
#include <coracle/ui/log.hpp>
#include <coracle/ui/text.hpp>

#include "callback.hpp"
#include "imports.hpp"
#include "mounting.hpp"
#include "objects.hpp"
#include "sleeper.hpp"

// What JavaScript calls, here and in the files beside: web/npm/module.ts has the same functions
// with their contracts. Arguments were checked by the caller.

namespace coracle::javascript {

namespace {

// Gives the view away with its count.
Address detached_view(const View& view) {
  return reinterpret_cast<Address>(Ref<ViewBody>(view.body()).detach());
}

Address create(std::uint32_t type, val options) {
  return detached_view(View(Ref<ViewBody>(registry()[type].create(options))));
}
void retain_view(Address view) { reinterpret_cast<ViewBody*>(view)->retain(); }
void release_view(Address view) { reinterpret_cast<ViewBody*>(view)->release(); }
// Ends the watchers, whose functions may well refer to the component.
void end_watchers(Address component) {
  const Ref<ViewBody> body(reinterpret_cast<ViewBody*>(component));
  body->watchers().end_all();
}
Address text_view(std::string text) { return detached_view(View(std::move(text))); }
Address error_view(std::string message) {
  return detached_view(error_box(Error("bad_argument", std::move(message))));
}
Address keyed_view(std::string key, Address view) {
  return detached_view(keyed(key, View(Ref<ViewBody>(reinterpret_cast<ViewBody*>(view)))));
}

val read(Address component, std::uint32_t index) {
  const Member member = member_of(component_at(component), index);
  return member.type->read(*member.parameter);
}
int event_count(Address component, std::uint32_t index) {
  return count_of(*member_of(component_at(component), index).parameter);
}
// A watcher may let go of the component meanwhile.
void write(Address component, std::uint32_t index, val value) {
  const Ref<ComponentState> keep(&component_at(component));
  const Member member = member_of(*keep, index);
  member.type->write(*member.parameter, value);
}
void write_all(Address component, val indices, val values) {
  batch([&] {
    for (std::uint32_t i = 0; i < length_of(indices); ++i) {
      write(component, static_cast<std::uint32_t>(number_of(element(indices, i))),
            element(values, i));
    }
  });
}
void trigger(Address component, std::uint32_t index) {
  const Ref<ComponentState> keep(&component_at(component));
  const Member member = member_of(*keep, index);
  member.type->trigger(*member.parameter);
}
Address watch_source(Address address, int member, val listener, val options, val on_error) {
  return detached(javascript::watch(observable_at(address, member), std::move(listener),
                                    Options(options, std::move(on_error))));
}
bool is_watching(Address subscription) { return object_at<Subscription>(subscription).is_active(); }
void end_watch(Address subscription) { object_at<Subscription>(subscription).dispose(); }

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
  binding_at(binding).add_argument(std::make_unique<ConstantArgument>(std::move(value)));
}
void add_parameter(Address binding, Address component, std::uint32_t index) {
  const Member member = member_of(component_at(component), index);
  binding_at(binding).add_argument(
      std::make_unique<ParameterArgument>(*member.parameter, *member.type));
}
void add_binding(Address binding, Address source) {
  binding_at(binding).add_argument(
      std::make_unique<BindingArgument>(Ref<Binding>(&binding_at(source))));
}
void add_status(Address binding, Address source) {
  binding_at(binding).add_argument(
      std::make_unique<StatusArgument>(Ref<Binding>(&binding_at(source))));
}
void set_options(Address binding, val options, val on_error) {
  binding_at(binding).set_options(Options(options, std::move(on_error)));
}
// Undefined where there is none.
void set_adaptors(Address binding, val append, val pace) {
  if (!append.isUndefined()) {
    const double limit = number_of(append);
    binding_at(binding).set_append(limit > 0 ? static_cast<std::size_t>(limit) : no_limit);
  }
  if (!pace.isUndefined()) binding_at(binding).set_pace(Time(number_of(pace)));
}
void retain_binding(Address binding) { binding_at(binding).retain(); }
void release_binding(Address binding) { binding_at(binding).release(); }
void end_binding_watchers(Address binding) {
  const Ref<Binding> keep(&binding_at(binding));
  keep->watchers().end_all();
}
Address binding_view(Address binding) { return detached_view(binding_at(binding).view()); }
val binding_value(Address binding) {
  const AnyValue* value = binding_at(binding).latest();
  return value ? value->get() : val::undefined();
}
int binding_status(Address binding) { return static_cast<int>(binding_at(binding).status()); }
val binding_error(Address binding) {
  const Error& error = binding_at(binding).error();
  if (!error) return val::undefined();
  return raw_error(error);
}
void retry(Address binding) {
  const Ref<Binding> keep(&binding_at(binding));
  keep->retry();
}

void run_batch() { batch(&coracle_javascript_batch); }
Address start_sleep(double milliseconds, std::uint32_t id) {
  return reinterpret_cast<Address>(&Sleeper::start(Time(milliseconds), id));
}
void cancel_sleep(Address sleeper) { reinterpret_cast<Sleeper*>(sleeper)->cancel(); }
void set_grace(double milliseconds) { Execution::set_grace(Time(milliseconds)); }

void report_error(val failure, std::string origin) { report(error_of(failure), origin); }
// Undefined: nobody takes errors any more.
void take_errors(val handler) {
  Options options(val::undefined(), std::move(handler));
  if (options.on_error) {
    program_scope().on_error(std::move(options.on_error));
  } else {
    on_stray_error();
  }
}
void show_view(std::uint32_t root, Address view) {
  show(root, View(Ref<ViewBody>(reinterpret_cast<ViewBody*>(view))));
}

}  // namespace

EMSCRIPTEN_BINDINGS(coracle) {
  using emscripten::function;
  function("initialize", &initialize);
  function("describe", &describe);
  function("takeErrors", &take_errors);

  function("create", &create);
  function("retainView", &retain_view);
  function("releaseView", &release_view);
  function("endWatchers", &end_watchers);
  function("textView", &text_view);
  function("errorView", &error_view);
  function("keyedView", &keyed_view);

  function("read", &read);
  function("eventCount", &event_count);
  function("write", &write);
  function("writeAll", &write_all);
  function("trigger", &trigger);
  function("watch", &watch_source);
  function("isWatching", &is_watching);
  function("endWatch", &end_watch);
  function("releaseSubscription", &release<Subscription>);

  function("logText", &log_text);
  function("logView", &log_view);
  function("logClear", &log_clear);

  function("createBinding", &create_binding);
  function("addConstant", &add_constant);
  function("addParameter", &add_parameter);
  function("addBinding", &add_binding);
  function("addStatus", &add_status);
  function("setOptions", &set_options);
  function("setAdaptors", &set_adaptors);
  function("retainBinding", &retain_binding);
  function("releaseBinding", &release_binding);
  function("endBindingWatchers", &end_binding_watchers);
  function("bindingView", &binding_view);
  function("bindingValue", &binding_value);
  function("bindingStatus", &binding_status);
  function("bindingError", &binding_error);
  function("retry", &retry);

  function("settle", &Execution::settle);
  function("released", &Execution::released);
  function("triggerRead", &Execution::trigger_read);
  function("sourceName", &Execution::source_name);
  function("setGrace", &set_grace);

  function("runBatch", &run_batch);
  function("startSleep", &start_sleep);
  function("cancelSleep", &cancel_sleep);
  function("report", &report_error);

  function("show", &show_view);
  function("close", &close);
}

}  // namespace coracle::javascript
