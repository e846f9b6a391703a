#pragma once

#include <coracle/base/error.hpp>
#include <coracle/base/ref.hpp>
#include <coracle/flow/parameter.hpp>
#include <coracle/flow/status.hpp>
#include <utility>

namespace coracle {

/// What every binding has, whatever it gives.
class BindingBase : public ParameterOwner {
 public:
  /// Both record the reader.
  virtual Status status() const = 0;
  /// Why the last run failed; empty unless the status is `error`.
  virtual const Error& error() const = 0;
  /// Runs it again with the arguments as they are.
  virtual void retry() {}
};

template <class T>
class BindingBody : public BindingBase {
 public:
  /// The newest value, or null if there is none yet. Records the reader, which keeps the binding
  /// running.
  virtual const T* latest() = 0;
};

/// A function tied to its sources. It is itself a source: show it, read it, watch it, bind it.
///
///     Binding<View> shown = bind(runner, run);
///     return Row(run, shown);
///
/// It runs only while somebody shows, watches or has read it within something that runs again.
/// A handle: copying it refers to the same binding.
template <class T>
class Binding {
 public:
  using value_type = T;

  explicit Binding(Ref<BindingBody<T>> body) : body_(std::move(body)) {}

  /// The newest value; where there is none yet, a default one. Records the reader.
  const T& operator()() const {
    static const T none{};
    const T* value = body_->latest();
    return value ? *value : none;
  }
  /// Whether there is a value. Records the reader.
  bool has_value() const { return body_->latest() != nullptr; }
  Status status() const { return body_->status(); }
  /// Why the last run failed; empty unless the status is `error`.
  const Error& error() const { return body_->error(); }

  /// Calls `f(Change<T>)`, or `f()`, for each new value, and keeps the binding running. `before`
  /// is the value before it, or a default one. The rest is as for `Parameter::watch`.
  template <class F>
  Subscription watch(F f) const;

  const Ref<BindingBody<T>>& body() const { return body_; }

 private:
  Ref<BindingBody<T>> body_;
};

}  // namespace coracle
