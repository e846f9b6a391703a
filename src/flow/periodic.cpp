#include <cmath>
#include <coracle/base/report.hpp>
#include <coracle/flow/periodic.hpp>

namespace coracle {

namespace {

bool is_period(Time period) { return period > Time(0) && std::isfinite(period.count()); }

// More ticks than this cannot be counted in a double, one by one.
constexpr double most_ticks = 1e15;
// In periods: a tick that is due right now must not be late because of how times were added.
constexpr double rounding = 1e-9;

}  // namespace

PeriodicBody::PeriodicBody(Time period, const PeriodOptions& options)
    : Timer(&on_time),
      ReadyNode(&on_turn, true),
      scope_(&current_scope()),
      options_(options),
      period_(period) {}

void PeriodicBody::begin(SourceLocation where) {
  if (!scope_->accepts()) {
    scope_ = nullptr;
    return;
  }
  join_scope(*scope_);
  if (is_valid(where)) start();
}

bool PeriodicBody::is_valid(SourceLocation where) {
  const char* problem = nullptr;
  if (!is_period(period_)) problem = "every: the period must be longer than 0";
  if (options_.until && !(*options_.until >= Time(0))) {
    problem = "every: `until` is a duration from the start and must not be negative";
  }
  if (problem) scope_->handle_error(Error("bad_argument", problem, where));
  return !problem;
}

void PeriodicBody::start() {
  if (running_ || !scope_ || !is_period(period_)) return;
  self_ = Ref(this);
  running_ = true;
  count_ = skipped_ = 0;
  drift_ = Time(0);
  started_ = base_ = Loop::current().now();
  tick_ = options_.immediately ? 0 : 1;
  if (!calling_) schedule();
}

void PeriodicBody::stop() {
  if (!running_) return;
  running_ = false;
  cancel();
  unlink();
  const Ref<PeriodicBody> self = std::move(self_);  // may have been the last reference
}

void PeriodicBody::set_period(Time period, SourceLocation where) {
  if (!is_period(period)) {
    return (scope_ ? *scope_ : current_scope())
        .handle_error(Error("bad_argument", "set_period: it must be longer than 0", where));
  }
  if (tick_ > 0) {
    base_ = base_ + (tick_ - 1) * period_;
    tick_ = 1;
  }
  period_ = period;
  if (!running_ || calling_) return;
  // What is overdue now has missed nothing.
  if (const Time now = Loop::current().now(); planned() < now) base_ = now - tick_ * period_;
  schedule();
}

void PeriodicBody::schedule() {
  if ((options_.count && count_ >= *options_.count) ||
      (options_.until && planned() - started_ > *options_.until)) {
    return stop();
  }
  unlink();
  Loop& loop = Loop::current();
  if (planned() <= loop.now()) {
    cancel();
    loop.post(*this);
  } else {
    loop.set_timer(*this, planned());
  }
}

void PeriodicBody::on_time(Timer& timer) {
  Loop::current().post(static_cast<PeriodicBody&>(timer));
}

void PeriodicBody::on_turn(ReadyNode& node) {
  auto& periodic = static_cast<PeriodicBody&>(node);
  const Ref<PeriodicBody> self(&periodic);
  periodic.drift_ = Loop::current().now() - periodic.planned();
  ++periodic.tick_;
  ++periodic.count_;
  periodic.calling_ = true;
  periodic.call(*periodic.scope_);
}

void PeriodicBody::call_ended() {
  calling_ = false;
  if (!scope_) return release_function();
  if (!running_) return;
  if (options_.pacing == Pacing::fixed_delay) {
    base_ = Loop::current().now();
    tick_ = 1;
  } else {
    pass_late_ticks();
  }
  schedule();
}

void PeriodicBody::pass_late_ticks() {
  const Time now = Loop::current().now();
  const double next = std::ceil((now - base_) / period_ - rounding);
  double late = std::fmin(next - tick_, most_ticks);
  if (late > 0 && options_.late == LateTick::run_at_once) --late;
  if (!(late > 0)) return;
  tick_ += late;
  skipped_ += static_cast<std::uint64_t>(late);
}

void PeriodicBody::call_failed(Error error) {
  if (scope_) {
    scope_->handle_error(std::move(error));
  } else {
    report(error, "every");
  }
}

void PeriodicBody::scope_closed() {
  const Ref<PeriodicBody> self(this);
  scope_ = nullptr;
  stop();
  if (!calling_) release_function();
}

}  // namespace coracle
