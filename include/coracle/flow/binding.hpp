#pragma once

#include <coracle/base/error.hpp>
#include <coracle/base/function.hpp>
#include <coracle/base/ref.hpp>
#include <coracle/flow/parameter.hpp>
#include <coracle/flow/status.hpp>
#include <utility>
#include <vector>

namespace coracle {

class BindingRuns;
class ParameterVisitor;
class RunHandle;
struct RunOptions;
struct WatchOptions;

/// What every binding has, whatever it gives.
class BindingBase : public ParameterOwner {
 public:
  /// Both record the reader.
  virtual Status status() const = 0;
  /// Why the last run failed; empty unless the status is `error`.
  virtual const Error& error() const = 0;
  /// Runs the function again with the arguments as they are.
  virtual void retry() = 0;
  /// Shows the parameters among its sources, and among those of its sources that are bindings.
  virtual void each_parameter(ParameterVisitor& visitor) const = 0;
  /// What starts its runs; null if its function is called when its value is read.
  virtual BindingRuns* controller() { return nullptr; }

  /// Whether the error is to be shown where the value is: nobody has taken it.
  bool shows_error() const { return shows_error_; }
  void set_shows_error(bool shows_error) { shows_error_ = shows_error; }

 private:
  bool shows_error_ = true;
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
  /// Recorded, like a signal.
  Status status() const { return body_->status(); }
  /// Why the last run failed; empty unless the status is `error`.
  const Error& error() const { return body_->error(); }

  /// Runs the function again although nothing has changed; nothing while nobody observes the
  /// binding.
  void retry() const { body_->retry(); }
  /// Takes the errors of its runs, and of what they spawn, in place of the report and of the box in
  /// the page; innermost before those that scopes have.
  Binding on_error(Function<void(Error)> handler) const;

  /// Says how it is to run, before it is shown: `bind(f, slider).with({.policy = queue(3)})`.
  /// Gives the same binding.
  Binding with(RunOptions options) const;

  /// The newest run, and those that are live or wait for their turn. A plain function has none.
  RunHandle run() const;
  std::vector<RunHandle> runs() const;

  /// Calls `f(Change<T>)`, or `f()`, for each new value, and keeps the binding running. `before`
  /// is the value before it, or a default one. The rest is as for `Parameter::watch`.
  template <class F>
  Subscription watch(F f) const;
  template <class F>
  Subscription watch(F f, WatchOptions options) const;

  const Ref<BindingBody<T>>& body() const { return body_; }

 private:
  Ref<BindingBody<T>> body_;
};

}  // namespace coracle
