#pragma once

#include <coracle/base/ref.hpp>
#include <coracle/flow/change_stamp.hpp>
#include <coracle/flow/subscription.hpp>
#include <coracle/reactive/batch.hpp>
#include <coracle/reactive/equal.hpp>
#include <coracle/reactive/signal.hpp>
#include <string>
#include <string_view>
#include <utility>

namespace coracle {

class Movement;
class ParameterBase;
class ParameterVisitor;
struct WatchOptions;

/// What parameters belong to: a component's state. It is asked before a parameter takes a value
/// and told afterwards, within the same commit.
class ParameterOwner : public RefCounted {
 public:
  /// May correct `*candidate`, a value of the parameter's type, in place (a value out of bounds
  /// is clamped), or refuse it by returning false. Who does either says so with `complain`.
  virtual bool admit(const ParameterBase& parameter, void* candidate);
  /// The parameter has taken a new value. What is set here is part of the same commit.
  virtual void settled(const ParameterBase& parameter);
  /// What knows whether a person is moving the parameter; null if nobody can.
  virtual const Movement* movement_of(const ParameterBase& parameter) const;

  /// The watchers of its parameters, which end with it.
  WatcherList& watchers() { return watchers_; }

 protected:
  /// Tells of a value that was corrected or refused: the error handler of the current scope.
  static void complain(std::string message);
  /// The same, for `admit`: false.
  static bool refuse(std::string message);

 private:
  WatcherList watchers_;
};

/// Hears of every value that a parameter is set to, equal ones included, within the commit of that.
class ParameterHook {
 protected:
  ~ParameterHook() = default;
  virtual void value_set() = 0;
  /// For one that sets the parameter itself: it is not to do so any more.
  virtual void unfollow() {}

 private:
  friend class ParameterBase;
  ParameterHook* next_ = nullptr;
};

/// What all parameters have in common, whatever their type.
class ParameterBase {
 public:
  ParameterBase(const ParameterBase&) = delete;
  ParameterBase& operator=(const ParameterBase&) = delete;

  std::string_view name() const { return name_; }
  /// The component it belongs to. Keep a `Ref` to it for as long as the parameter is used.
  ParameterOwner& owner() const { return owner_; }
  ChangeStamp changed_at() const { return changed_at_; }
  ChangeStamp triggered_at() const { return triggered_at_; }
  bool changed_since(ChangeStamp stamp) const { return is_after(changed_at_, stamp); }
  bool triggered_since(ChangeStamp stamp) const { return is_after(triggered_at_, stamp); }

  void each_parameter(ParameterVisitor& visitor) const;
  /// A hook must be removed before it or the parameter ends.
  void add_hook(ParameterHook& hook) const;
  void remove_hook(ParameterHook& hook) const;

  /// Ends `Parameter::follow`; the value stays. Harmless when it follows nothing.
  void unfollow() const;

 protected:
  ParameterBase(ParameterOwner& owner, const char* name) : owner_(owner), name_(name) {}
  ~ParameterBase() = default;

  /// Whether the parameter takes the value, which its owner may have corrected.
  bool admits(void* candidate) const;

  ParameterOwner& owner_;
  const char* name_;
  mutable ChangeStamp changed_at_ = 0;
  mutable ChangeStamp triggered_at_ = 0;

 private:
  mutable ParameterHook* hooks_ = nullptr;
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
    return batch([&] {
      if (!admits(&value) || reactive::same_value(node_.peek(), value)) return false;
      changed_at_ = next_change_stamp();
      node_.set(std::move(value));
      owner_.settled(*this);
      return true;
    });
  }

  /// For its owner, in `settled`, where what else was set leaves no room for the value: takes the
  /// nearest one that there is, and goes on following what it follows.
  void move_in(T value) const {
    if (reactive::same_value(node_.peek(), value)) return;
    changed_at_ = next_change_stamp();
    node_.set(std::move(value));
  }

  /// Takes the value a component is made with: nobody can be listening yet.
  void initialize(T value) const { node_.set_silently(std::move(value)); }

  /// Runs the watchers and bindings of this parameter although its value stays.
  void trigger() const {
    triggered_at_ = next_change_stamp();
    node_.notify();
  }

  /// Takes the value of a signal, a parameter, a component or a binding, now if it has one and
  /// whenever it changes, until the parameter follows another one, is set by anybody else, or
  /// `unfollow` is called. A binding that nobody else needs then stops running. `trigger()` does
  /// not end it.
  ///
  ///     progress.value.follow(bind(measure, slider));
  ///
  /// It also ends with the component, or with the scope that was current here.
  template <class Source>
  Subscription follow(const Source& source) const;

  /// Calls `f(Change<T>)` after each commit that gave the parameter another value. When `f`
  /// returns a task, many may be in flight; each is stored with its captures until it ends.
  /// A failing call is reported and stops no other.
  ///
  /// It lasts until the returned subscription is disposed of, the component goes, or the scope
  /// that was current here closes. Copying the subscription shares it; dropping it ends nothing.
  template <class F>
  Subscription watch(F f) const;
  /// The same under options, of which all may be left out: `watch(f, {.always = true})`.
  template <class F>
  Subscription watch(F f, WatchOptions options) const;

 private:
  mutable SignalNode<T> node_;
};

}  // namespace coracle

#include <coracle/flow/watch.hpp>
