#pragma once

#include <coracle/ui/column_data_source.hpp>
#include <cstdint>

#include "binding.hpp"
#include "observable.hpp"
#include "registry.hpp"

// Objects as JavaScript passes them: by address. web/npm/handles.ts sees to it that none is used
// after its release. What is returned as an address is the caller's to release.

namespace coracle::javascript {

using Address = std::uintptr_t;

template <class T>
T& object_at(Address address) {
  return *reinterpret_cast<T*>(address);
}
template <class T>
Address detached(T object) {
  return reinterpret_cast<Address>(new T(std::move(object)));
}
template <class T>
void release(Address address) {
  delete reinterpret_cast<T*>(address);
}

inline ComponentState& component_at(Address address) {
  return static_cast<ComponentState&>(object_at<ViewBody>(address));
}
inline ColumnDataSource source_at(Address address) {
  return ColumnDataSource(Ref<ParameterOwner>(&object_at<ParameterOwner>(address)));
}
inline Binding& binding_at(Address address) { return object_at<Binding>(address); }

/// The member of a component, or a binding, which has none: -1.
inline Observable observable_at(Address address, int member) {
  if (member < 0) return Observable(binding_at(address));
  const Member found = member_of(component_at(address), static_cast<std::uint32_t>(member));
  return {*found.parameter, *found.type};
}

}  // namespace coracle::javascript
