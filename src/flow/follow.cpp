#include <coracle/flow/follow.hpp>

namespace coracle {

void Follower::take_over() {
  if (!is_active()) return;
  parameter_.unfollow();
  parameter_.add_hook(*this);
}

void ParameterBase::unfollow() const {
  for (ParameterHook* hook = hooks_; hook;) {
    ParameterHook* const next = hook->next_;  // it may take itself off
    hook->unfollow();
    hook = next;
  }
}

}  // namespace coracle
