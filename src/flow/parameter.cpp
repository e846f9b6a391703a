#include <coracle/flow/parameter.hpp>

namespace coracle {

namespace {
ChangeStamp stamp = 0;
}

ChangeStamp next_change_stamp() { return ++stamp; }
ChangeStamp last_change_stamp() { return stamp; }

bool ParameterOwner::admit(const ParameterBase&, void*) { return true; }
void ParameterOwner::settled(const ParameterBase&) {}
const Movement* ParameterOwner::movement_of(const ParameterBase&) const { return nullptr; }

bool ParameterBase::admits(void* candidate) const {
  if (!owner_.admit(*this, candidate)) return false;
  for (ParameterHook* hook = hooks_; hook;) {
    ParameterHook* const next = hook->next_;  // it may take itself off
    hook->value_set();
    hook = next;
  }
  return true;
}

void ParameterBase::add_hook(ParameterHook& hook) const {
  hook.next_ = hooks_;
  hooks_ = &hook;
}

void ParameterBase::remove_hook(ParameterHook& hook) const {
  ParameterHook** place = &hooks_;
  while (*place && *place != &hook) place = &(*place)->next_;
  if (*place) *place = hook.next_;
}

void ParameterOwner::complain(std::string message) {
  current_scope().handle_error(Error("bad_argument", std::move(message)));
}

bool ParameterOwner::refuse(std::string message) {
  complain(std::move(message));
  return false;
}

}  // namespace coracle
