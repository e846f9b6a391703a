#pragma once

#include <chrono>
#include <concepts>
#include <coracle/async/loop.hpp>
#include <coracle/async/root.hpp>
#include <coracle/async/scope.hpp>
#include <coracle/async/task.hpp>
#include <coracle/base/exceptions.hpp>
#include <coracle/base/ref.hpp>
#include <coracle/base/source_location.hpp>
#include <cstdint>
#include <optional>
#include <type_traits>
#include <utility>

namespace coracle {

/// Where the time of the next call of an `every` is counted from.
enum class Pacing : unsigned char {
  fixed_rate,   ///< the start: calls keep to the grid start + k · period, however long each takes
  fixed_delay,  ///< the end of the last call
};

/// What becomes of ticks of the grid at which the last call is not over yet.
enum class LateTick : unsigned char {
  skip,         ///< they pass; the next call is at the next tick
  run_at_once,  ///< one call follows at once, for all of them together
};

struct PeriodOptions {
  /// How many calls there are; without it there is no end.
  std::optional<std::uint64_t> count = std::nullopt;
  /// No call is due later than this after the start.
  std::optional<Time> until = std::nullopt;
  /// The first call comes at once, not after one period.
  bool immediately = false;
  Pacing pacing = Pacing::fixed_rate;
  LateTick late = LateTick::skip;
};

/// What a `Periodic` refers to, without its function.
class PeriodicBody : public RefCounted, private Timer, private ReadyNode, private ScopeMember {
 public:
  /// To be called once, where it was made: begins, or says what is wrong with the options.
  void begin(SourceLocation where);
  void start();
  void stop();
  void set_period(Time period, SourceLocation where);

  bool is_running() const { return running_; }
  Time period() const { return period_; }
  std::uint64_t count() const { return count_; }
  std::uint64_t skipped() const { return skipped_; }
  Time drift() const { return drift_; }

 protected:
  PeriodicBody(Time period, const PeriodOptions& options);

  /// Calls the function in the scope and then, now or later, `call_ended`.
  virtual void call(Scope& scope) = 0;
  /// Frees the function: it is never called again.
  virtual void release_function() = 0;
  void call_ended();
  void call_failed(Error error);

 private:
  static void on_time(Timer& timer);
  static void on_turn(ReadyNode& node);
  void scope_closed() override;
  bool is_valid(SourceLocation where);
  Time planned() const { return base_ + tick_ * period_; }
  void schedule();
  void pass_late_ticks();

  Scope* scope_;
  Ref<PeriodicBody> self_;  // while it runs
  PeriodOptions options_;
  Time period_;
  Time started_{0};
  Time base_{0};     // the grid is base_ + k · period_
  double tick_ = 0;  // the next k
  Time drift_{0};
  std::uint64_t count_ = 0;
  std::uint64_t skipped_ = 0;
  bool running_ = false;
  bool calling_ = false;
};

/// Refers to a function that is called again and again; see `every`. Copying it refers to the same
/// one, dropping it ends nothing. One that was made without any refers to nothing: it does not run.
class Periodic {
 public:
  Periodic() noexcept = default;
  explicit Periodic(Ref<PeriodicBody> body) noexcept : body_(std::move(body)) {}

  /// Begins anew: the next call is one period from now, and what is counted, or limited, is so
  /// from here. Harmless while it runs, and when its scope is gone.
  void start() const {
    if (body_) body_->start();
  }
  /// No further call begins; one under way goes on to its end. Harmless when it does not run.
  void stop() const {
    if (body_) body_->stop();
  }
  /// The next call is this long after the time of the last one; at once if that has passed. A
  /// period that is not above 0 is reported, and the former one stays.
  template <class Representation, class Ratio>
  void set_period(std::chrono::duration<Representation, Ratio> period,
                  SourceLocation where = SourceLocation::current()) const {
    if (body_) body_->set_period(std::chrono::duration_cast<Time>(period), where);
  }

  Time period() const { return body_ ? body_->period() : Time(0); }
  /// True until it was stopped, has reached its count or its time, or its scope is gone.
  bool is_running() const { return body_ && body_->is_running(); }
  /// How many calls have begun since the start.
  std::uint64_t count() const { return body_ ? body_->count() : 0; }
  /// At how many ticks since the start there was no call, because another was under way or the
  /// page was busy.
  std::uint64_t skipped() const { return body_ ? body_->skipped() : 0; }
  /// How long after its time the last call began. On a grid this does not add up.
  Time drift() const { return body_ ? body_->drift() : Time(0); }

