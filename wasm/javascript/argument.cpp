#include "argument.hpp"

#include "binding.hpp"

namespace coracle::javascript {

BindingArgument::BindingArgument(Ref<Binding> binding) : binding_(std::move(binding)) {}
BindingArgument::~BindingArgument() = default;
bool BindingArgument::ready() const { return binding_->latest() != nullptr; }
val BindingArgument::get() const { return binding_->latest()->get(); }
void BindingArgument::each_parameter(ParameterVisitor& visitor) const {
  binding_->each_parameter(visitor);
}

StatusArgument::StatusArgument(Ref<Binding> binding) : binding_(std::move(binding)) {}
StatusArgument::~StatusArgument() = default;
val StatusArgument::get() const { return number(static_cast<int>(binding_->status())); }

}  // namespace coracle::javascript
