#pragma once

#include <coracle/base/ref.hpp>
#include <coracle/flow/parameter.hpp>
#include <coracle/flow/parameter_visitor.hpp>

#include "parameter_type.hpp"
#include "value.hpp"

namespace coracle::javascript {

class Binding;

/// An argument of `bind`. `ready` tells whether it has a value yet, `get` gives it; both record
/// the reader. `each_parameter` shows the parameters behind it.
class Argument {
 public:
  virtual ~Argument() = default;
  virtual bool ready() const { return true; }
  virtual val get() const = 0;
  virtual void each_parameter(ParameterVisitor&) const {}
};

class ConstantArgument final : public Argument {
 public:
  explicit ConstantArgument(val value) : value_(std::move(value)) {}
  val get() const override { return value_.get(); }

 private:
  AnyValue value_;
};

/// A parameter or an event.
class ParameterArgument final : public Argument {
 public:
  ParameterArgument(const ParameterBase& parameter, const ParameterType& type)
      : owner_(&parameter.owner()), parameter_(parameter), type_(type) {}
  val get() const override { return type_.read(parameter_); }
  void each_parameter(ParameterVisitor& visitor) const override { visitor.visit(parameter_); }

 private:
  Ref<ParameterOwner> owner_;
  const ParameterBase& parameter_;
  const ParameterType& type_;
};

class BindingArgument final : public Argument {
 public:
  explicit BindingArgument(Ref<Binding> binding);
  ~BindingArgument() override;
  bool ready() const override;
  val get() const override;
  void each_parameter(ParameterVisitor& visitor) const override;

 private:
  Ref<Binding> binding_;
};

/// How a binding is doing, as a number.
class StatusArgument final : public Argument {
 public:
  explicit StatusArgument(Ref<Binding> binding);
  ~StatusArgument() override;
  val get() const override;

 private:
  Ref<Binding> binding_;
};

}  // namespace coracle::javascript
