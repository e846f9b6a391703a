#include <coracle/async/semaphore.hpp>

namespace coracle {

void SemaphoreState::give(std::size_t count) {
  for (; count > 0; --count) {
    Waiter* const first = waiting_.first();
    if (!first) break;
    static_cast<Wait&>(*first).granted_ = true;
    first->wake();
  }
  free_ += count;
}

}  // namespace coracle
