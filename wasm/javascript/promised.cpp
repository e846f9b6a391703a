#include "promised.hpp"

#include <coracle/async/scope.hpp>
#include <utility>

#include "imports.hpp"

namespace coracle::javascript {

void Promised::run(Task<AnyValue> task) { Root::start(program_scope(), std::move(task)); }

void Promised::abandon() {
  if (is_over_) {
    delete this;
    return;
  }
  abandoned_ = true;
  cancel();
}

void Promised::finished() {
  value_ = take_result<AnyValue>();
  settle_when_clean();
}

void Promised::failed(Error error) {
  error_ = std::move(error);
  settle_when_clean();
}

void Promised::cancelled() {
  if (!abandoned_) return failed(Error("cancelled", "the scope of the task has ended"));
  delete this;
}

Hold Promised::hold() { return program_scope().hold(); }

void Promised::clean_up_ended() {
  if (is_over_) settle_when_clean();
}

void Promised::settle_when_clean() {
  is_over_ = true;
  if (clean_up_->pending > 0) return;
  const std::uint32_t promise = promise_;
  const AnyValue value = std::move(value_);
  const Error error = std::move(error_);
  delete this;
  if (error) {
    const val raw = raw_error(error);
    coracle_javascript_reject(promise, raw.as_handle());
  } else {
    coracle_javascript_resolve(promise, value.get().as_handle());
  }
}

}  // namespace coracle::javascript