 private:
  Ref<PeriodicBody> body_;
};

namespace detail {

/// A function that is called with the handle, or with nothing.
template <class F>
decltype(auto) call_periodic(F& f, [[maybe_unused]] PeriodicBody& body) {
  if constexpr (std::invocable<F&, Periodic>) {
    return f(Periodic(Ref<PeriodicBody>(&body)));
  } else {
    return f();
  }
}

template <class F>
class PeriodicCall final : public PeriodicBody {
 public:
  template <class G>
  PeriodicCall(G&& f, Time period, const PeriodOptions& options)
      : PeriodicBody(period, options), f_(std::forward<G>(f)) {}

 private:
  using R = decltype(call_periodic(std::declval<F&>(), std::declval<PeriodicBody&>()));

  class TaskRun final : public Root {
   public:
    explicit TaskRun(PeriodicCall& periodic) : Root(true), periodic_(&periodic) {}
    void start_in(Scope& scope) { start_later(scope); }

   private:
    Frame* begin() override { return call_periodic(*periodic_->f_, *periodic_).release(); }
    void finished() override {
      release_frame();
      end();
    }
    void failed(Error error) override {
      periodic_->call_failed(std::move(error));
      end();
    }
    void cancelled() override { end(); }
    void end() {
      const Ref<PeriodicCall> periodic = std::move(periodic_);
      delete this;
      periodic->call_ended();
    }
    Ref<PeriodicCall> periodic_;
  };

  void call(Scope& scope) override {
    if constexpr (IsTask<R>::value) {
      (new TaskRun(*this))->start_in(scope);
    } else {
      guarded([&] { scope.enter([&] { call_periodic(*f_, *this); }); },
              [&](Error error) { call_failed(std::move(error)); });
      call_ended();
    }
  }
  void release_function() override { f_.reset(); }

  std::optional<F> f_;
};

}  // namespace detail

/// Calls a function again and again: `every(1s, [=] { clock.value = time_of_day(); });`
///
///     Periodic polling = every(5s, [=]() -> Task<> { text.value = co_await ask_server(); },
///                              {.until = 1min, .immediately = true});
///     polling.stop();
///
/// The first call comes after one period, unless `immediately`. `f` may return nothing or a task,
/// and may take the `Periodic`, to stop itself. A call never begins before the last one is over,
/// and each has a turn of the loop of its own, so a function slower than its period leaves the
/// page responsive.
///
/// By default calls keep to the grid start + k · period. Ticks at which the last call is not over
/// are skipped and counted; with `LateTick::run_at_once` one call follows at once for all of them,
/// and the others are counted. With `Pacing::fixed_delay` the period is counted from the end of a
/// call.
///
/// A call that fails is reported to the scope's error handler, each time, and the next one comes
/// nevertheless. A period that is not above 0 is an error with code "bad_argument", reported there
/// too, and nothing is called.
///
/// It ends with the scope that is current here; a call under way is destroyed then, where it waits.
///
/// Semantics: Panel's add_periodic_callback, which starves the event loop when the callback is
/// slow.
template <class Representation, class Ratio, class F>
Periodic every(std::chrono::duration<Representation, Ratio> period, F&& f,
               PeriodOptions options = {}, SourceLocation where = SourceLocation::current()) {
  using Function = std::decay_t<F>;
  constexpr bool is_callable = std::invocable<Function&> || std::invocable<Function&, Periodic>;
  static_assert(is_callable, "every(period, f): f takes nothing, or the Periodic");
  if constexpr (is_callable) {
    using R =
        decltype(detail::call_periodic(std::declval<Function&>(), std::declval<PeriodicBody&>()));
    static_assert(std::is_void_v<R> || IsTask<R>::value,
                  "every(period, f): f returns nothing or a Task: anything else would be lost, and "
                  "a generator would never run");
    auto body = make_ref<detail::PeriodicCall<Function>>(
        std::forward<F>(f), std::chrono::duration_cast<Time>(period), options);
    body->begin(where);
    return Periodic(std::move(body));
  } else {
    return {};
  }
}

}  // namespace coracle
