#pragma once

#include <concepts>
#include <coracle/base/ref.hpp>
#include <coracle/flow/binding.hpp>
#include <coracle/flow/event.hpp>
#include <coracle/flow/parameter.hpp>
#include <coracle/flow/parameter_visitor.hpp>
#include <coracle/reactive/computed.hpp>
#include <coracle/reactive/signal.hpp>
#include <type_traits>
#include <utility>

// What an argument of `bind` may be, seen alike: `ready()` tells whether it has a value yet,
// `get()` gives it; both record the reader. Each keeps alive what it reads. `each_parameter` shows
// the parameters behind it.

namespace coracle {

template <class T>
struct ConstantSource {
  using value_type = T;
  T value;
  bool ready() const { return true; }
  const T& get() const { return value; }
  void each_parameter(ParameterVisitor&) const {}
};

template <class Handle>
struct SignalSource {
  using value_type = typename Handle::value_type;
  Handle signal;
  bool ready() const { return true; }
  const value_type& get() const { return signal.get(); }
  void each_parameter(ParameterVisitor&) const {}
};

/// A parameter or an event, and the component it belongs to.
template <class P>
struct ParameterSource {
  using value_type = typename P::value_type;
  explicit ParameterSource(const P& parameter) : owner(&parameter.owner()), parameter(parameter) {}
  Ref<ParameterOwner> owner;
  const P& parameter;
  bool ready() const { return true; }
  decltype(auto) get() const { return parameter(); }
  void each_parameter(ParameterVisitor& visitor) const { visitor.visit(parameter); }
};

/// Another binding, whose value may still be on its way.
template <class T>
struct BindingSource {
  using value_type = T;
  Ref<BindingBody<T>> binding;
  bool ready() const { return binding->latest() != nullptr; }
  const T& get() const { return *binding->latest(); }
  void each_parameter(ParameterVisitor& visitor) const { binding->each_parameter(visitor); }
};

/// A component that stands for one of its parameters or events.
template <class C>
concept HasValueSource = requires(const C& component) { component.value_source(); };

template <class T>
auto source_of(const Signal<T>& signal) {
  return SignalSource<Signal<T>>{signal};
}
template <class T>
auto source_of(const Computed<T>& computed) {
  return SignalSource<Computed<T>>{computed};
}
template <class T>
auto source_of(const Parameter<T>& parameter) {
  return ParameterSource<Parameter<T>>(parameter);
}
inline auto source_of(const Event& event) { return ParameterSource<Event>(event); }
template <class T>
auto source_of(const Binding<T>& binding) {
  return BindingSource<T>{binding.body()};
}
template <HasValueSource C>
auto source_of(const C& component) {
  return source_of(component.value_source());
}
template <class T>
  requires(!HasValueSource<T>)
auto source_of(const T& constant) {
  // Of an array, a string literal for one, decay makes a pointer to const.
  return ConstantSource<std::decay_t<const T&>>{constant};
}

template <class Argument>
using source_of_t = decltype(source_of(std::declval<const std::remove_cvref_t<Argument>&>()));

}  // namespace coracle
