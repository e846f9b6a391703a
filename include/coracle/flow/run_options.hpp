#pragma once

#include <coracle/base/error.hpp>
#include <coracle/base/function.hpp>
#include <coracle/flow/binding.hpp>
#include <coracle/flow/binding_runs.hpp>
#include <coracle/flow/plain_binding.hpp>
#include <coracle/flow/policy.hpp>
#include <coracle/flow/rate.hpp>
#include <coracle/flow/run_handle.hpp>
#include <utility>
#include <vector>

namespace coracle {

/// How a binding runs; what is not given stays as it is.
///
///     bind(search, text.typed).with({.rate = debounce(300ms)});
///     bind(save, draft).with({.policy = queue(10), .on_error = show_in_status});
struct RunOptions {
  /// What a trigger does while a run is live; `latest` where nothing else was said. A plain
  /// function is never live: giving it a policy is reported as "bad_argument".
  Policy policy = {};
  /// How triggers are thinned before they start a run; `immediate` where nothing else was said.
  Rate rate = {};
  /// Takes the errors in place of the report and of the box in the page; see `Binding::on_error`.
  Function<void(Error)> on_error = {};
};

/// For bindings whose function runs as a coroutine.
void set_run_options(BindingRuns& runs, RunOptions options);
void report_policy_of_plain_function();

template <class T>
Binding<T> Binding<T>::with(RunOptions options) const {
  if (BindingRuns* const runs = body_->controller()) {
    set_run_options(*runs, std::move(options));
  } else {
    auto& plain = static_cast<PlainBindingValue<T>&>(*body_);
    if (options.policy.is_given()) report_policy_of_plain_function();
    if (!options.rate.is_immediate()) plain.set_rate(options.rate);
    if (options.on_error) plain.scope().on_error(std::move(options.on_error));
  }
  return *this;
}

template <class T>
Binding<T> Binding<T>::on_error(Function<void(Error)> handler) const {
  return with({.on_error = std::move(handler)});
}

template <class T>
RunHandle Binding<T>::run() const {
  return newest_run_of(*body_);
}

template <class T>
std::vector<RunHandle> Binding<T>::runs() const {
  BindingRuns* const runs = body_->controller();
  return runs ? runs_of(*runs) : std::vector<RunHandle>();
}

}  // namespace coracle
