#pragma once

#include <coracle/flow/change_stamp.hpp>
#include <coracle/flow/subscription.hpp>
#include <coracle/flow/trigger.hpp>
#include <coracle/flow/watch.hpp>
#include <optional>
#include <string_view>
#include <utility>

#include "parameter_type.hpp"
#include "value.hpp"

namespace coracle::javascript {

class Binding;

/// What those are told that hear of changes: a change of a value, or which pulse of an event.
struct Happening {
  AnyValue before;
  AnyValue now;
  std::string_view name;
  ChangeKind kind = ChangeKind::changed;
  int pulse = 0;
  AnyValue several{};  ///< of several sources: an array with an element for each

  /// As JavaScript sees it: a `Change` or a `Pulse` of web/npm/public.
  val object() const;
  /// What one waits for: the new value, or the pulse.
  AnyValue value() const { return pulse ? AnyValue(object()) : now; }
};

/// A parameter, an event or a binding, seen alike. Keeps nothing alive.
class Observable {
 public:
  Observable(const ParameterBase& parameter, const ParameterType& type)
      : parameter_(&parameter), type_(&type) {}
  explicit Observable(Binding& binding) : binding_(&binding) {}

  /// Makes the reader hear of changes.
  void track() const;
  /// The value; nothing where a binding has none yet.
  std::optional<AnyValue> peek() const;
  bool is_event() const { return type_ == &event_type; }
  int pulses() const;
  bool triggered_since(ChangeStamp stamp) const {
    return parameter_ && parameter_->triggered_since(stamp);
  }

  std::string_view name() const;
  Trigger trigger(ChangeKind kind) const;
  WatcherList& watchers() const;
  void each_parameter(ParameterVisitor& visitor) const;
  const ParameterBase* parameter() const { return parameter_; }
  Binding* binding() const { return binding_; }

 private:
  const ParameterBase* parameter_ = nullptr;
  const ParameterType* type_ = nullptr;
  Binding* binding_ = nullptr;
};

/// Tells what has changed since it was last asked.
class ChangeNoter {
 public:
  explicit ChangeNoter(const Observable& what)
      : what_(what), last_(what.peek()), seen_(last_change_stamp()), pulses_(what.pulses()) {}

  const Observable& what() const { return what_; }
  /// Calls `take(Happening)` for each change. `was_set`: also if the value is the same.
  template <class Take>
  void each_new(Take&& take, bool was_set = false) {
    if (what_.is_event()) {
      for (const int last = what_.pulses(); pulses_ != last;) take(pulse());
    } else if (std::optional<Happening> change = next_change(was_set)) {
      take(std::move(*change));
    }
  }

 private:
  Happening pulse();
  std::optional<Happening> next_change(bool was_set);

  Observable what_;
  std::optional<AnyValue> last_;
  ChangeStamp seen_;
  int pulses_;
};

}  // namespace coracle::javascript
