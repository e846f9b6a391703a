#include <emscripten/bind.h>

#include <coracle/ui/module.hpp>

#include "objects.hpp"
#include "types.hpp"

namespace coracle::javascript {

namespace {

ModuleState& module_at(Address component) {
  return static_cast<ModuleState&>(component_at(component));
}

struct NameList {
  void parameter(const char* name, const Parameter<JsonValue>&, const JsonValue&, const char*) {
    append(names, text(name));
  }
  val names = val::array();
};

val module_names(Address component) {
  NameList list;
  module_at(component).describe(list);
  return list.names;
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
