#include "execution.hpp"

#include <algorithm>
#include <string_view>
#include <vector>

#include "imports.hpp"

namespace coracle::javascript {

namespace {

Time grace_period{1000};

// Slots and generations: a number is index and generation, and generations differ each time an
// index is used again.
class Slots {
 public:
  std::uint32_t add(Execution& execution) {
    if (free_.empty()) {
      free_.push_back(static_cast<std::uint32_t>(entries_.size()));
      entries_.push_back({});
    }
    const std::uint32_t index = free_.back();
    free_.pop_back();
    entries_[index].execution = &execution;
    return index | entries_[index].generation << index_bits;
  }

  Execution* find(std::uint32_t slot) const {
    const std::uint32_t index = slot & index_mask;
    if (index >= entries_.size()) return nullptr;
    const Entry& entry = entries_[index];
    return entry.generation == slot >> index_bits ? entry.execution : nullptr;
  }

  void remove(std::uint32_t slot) {
    const std::uint32_t index = slot & index_mask;
    Entry& entry = entries_[index];
    entry.execution = nullptr;
    // An index whose generations are used up rests for ever.
    if (++entry.generation <= last_generation) free_.push_back(index);
  }

 private:
  struct Entry {
    Execution* execution = nullptr;
    std::uint32_t generation = 0;
  };
  static constexpr std::uint32_t index_bits = 16;
  static constexpr std::uint32_t index_mask = (1U << index_bits) - 1;
  // Below 2^31 in all, so that JavaScript sees the same number.
  static constexpr std::uint32_t last_generation = (1U << (31 - index_bits)) - 1;
  std::vector<Entry> entries_;
  std::vector<std::uint32_t> free_;
};

Slots& slots() {
  static Slots& slots = *new Slots();
  return slots;
}

// There are as many as components have parameters.
std::vector<std::string_view>& source_names() {
  static auto& names = *new std::vector<std::string_view>{{}};
  return names;
}

std::uint32_t number_of_source(std::string_view name) {
  auto& names = source_names();
  const auto found = std::ranges::find(names, name);
  const auto number = static_cast<std::uint32_t>(found - names.begin());
  if (found == names.end()) names.push_back(name);
  return number;
}

}  // namespace

Execution::Grace::Grace(Execution& execution)
    : Timer([](Timer& timer) {
        const std::uint32_t slot = static_cast<Grace&>(timer).execution.slot_;
        coracle_javascript_leave_behind(slot);
        released(slot);
      }),
      execution(execution) {}

Execution::Execution(Ref<CleanUp> clean_up)
    : slot_(slots().add(*this)), clean_up_(std::move(clean_up)) {}

Execution::~Execution() { slots().remove(slot_); }

const Step& Execution::start(const AnyValue& function, const val& arguments) {
  started_ = true;
  return take_step(coracle_javascript_start(slot_, function.get().as_handle(),
                                            arguments.as_handle(), static_cast<int>(trigger_.phase),
                                            number_of_source(trigger_.source)));
}

const Step& Execution::next() { return advance(0, val::undefined()); }
const Step& Execution::send(const AnyValue& value) { return advance(1, value.get()); }
const Step& Execution::raise(const val& raw_error) { return advance(2, raw_error); }
const Step& Execution::begin_conversation() { return advance(3, val::undefined()); }

const Step& Execution::advance(int how, const val& value) {
  return take_step(coracle_javascript_next(slot_, how, value.as_handle()));
}

const Step& Execution::take_step(int kind) {
  step_.kind = static_cast<StepKind>(kind);
  if (step_.kind == StepKind::pending) {
    settlement_ = Completion<Step>();
    step_.value = val::undefined();
  } else {
    step_.value = val::take_ownership(coracle_javascript_take(slot_));
  }
  return step_;
}

void Execution::leave() {
  if (!started_ || step_.is_last()) {
    delete this;
    return;
  }
  // Before JavaScript is called: it may settle at once.
  leaving_ = true;
  if (clean_up_) {
    ++clean_up_->pending;
    if (clean_up_->owner) hold_ = clean_up_->owner->hold();
  }
  const std::uint32_t slot = slot_;
  if (!coracle_javascript_leave(slot)) {
    released(slot);
  } else if (slots().find(slot) == this) {
    Loop::current().set_timer_after(grace_, grace_period);
  }
}

void Execution::settle(std::uint32_t slot, int kind, val value) {
  Execution* execution = slots().find(slot);
  if (!execution || execution->leaving_) return;
  const Step step{static_cast<StepKind>(kind), std::move(value)};
  // Over from now on, also if nobody awaits it any more.
  if (step.is_last()) execution->step_ = step;
  execution->settlement_.complete(step);
}

void Execution::released(std::uint32_t slot) {
  Execution* execution = slots().find(slot);
  if (!execution || !execution->leaving_) return;
  const Ref<CleanUp> clean_up = execution->clean_up_;
  delete execution;
  if (clean_up && --clean_up->pending == 0 && clean_up->owner) clean_up->owner->clean_up_ended();
}

void Execution::trigger_read(std::uint32_t slot) {
  Execution* execution = slots().find(slot);
  if (!execution || !execution->clean_up_ || !execution->clean_up_->owner) return;
  execution->clean_up_->owner->trigger_read();
}

Ref<RefCounted> Execution::holding(std::uint32_t slot) {
  const Execution* execution = slots().find(slot);
  return execution ? execution->holding_ : nullptr;
}

val Execution::source_name(std::uint32_t number) { return member_name(source_names()[number]); }

void Execution::set_grace(Time grace) { grace_period = grace; }

}  // namespace coracle::javascript
