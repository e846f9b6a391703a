#pragma once

#include <algorithm>
#include <atomic>
#include <chrono>
#include <coracle/async/async.hpp>
#include <coracle/base/report.hpp>
#include <coracle/base/str.hpp>
#include <coracle/flow/parameter.hpp>
#include <coracle/reactive/reactive.hpp>
#include <coracle/testing/virtual_loop.hpp>
#include <coracle/testing/wait_for_threads.hpp>
#include <coracle/thread/thread.hpp>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "async/start.hpp"

namespace coracle::thread_test {

using namespace std::chrono_literals;

/// A component, as far as this room knows one.
struct Bar : ParameterOwner {
  Parameter<double> value{*this, "value", 0};
  Parameter<std::string> label{*this, "label", ""};
};

/// Real threads, a virtual clock, a scope, the reports made meanwhile. At its end no thread is
/// left.
class Scene {
 public:
  Scene()
      : former_sink_(set_report_sink([this](const Error& error, std::string_view origin) {
          reports.push_back(str(origin, ": ", error.code(), ": ", error.message()));
        })) {}
  ~Scene() {
    scope.cancel();
    wait_for([] { return Worker::live() == 0; });
    set_report_sink(std::move(former_sink_));
  }

  /// Lets the threads go on until something holds; false if it does not within some seconds.
  template <class Done>
  bool wait_for(Done done) {
    return testing::wait_for_threads(loop, done);
  }
  bool wait_for_all_threads() {
    return wait_for([] { return Worker::live() == 0; });
  }
  /// Runs a coroutine lambda to its end.
  template <class F>
  bool run(F f) {
    bool finished = false;
    async_test::start(scope, std::move(f), finished);
    return wait_for([&] { return finished; });
  }

  VirtualLoop loop;
  Scope scope;
  std::vector<std::string> reports;

 private:
  ReportSink former_sink_;
};

/// Lets threads pass together.
class Gate {
 public:
  void open() {
    open_ = true;
    open_.notify_all();
  }
  void pass() const { open_.wait(false); }

 private:
  std::atomic<bool> open_ = false;
};

}  // namespace coracle::thread_test
