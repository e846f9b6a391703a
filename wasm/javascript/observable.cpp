#include "observable.hpp"

#include <coracle/flow/event.hpp>
#include <coracle/flow/parameter_visitor.hpp>
#include <coracle/reactive/batch.hpp>

#include "binding.hpp"

namespace coracle::javascript {

val Happening::object() const {
  if (!several.get().isUndefined()) return several.get();
  val object = val::object();
  if (pulse) {
    object.set("count", number(pulse));
    return object;
  }
  constexpr const char* kinds[] = {"changed", "triggered", "set"};
  object.set("before", before.get());
  object.set("now", now.get());
  object.set("kind", text(kinds[static_cast<int>(kind)]));
  object.set("name", text(name));
  return object;
}

void Observable::track() const {
  if (binding_) {
    binding_->latest();
  } else {
    type_->track(*parameter_);
  }
}

std::optional<AnyValue> Observable::peek() const {
  return untracked([this]() -> std::optional<AnyValue> {
    if (!binding_) return AnyValue(type_->read(*parameter_));
    const AnyValue* value = binding_->latest();
    return value ? std::optional(*value) : std::nullopt;
  });
}

int Observable::pulses() const {
  return is_event() ? static_cast<const Event&>(*parameter_).peek_count() : 0;
}

std::string_view Observable::name() const { return parameter_ ? parameter_->name() : "value"; }

Trigger Observable::trigger(ChangeKind kind) const {
  if (binding_) return {{}, Phase::committed};
  return trigger_of(*parameter_, kind == ChangeKind::triggered);
}

WatcherList& Observable::watchers() const {
  return binding_ ? binding_->watchers() : parameter_->owner().watchers();
}

void Observable::each_parameter(ParameterVisitor& visitor) const {
  if (binding_) {
    binding_->each_parameter(visitor);
  } else {
    visitor.visit(*parameter_);
  }
}

Happening ChangeNoter::pulse() {
  Happening happened;
  happened.name = what_.name();
  happened.pulse = ++pulses_;
  return happened;
}

std::optional<Happening> ChangeNoter::next_change(bool was_set) {
  const bool triggered = what_.triggered_since(std::exchange(seen_, last_change_stamp()));
  // A binding that loses its value, because it starts anew, is no change.
  std::optional<AnyValue> now = what_.peek();
  if (!now) return std::nullopt;
  Happening happened;
  happened.name = what_.name();
  happened.now = *now;
  const bool changed = !last_ || !same_value(*last_, *now);
  if (!changed && !triggered && !was_set) return std::nullopt;
  happened.kind = changed     ? ChangeKind::changed
                  : triggered ? ChangeKind::triggered
                              : ChangeKind::set;
  happened.before = changed ? std::exchange(last_, now).value_or(AnyValue()) : *now;
  return happened;
}

}  // namespace coracle::javascript
