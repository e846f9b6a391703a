#pragma once

#include <coracle/async/scope.hpp>
#include <coracle/flow/binding.hpp>

namespace coracle {

/// The way of an error out of a binding whose run has failed: to the nearest handler that
/// `on_error` has set, or else to where the value is shown and to the report.
class BindingFailure {
 public:
  BindingFailure(BindingBase& binding, const Scope& scope);

  /// The last thing that is done with the binding: who hears of it may end it.
  void tell(Error error) const;

 private:
  Ref<Scope::ErrorHandler> handler_;
};

}  // namespace coracle
