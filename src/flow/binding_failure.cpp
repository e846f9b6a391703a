#include <coracle/flow/binding_failure.hpp>

#include <coracle/base/report.hpp>
#include <utility>

namespace coracle {

BindingFailure::BindingFailure(BindingBase& binding, const Scope& scope)
    : handler_(scope.error_handler()) {
  binding.set_shows_error(!handler_);
}

void BindingFailure::tell(Error error) const {
  if (handler_) {
    handler_->call(std::move(error));
  } else {
    report(error, "a binding");
  }
}

}  // namespace coracle
