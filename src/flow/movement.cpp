#include <coracle/flow/movement.hpp>

namespace coracle {

bool Movement::is_moving() const { return moving_.peek() && moved_at_ == parameter_.changed_at(); }

void Movement::moved() {
  moved_at_ = parameter_.changed_at();
  moving_.set(true);
}

void Movement::release() {
  if (!is_moving()) return moving_.set_silently(false);
  released_at_ = next_change_stamp();
  moving_.set(false);
}

}  // namespace coracle
