#pragma once

#include <coracle/async/async.hpp>
#include <coracle/base/report.hpp>
#include <coracle/base/str.hpp>
#include <coracle/flow/bind.hpp>
#include <coracle/flow/event.hpp>
#include <coracle/flow/movement.hpp>
#include <coracle/flow/parameter.hpp>
#include <coracle/reactive/reactive.hpp>
#include <coracle/testing/virtual_loop.hpp>
#include <string>
#include <vector>

namespace coracle::test {

/// Keeps a binding running and records the values it gives.
template <class T>
struct Shown {
  explicit Shown(Binding<T> binding)
      : effect_(effect([this, binding] {
          if (binding.has_value()) values.push_back(binding());
        })) {}
  void stop() { effect_.dispose(); }
  std::vector<T> values;

 private:
  Effect effect_;
};

/// What was reported while it lives.
struct Reports {
  Reports() {
    former_ = set_report_sink([this](const Error& error, std::string_view) {
      messages.push_back(str(error.code(), ": ", error.message()));
    });
  }
  ~Reports() { set_report_sink(std::move(former_)); }
  std::vector<std::string> messages;

 private:
  ReportSink former_;
};

/// Writes into a log when it ends.
struct Guard {
  std::vector<std::string>& log;
  std::string name;
  ~Guard() { log.push_back("end " + name); }
};

/// A binding of `source` whose runs take 10 ms, give their argument and note their begin and end.
template <class Source>
Binding<int> logged_runs(const Source& source, std::vector<std::string>& log) {
  return bind(
      [&log](int index) -> Task<int> {
        log.push_back(str("begin ", index));
        Guard guard{log, str(index)};
        co_await sleep(std::chrono::milliseconds(10));
        co_return index;
      },
      source);
}

/// A component, as far as flow knows one. People can move `value`.
struct Thing : ParameterOwner {
  Parameter<int> value{*this, "value", 1};
  Parameter<int> other{*this, "other", 1};
  Parameter<int> end{*this, "end", 10};
  Event pressed{*this, "pressed"};
  Movement moving{value};

  const Movement* movement_of(const ParameterBase& parameter) const override {
    return &parameter == &value ? &moving : nullptr;
  }
};

}  // namespace coracle::test
