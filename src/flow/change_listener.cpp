#include <coracle/flow/change_listener.hpp>
#include <coracle/reactive/graph.hpp>

namespace coracle {

ChangeListener::ChangeListener() : Observer(&on_stale, "a wait for a change") {}

void ChangeListener::listen() {
  // A binding that is observed by nobody else must not notice: it would begin anew.
  const reactive::OperationScope operation;
  clear();
  track([this] { read(); });
}

void ChangeListener::on_stale(Observer& observer) {
  auto& listener = static_cast<ChangeListener&>(observer);
  listener.note();
  if (!listener.has_news()) return;
  // It stays the one that waits, until it has taken what it was woken for.
  if (listener.waiter_) listener.waiter_->wake();
}

void ChangeListener::Wait::begin(Frame& awaiting) {
  suspend(awaiting, [](const Waiter& waiter) {
    return static_cast<const Wait&>(waiter).listener_->awaited();
  });
  if (listener_->waiter_) {
    return fail(Error("bad_argument",
                      "another coroutine waits here already: let each have a wait of its own"));
  }
  listener_->waiter_ = this;
  // To be told after those that began to wait before.
  listener_->listen();
}

void ChangeListener::Wait::leave() noexcept {
  if (listener_ && listener_->waiter_ == this) listener_->waiter_ = nullptr;
}

}  // namespace coracle
