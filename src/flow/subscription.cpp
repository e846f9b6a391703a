#include <coracle/flow/handler_runs.hpp>
#include <coracle/flow/subscription.hpp>

namespace coracle {

Watcher::Watcher(int order, const char* name)
    : Observer(&on_stale, name), Delivery(&on_deliver, order, name), scope_(current_scope()) {}

Watcher::~Watcher() = default;

// In a closed scope there is none to end it: it has ended.
bool Watcher::join(WatcherList& list) {
  if (!join_scope(scope_)) {
    release_function();
    return false;
  }
  list_ = &list;
  next_ = list.first_;
  if (next_) next_->previous_ = this;
  list.first_ = this;
  retain();
  if (HandlerBase* const function = handler()) function->set_name(Delivery::name());
  return true;
}

void Watcher::dispose() {
  WatcherList* list = std::exchange(list_, nullptr);
  if (!list) return;
  const Ref<Watcher> self(this);
  (previous_ ? previous_->next_ : list->first_) = next_;
  if (next_) next_->previous_ = previous_;
  release();
  leave_scope();
  clear();
  cancel();
  if (!running_) release_function();
}

void Watcher::on_stale(Observer& observer) {
  auto& watcher = static_cast<Watcher&>(observer);
  const Ref<Watcher> self(&watcher);
  if (watcher.note()) watcher.request();
}

void Watcher::on_deliver(Delivery& delivery) {
  auto& watcher = static_cast<Watcher&>(delivery);
  const Ref<Watcher> self(&watcher);
  watcher.running_ = true;
  watcher.deliver();
  watcher.running_ = false;
  if (!watcher.list_) watcher.release_function();
}

void WatcherList::end_all() {
  while (first_) first_->dispose();
}

}  // namespace coracle
