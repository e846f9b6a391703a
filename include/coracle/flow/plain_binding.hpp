#pragma once

#include <coracle/base/exceptions.hpp>
#include <coracle/base/report.hpp>
#include <coracle/flow/binding.hpp>
#include <coracle/flow/function_kind.hpp>
#include <coracle/reactive/computed.hpp>
#include <coracle/reactive/equal.hpp>
#include <optional>
#include <tuple>
#include <utility>

namespace coracle {

/// A binding of a plain function: a computed that keeps its last good value when it fails.
template <class Kind, class F, class... Sources>
class PlainBindingBody final : public BindingBody<typename Kind::Value> {
 public:
  using Value = typename Kind::Value;

  template <class G>
  explicit PlainBindingBody(G&& function, Sources... sources)
      : function_(std::forward<G>(function)),
        sources_(std::move(sources)...),
        outcome_([this] { return run(); }) {}

  const Value* latest() override {
    const Outcome& outcome = outcome_();
    return outcome.value ? &*outcome.value : nullptr;
  }
  Status status() const override {
    const Outcome& outcome = outcome_();
    return outcome.error ? Status::error : outcome.value ? Status::idle : Status::pending;
  }
  const Error& error() const override { return outcome_().error; }

 private:
  struct Outcome {
    std::optional<Value> value;
    Error error;
    friend bool operator==(const Outcome& a, const Outcome& b)
      requires reactive::Comparable<Value>
    {
      return !a.error && !b.error && a.value == b.value;
    }
  };

  Outcome run() {
    const auto ready = [](const Sources&... sources) { return (sources.ready() & ... & true); };
    if (!std::apply(ready, sources_)) return {};
    Outcome outcome{last_, {}};
    guarded(
        [&] {
          std::apply(
              [&](const Sources&... sources) {
                accept(outcome, function_(typename Sources::value_type(sources.get())...));
              },
              sources_);
        },
        [&](Error error) { outcome.error = std::move(error); });
    if (outcome.error) report(outcome.error, "a binding");
    last_ = outcome.value;
    return outcome;
  }

  template <class T>
  static void accept(Outcome& outcome, Result<T> result) {
    if (result) {
      outcome.value = *std::move(result);
    } else {
      outcome.error = std::move(result).error();
    }
  }
  template <class T>
  static void accept(Outcome& outcome, T&& value) {
    outcome.value = std::forward<T>(value);
  }

  F function_;
  std::tuple<Sources...> sources_;
  std::optional<Value> last_;
  Computed<Outcome> outcome_;
};

}  // namespace coracle
