#include <atomic>
#include <coracle/base/error.hpp>
#include <cstdint>

namespace coracle {

struct Error::State {
  ErrorCode code;
  std::string message;
  SourceLocation where;
  std::string detail;
  Error cause;
  Ref<ErrorOrigin> origin;
  std::atomic<std::uint32_t> count = 1;
};

Error::Error(ErrorCode code, std::string message, SourceLocation where)
    : state_(new State{code, std::move(message), where, {}, {}, {}}) {}

void Error::retain(State* state) noexcept { state->count.fetch_add(1, std::memory_order_relaxed); }

void Error::release(State* state) noexcept {
  if (state->count.fetch_sub(1, std::memory_order_acq_rel) == 1) delete state;
}

std::string_view Error::code() const noexcept {
  return state_ ? state_->code.text() : std::string_view();
}

std::string_view Error::message() const noexcept {
  return state_ ? std::string_view(state_->message) : std::string_view();
}

SourceLocation Error::where() const noexcept { return state_ ? state_->where : SourceLocation(); }

std::string_view Error::detail() const noexcept {
  return state_ ? std::string_view(state_->detail) : std::string_view();
}

const Error* Error::cause() const noexcept {
  return state_ && state_->cause ? &state_->cause : nullptr;
}

const ErrorOrigin* Error::origin() const noexcept {
  return state_ ? state_->origin.get() : nullptr;
}

Error::State& Error::own() {
  if (!state_ || state_->count.load(std::memory_order_acquire) > 1) {
    Error copy(state_ ? state_->code : error_codes::user, std::string(message()), where());
    copy.state_->detail = detail();
    if (const Error* first = cause()) copy.state_->cause = *first;
    if (state_) copy.state_->origin = state_->origin;
    *this = std::move(copy);
  }
  return *state_;
}

Error Error::with_detail(std::string detail) && {
  own().detail = std::move(detail);
  return std::move(*this);
}

Error Error::with_cause(Error cause) && {
  own().cause = std::move(cause);
  return std::move(*this);
}

Error Error::with_origin(Ref<ErrorOrigin> origin) && {
  own().origin = std::move(origin);
  return std::move(*this);
}

}  // namespace coracle
