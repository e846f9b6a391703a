#include <coracle/base/report.hpp>
#include <coracle/flow/run_controller.hpp>
#include <coracle/reactive/batch.hpp>
#include <utility>

namespace coracle {

Run::~Run() = default;

bool Run::is_current() const {
  return controller_ && controller_->live_ == this && !controller_->superseded_;
}

void Run::failed(Error error) {
  if (controller_) controller_->run_failed(*this, std::move(error));
  delete this;
}

void Run::cancelled() {
  if (controller_) controller_->run_ended(*this);
  delete this;
}

RunController::RunController()
    : Observer(&on_stale, "a binding"), ReadyNode(&on_ready), scope_(current_scope()) {}

RunController::~RunController() {
  if (!live_) return;
  live_->controller_ = nullptr;
  live_->cancel();
}

void RunController::set_observed(bool observed) {
  observed_ = observed;
  if (!observed) superseded_ = left_ = true;
  step_later();
}

void RunController::on_stale(Observer& observer) {
  static_cast<RunController&>(observer).trigger();
}

void RunController::on_ready(ReadyNode& node) { static_cast<RunController&>(node).step(); }

void RunController::trigger() {
  if (!observed_) return;
  superseded_ = true;
  has_next_ = track([this] { return take_arguments(); });
  status_.set(Status::pending);
  step_later();
}

void RunController::step() {
  // Who leaves and comes back within one turn finds the binding started anew all the same.
  if (std::exchange(left_, false)) {
    active_ = has_next_ = false;
    clear();
    forget_value();
    status_.set(Status::idle);
    error_.set_silently(Error());
  }
  if (observed_ && !active_) {
    active_ = true;
    trigger();
  }
  if (live_ && superseded_) {
    live_->cancel();
    // Code of the run is on the stack: its end brings us here again.
    if (live_) return;
  }
  if (!has_next_ || is_settling()) return;
  has_next_ = superseded_ = false;
  live_ = make_run();
  live_->start_later(scope_);
}

void RunController::run_finished(Run& run) {
  const bool current = run.is_current();
  run_ended(run);
  if (!current) return;
  batch([this] {
    error_.set_silently(Error());
    status_.set(Status::idle);
  });
}

void RunController::run_failed(Run& run, Error error) {
  const bool current = run.is_current();
  run_ended(run);
  if (!current) return;
  report(error, "a binding");
  batch([&] {
    error_.set(std::move(error));
    status_.set(Status::error);
  });
}

void RunController::run_ended(Run& run) {
  if (live_ != &run) return;
  live_ = nullptr;
  if (has_next_) step_later();
}

}  // namespace coracle
