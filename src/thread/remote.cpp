#include <coracle/thread/remote.hpp>

namespace coracle {

void RemoteTarget::release_function() {
  state_.target_ = nullptr;
  state_.open_.store(false, std::memory_order_relaxed);
}

// What was written before is still set.
void RemoteState::release() noexcept {
  if (handles_.fetch_sub(1, std::memory_order_acq_rel) != 1) return;
  Inbox::get().post(*this, [this] { dropped_ = true; });
}

void RemoteState::deliver() {
  apply();
  bool dropped = false;
  Inbox::get().locked([&] { dropped = dropped_; });
  // What was written and dropped while the value before was being set comes by itself.
  if (!dropped || Inbox::get().holds(*this)) return;
  if (target_) target_->dispose();
  delete this;
}

}  // namespace coracle
