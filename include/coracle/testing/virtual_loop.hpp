#pragma once

#include <chrono>
#include <concepts>
#include <coracle/async/loop.hpp>
#include <coracle/async/scope.hpp>
#include <coracle/base/result.hpp>
#include <optional>
#include <string>
#include <utility>

namespace coracle {

/// A loop whose clock moves only when the test says so: an hour passes at once, and nothing fires
/// early, late or out of order.
///
///     VirtualLoop loop;  // is the current loop as long as it lives
///     Scope scope;
///     scope.spawn(slow_work);
///     loop.advance(59min);
///     CHECK(!finished);
///     loop.advance(1min);
///     CHECK(finished);
///
/// Frames come every 1/60 s of virtual time, but only when something waits for one. Within one
/// moment turns come first, then timers that are due, then a frame that is due.
class VirtualLoop final : public Loop {
 public:
  static constexpr Time frame_period{1000.0 / 60.0};

  VirtualLoop();
  ~VirtualLoop() override;

  /// Runs what is ready at this moment, timers due now included, until nothing is.
  void run_ready() { advance_to(now_); }
  /// Lets time pass, moment by moment, running what becomes ready.
  template <class Representation, class Period>
  void advance(std::chrono::duration<Representation, Period> duration) {
    advance_to(now_ + std::chrono::duration_cast<Time>(duration));
  }
  void advance_to(Time time);
  /// Runs, letting time pass as needed, until nothing is ready, set or requested. Gives up after
  /// an hour of virtual time, or `limit`, and returns false.
  bool run_until_idle(Time limit = std::chrono::hours(1));
  /// Runs a task to its end, letting time pass as needed, and gives its outcome.
  ///
  ///     const Result<int> answer = loop.run(ask());
  ///     CHECK(loop.run([&]() -> Task<> { co_await sleep(1h); }));
  ///
  /// When the loop goes idle before, what the task waits for can never come: that is an error with
  /// code "stuck", which lists all runs and what each waits for (see `run_tree`), and it is
  /// reported, so that a test which fails by it shows the list. When the task needs more than
  /// `limit` of virtual time the code is "timeout". What the task has spawned ends with it.
  template <class T>
  Result<T> run(Task<T> task, Time limit = std::chrono::hours(1)) {
    return run_main<T>(std::move(task), limit);
  }
  /// The same for a callable that gives a task; it lives as long as the task runs.
  template <std::invocable F>
  auto run(F f, Time limit = std::chrono::hours(1)) {
    return run(f(), limit);
  }
  /// Runs until idle, and lists the runs that wait then: for what can never come, unless the test
  /// does something. Empty if there are none.
  ///
  ///     CHECK(loop.pending() == "");  // fails with the list
  std::string pending(Time limit = std::chrono::hours(1));

  /// Runs what is due first, no later than `until`, and nothing else; false if there is nothing.
  /// For embedders that have other things to do at each moment.
  bool run_next(Time until);
  /// Lets time pass to the next frame that is due and runs it; false if none is requested.
  bool run_to_next_frame();

  /// True if something is ready, set or requested.
  bool has_work() const noexcept { return turn_ || wake_set_ || frame_; }

  Time now() override { return now_; }
  void request_turn() override { turn_ = true; }
  void request_wake(Time deadline) override;
  void cancel_wake() override { wake_set_ = false; }
  void request_frame() override;

 private:
  template <class T>
  class Main;
  template <class T>
  Result<T> run_main(Task<T> task, Time limit);
  void run_while(const bool& live, Time limit);
  Error stuck(Time limit) const;
  bool step(Time until);

  Loop* former_;
  Time now_{0};
  Time wake_at_{0};
  Time frame_at_{0};
  bool turn_ = false;
  bool wake_set_ = false;
  bool frame_ = false;
};

// The run of a test's own task.
template <class T>
class VirtualLoop::Main final : public Root {
 public:
  bool live = true;
  std::optional<Result<T>> outcome;

 private:
  void finished() override {
    if constexpr (std::is_void_v<T>) {
      this->template take_result<T>();
      outcome.emplace();
    } else {
      outcome.emplace(this->template take_result<T>());
    }
    live = false;
  }
  void failed(Error error) override {
    outcome.emplace(std::move(error));
    live = false;
  }
  void cancelled() override {
    if (!outcome) outcome.emplace(Error("cancelled", "the task was cancelled"));
    live = false;
  }
};

template <class T>
Result<T> VirtualLoop::run_main(Task<T> task, Time limit) {
  Main<T> main;
  Scope scope;
  main.start(scope, std::move(task));
  run_while(main.live, limit);
  if (main.live) {
    main.outcome.emplace(stuck(limit));
    main.cancel();
  }
  scope.cancel();
  return std::move(*main.outcome);
}

}  // namespace coracle
