#include <coracle/base/error.hpp>
#include <coracle/base/exceptions.hpp>
#include <coracle/base/report.hpp>
#include <coracle/reactive/delivery.hpp>
#include <coracle/reactive/graph.hpp>

namespace coracle {

/// Two rings: what is asked for now, and what is being delivered.
class Deliveries {
 public:
  Deliveries() {
    empty(requested_);
    empty(under_way_);
  }

  std::uint32_t next_number() { return ++last_number_; }

  void add(Delivery& delivery) {
    // Mostly the newest comes last.
    Delivery* position = &requested_;
    while (position->previous_ != &requested_ && before(delivery, *position->previous_)) {
      position = position->previous_;
    }
    delivery.next_ = position;
    delivery.previous_ = position->previous_;
    position->previous_->next_ = &delivery;
    position->previous_ = &delivery;
  }

  void deliver() {
    if (requested_.next_ == &requested_) return;
    under_way_.next_ = requested_.next_;
    under_way_.previous_ = requested_.previous_;
    under_way_.next_->previous_ = &under_way_;
    under_way_.previous_->next_ = &under_way_;
    empty(requested_);
    while (under_way_.next_ != &under_way_) {
      Delivery& delivery = *under_way_.next_;
      delivery.cancel();
      if (delivery.is_endless()) continue;
      const char* const name = delivery.name_ ? delivery.name_ : "delivery";
      guarded([&] { delivery.deliver_(delivery); },
              [name](const Error& error) { report(error, name); });
    }
  }

 private:
  static void empty(Delivery& ring) { ring.next_ = ring.previous_ = &ring; }
  static bool before(const Delivery& a, const Delivery& b) {
    return a.order_ != b.order_ ? a.order_ < b.order_ : a.number_ < b.number_;
  }

  Delivery requested_{Delivery::Head{}};
  Delivery under_way_{Delivery::Head{}};
  std::uint32_t last_number_ = 0;
};

namespace {

Deliveries& deliveries() {
  static Deliveries* const instance = [] {
    reactive::graph.deliver = [] { deliveries().deliver(); };
    return new Deliveries;
  }();
  return *instance;
}

}  // namespace

Delivery::Delivery(Deliver deliver, int order, const char* name)
    : deliver_(deliver), name_(name), order_(order), number_(deliveries().next_number()) {}

bool Delivery::is_endless() {
  if (commit_ != reactive::graph.commit_number) {
    commit_ = reactive::graph.commit_number;
    rounds_ = 0;
  }
  if (rounds_ < reactive::most_rounds) {
    ++rounds_;
    return false;
  }
  if (rounds_++ == reactive::most_rounds) {
    report(Error(error_codes::cycle,
                 "a watcher keeps changing what it watches; it was stopped until the next change"),
           name_ ? name_ : "delivery");
  }
  return true;
}

void Delivery::request() {
  if (next_) return;
  deliveries().add(*this);
  reactive::OperationScope operation;
  reactive::graph.work = true;
}

void Delivery::cancel() {
  if (!next_) return;
  previous_->next_ = next_;
  next_->previous_ = previous_;
  next_ = previous_ = nullptr;
}

}  // namespace coracle
