#pragma once

#include <coracle/ui/component.hpp>
#include <cstdint>
#include <span>

#include "parameter_type.hpp"
#include "value.hpp"

namespace coracle::javascript {

/// Is told of every parameter and event of a component, in the order of its description.
class MemberVisitor {
 public:
  template <class T>
  void parameter(const char* name, const Parameter<T>& parameter, const T& initial,
                 const char* doc) {
    member(name, parameter, parameter_type<T>, Type<T>::to(initial), doc);
  }
  void event(const char* name, const Event& event, const char* doc) {
    member(name, event, event_type, val::undefined(), doc);
  }

 protected:
  ~MemberVisitor() = default;
  virtual void member(const char* name, const ParameterBase& parameter, const ParameterType& type,
                      val initial, const char* doc) = 0;
};

/// One line of the registry, made from the component's own description.
struct ComponentEntry {
  /// `options`: an array with one element a parameter, undefined where it was not given.
  Ref<ComponentState> (*create)(const val& options);
  void (*visit)(const ComponentState& state, MemberVisitor& visitor);
  /// The place of the parameter or event that a component stands for, or -1.
  int value;
  const ComponentType* type;
  /// What the methods are called that take a handler of the component's event, and that make it
  /// happen, and the property that tells how often it did; empty if it has none.
  const char* handler;
  const char* occur;
  const char* count;
  /// Its parameters are those that each of them was made with.
  bool is_open = false;
};

/// The components that JavaScript has, in the order of their indices.
std::span<const ComponentEntry> registry();
std::uint32_t component_index(const ComponentState& state);

struct Member {
  const ParameterBase* parameter = nullptr;
  const ParameterType* type = nullptr;
};
/// The parameter or event at a place in the component's description.
Member member_of(const ComponentState& state, std::uint32_t index);

/// An array with an object for each component: what JavaScript's classes and TypeScript's types
/// are made of. See `ComponentDescription` in web/npm/module.ts.
val describe();

}  // namespace coracle::javascript
