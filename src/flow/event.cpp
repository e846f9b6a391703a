#include <coracle/flow/event.hpp>

#include <limits>

namespace coracle {

namespace {

class EventWatcher final : public Watcher {
 public:
  EventWatcher(const Event& event, Ref<Handler<Pulse>> handler, int order)
      : Watcher(order, event.name().data()),
        event_(event),
        handler_(std::move(handler)),
        seen_(event.peek_count()) {
    start(event.owner().watchers(), [&] { event(); });
  }

 private:
  bool note() override { return seen_ != event_.peek_count(); }

  void deliver() override {
    // Its function may end this watcher, and with it the event.
    for (const int last = event_.peek_count(); is_active() && seen_ != last;) {
      handler_->call(scope(), Pulse{++seen_}, Trigger{event_.name(), Phase::committed});
    }
  }

  HandlerBase* handler() const override { return handler_.get(); }
  void release_function() override {
    handler_->stop();
    handler_ = nullptr;
  }

  const Event& event_;
  Ref<Handler<Pulse>> handler_;
  int seen_;
};

}  // namespace

Event::Reset::Reset(bool& happening)
    : Delivery([](Delivery& self) { static_cast<Reset&>(self).happening = false; },
               std::numeric_limits<int>::max()),
      happening(happening) {}

Event::Event(ParameterOwner& owner, const char* name) : ParameterBase(owner, name) {}

bool Event::operator()() const {
  count_.get();
  return happening_;
}

void Event::pulse() const {
  batch([this] {
    changed_at_ = next_change_stamp();
    happening_ = true;
    count_.set(count_.peek() + 1);
    // After those that hear of this one, also where it happens while they hear of the last.
    reset_.cancel();
    reset_.request();
  });
}

Subscription Event::watch_handler(Ref<Handler<Pulse>> handler, int order) const {
  return Subscription(make_ref<EventWatcher>(*this, std::move(handler), order));
}

}  // namespace coracle
