#pragma once

#include <coracle/ui/component.hpp>
#include <coracle/ui/state_type.hpp>
#include <string_view>
#include <vector>

namespace coracle {

namespace detail {
/// Whether a parameter says that others need not be checked.
inline bool is_trust(std::string_view name) { return name == "trusted"; }
}  // namespace detail

/// Is told of the parameters of a component that are part of its state, in the order of its
/// description.
class StateVisitor {
 public:
  template <class T>
  void parameter(const char* name, const Parameter<T>& parameter, const T&, const char*) {
    if constexpr (HasState<T>) value(name, parameter, state_type<T>);
  }
  void parameter(const char* name, const Parameter<bool>& parameter, const bool&, const char*) {
    if (!detail::is_trust(name)) value(name, parameter, state_type<bool>);
  }
  void parameter(const char* name, const Parameter<View>& parameter, const View&, const char*) {
    view(name, parameter.peek());
  }
  void parameter(const char* name, const Parameter<std::vector<View>>& parameter,
                 const std::vector<View>&, const char*) {
    views(name, parameter.peek());
  }
  void event(const char*, const Event&, const char*) {}

 protected:
  ~StateVisitor() = default;
  virtual void value(const char* name, const ParameterBase& parameter, const StateType& type) = 0;
  virtual void view(const char* name, const View& view) = 0;
  virtual void views(const char* name, const std::vector<View>& views) = 0;
};

namespace detail {

struct ComponentDescription {
  std::string_view name;
  void (*visit)(const ComponentState& state, StateVisitor& visitor);
};

template <class C>
constexpr ComponentDescription description_of(std::string_view name) {
  return {name, [](const ComponentState& state, StateVisitor& visitor) {
            const auto& parameters = static_cast<const typename C::Parameters&>(state);
            // A state may come from strangers, who are not to have a say in what is trusted.
            if constexpr (requires { parameters.trusted; }) {
              if (parameters.trusted.peek()) return;
            }
            parameters.describe(visitor);
          }};
}

void add_description(const ComponentDescription& description);
/// Null: nobody has described components of that name.
const ComponentDescription* find_description(std::string_view name);

}  // namespace detail

/// Makes a component of the program's own known to `snapshot` and `restore`, which know Coracle's.
/// `C::Parameters` is what `CORACLE_COMPONENT` makes; the name is that of its `ComponentType`.
///
///     describe_component<StarRating>();
template <class C>
void describe_component() {
  detail::add_description(detail::description_of<C>(C::Parameters::component_name));
}

}  // namespace coracle
