#include <emscripten/bind.h>

#include <coracle/ui/module.hpp>

#include "objects.hpp"
#include "types.hpp"

namespace coracle::javascript {

namespace {

ModuleState& module_at(Address component) {
  return static_cast<ModuleState&>(component_at(component));
}

val module_names(Address component) {
  val names = val::array();
  module_at(component).each_own(
      [&](const Parameter<JsonValue>& parameter) { append(names, text(parameter.name())); });
  return names;
}

void module_send(Address component, val message) {
  module_at(component).send(Type<JsonValue>::from(message));
}

}  // namespace

EMSCRIPTEN_BINDINGS(coracle_modules) {
  emscripten::function("moduleNames", &module_names);
  emscripten::function("moduleSend", &module_send);
}

}  // namespace coracle::javascript
