#include "registry.hpp"

namespace coracle::javascript {

namespace {

struct MemberFinder final : MemberVisitor {
  explicit MemberFinder(std::uint32_t index) : left(index) {}
  void member(const char*, const ParameterBase& parameter, const ParameterType& type, val,
              const char*) override {
    if (left-- == 0) found = {&parameter, &type};
  }
  std::uint32_t left;
  Member found;
};

struct Describer final : MemberVisitor {
  void member(const char* name, const ParameterBase&, const ParameterType& type, val initial,
              const char* doc) override {
    val object = val::object();
    object.set("name", member_name(name));
    object.set("type", text(type.name));
    object.set("initial", std::move(initial));
    object.set("doc", text(doc));
    append(members, object);
  }
  val members = val::array();
};

}  // namespace

std::uint32_t component_index(const ComponentState& state) {
  std::uint32_t index = 0;
  for (const ComponentEntry& entry : registry()) {
    if (entry.type == &state.type()) break;
    ++index;
  }
  return index;
}

Member member_of(const ComponentState& state, std::uint32_t index) {
  MemberFinder finder(index);
  registry()[component_index(state)].visit(state, finder);
  return finder.found;
}

val describe() {
  val components = val::array();
  for (const ComponentEntry& entry : registry()) {
    Describer describer;
    entry.visit(*entry.create(val::array()), describer);
    val object = val::object();
    object.set("name", text(entry.type->name));
    object.set("members", std::move(describer.members));
    object.set("value", number(entry.value));
    object.set("handler", text(entry.handler));
    object.set("occur", text(entry.occur));
    object.set("count", text(entry.count));
    object.set("isOpen", boolean(entry.is_open));
    append(components, object);
  }
  return components;
}

}  // namespace coracle::javascript
