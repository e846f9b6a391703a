#include <coracle/async/scope.hpp>
#include <coracle/base/exceptions.hpp>
#include <coracle/base/str.hpp>
#include <coracle/flow/link.hpp>

namespace coracle {

bool LinkEnd::note() { return from_.changed_at() != carried_at_; }

void LinkEnd::deliver() {
  const Ref<LinkEnd> other(other_);
  // What was set later, there, comes here.
  if (!other || (other->note() && is_after(other->from_.changed_at(), from_.changed_at()))) {
    return;
  }
  // Hearing of a value may make people drop the component.
  const Ref<ParameterOwner> keep_this(&from_.owner());
  const Ref<ParameterOwner> keep_other(&other->from_.owner());
  guarded(
      [&] {
        batch([&] {
          untracked([this] { carry(); });
          other->carried_at_ = other->from_.changed_at();
          carried_at_ = from_.changed_at();
        });
      },
      [this](Error error) { scope().handle_error(std::move(error), "a link"); });
}

void LinkEnd::release_function() {
  if (LinkEnd* const other = std::exchange(other_, nullptr)) {
    other->other_ = nullptr;
    other->dispose();
  }
}

void LinkEnd::begin() {
  start(from_.owner().watchers(), [this] { read(); });
}

Subscription LinkEnd::join(const Ref<LinkEnd>& a, const Ref<LinkEnd>& b) {
  if (&a->from_ == &b->from_) {
    current_scope().handle_error(
        Error("bad_argument", str("link: ", a->from_.name(), " was to be linked with itself")));
    return {};
  }
  a->other_ = b.get();
  b->other_ = a.get();
  a->begin();
  b->begin();
  a->deliver();
  return Subscription(a);
}

}  // namespace coracle
