#pragma once

#include <coracle/base/ref.hpp>
#include <coracle/flow/subscription.hpp>
#include <coracle/reactive/batch.hpp>
#include <coracle/reactive/equal.hpp>
#include <coracle/reactive/signal.hpp>
#include <string>
#include <string_view>
#include <utility>

namespace coracle {

class ParameterBase;

/// What parameters belong to: a component's state. It is asked before a parameter takes a value
/// and told afterwards, within the same commit.
class ParameterOwner : public RefCounted {
 public:
  /// May correct `*candidate`, a value of the parameter's type, in place (a value out of bounds
  /// is clamped), or refuse it by returning false. Who does either says so with `complain`.
  virtual bool admit(const ParameterBase& parameter, void* candidate);
  /// The parameter has taken a new value. What is set here is part of the same commit.
  virtual void settled(const ParameterBase& parameter);

  /// The watchers of its parameters, which end with it.
  WatcherList& watchers() { return watchers_; }

 protected:
  /// Tells of a value that was corrected or refused: the error handler of the current scope.
  static void complain(std::string message);

 private:
  WatcherList watchers_;
};

/// A point in the order of all changes of parameters; later ones compare greater. It may wrap:
/// compare with `is_after`.
using ChangeStamp = std::uint32_t;
ChangeStamp next_change_stamp();
ChangeStamp last_change_stamp();
constexpr bool is_after(ChangeStamp a, ChangeStamp b) {
  return static_cast<std::int32_t>(a - b) > 0;
}

/// What all parameters have in common, whatever their type.
class ParameterBase {
 public:
  ParameterBase(const ParameterBase&) = delete;
  ParameterBase& operator=(const ParameterBase&) = delete;

  std::string_view name() const { return name_; }
  /// The component it belongs to. Keep a `Ref` to it for as long as the parameter is used.
  ParameterOwner& owner() const { return owner_; }
  bool changed_since(ChangeStamp stamp) const { return is_after(changed_at_, stamp); }
  bool triggered_since(ChangeStamp stamp) const { return is_after(triggered_at_, stamp); }

 protected:
  ParameterBase(ParameterOwner& owner, const char* name) : owner_(owner), name_(name) {}
  ~ParameterBase() = default;

  ParameterOwner& owner_;
  const char* name_;
  mutable ChangeStamp changed_at_ = 0;
  mutable ChangeStamp triggered_at_ = 0;
};

/// A signal that belongs to a component.
///
///     slider.value = 3;
///     int value = slider.value();            // tracked: who reads it here hears of changes
///     slider.value.watch([](Change<int> change) { … });
///     slider.value.trigger();                // runs the watchers although nothing changed
///
/// Setting it is allowed through a const handle, as with a pointer: a handler captures its
/// components by value. An equal value changes nothing and notifies nobody. A value that the
/// component cannot take is corrected or refused, and reported, never silently kept.
///
/// Semantics: param's Parameter and traitlets' traits.
template <class T>
class Parameter : public ParameterBase {
 public:
  using value_type = T;

  Parameter(ParameterOwner& owner, const char* name, T initial)
      : ParameterBase(owner, name), node_(std::move(initial)) {}

  const T& operator()() const { return node_.get(); }
  /// The value, without becoming a reader of it.
  const T& peek() const { return node_.peek(); }

  const Parameter& operator=(T value) const {
    set(std::move(value));
    return *this;
  }

  /// True if the value is another one now.
  bool set(T value) const {
    if (!owner_.admit(*this, &value) || reactive::same_value(node_.peek(), value)) return false;
    changed_at_ = next_change_stamp();
    batch([&] {
      node_.set(std::move(value));
      owner_.settled(*this);
    });
    return true;
  }

  /// Takes the value a component is made with: nobody can be listening yet.
  void initialize(T value) const { node_.set_silently(std::move(value)); }

  /// Runs the watchers and bindings of this parameter although its value stays.
  void trigger() const {
    triggered_at_ = next_change_stamp();
    node_.notify();
  }

  /// Calls `f(Change<T>)` after each commit that gave the parameter another value. When `f`
  /// returns a task, many may be in flight; each is stored with its captures until it ends.
  /// A failing call is reported and stops no other.
  ///
  /// It lasts until the returned subscription is disposed of, the component goes, or the scope
  /// that was current here closes. Copying the subscription shares it; dropping it ends nothing.
  template <class F>
  Subscription watch(F f) const;

 private:
  mutable SignalNode<T> node_;
};

}  // namespace coracle

#include <coracle/flow/watch.hpp>
