#include <coracle/flow/handler_runs.hpp>

#include <coracle/base/report.hpp>
#include <utility>

namespace coracle {

void HandlerBase::handle_error(Error error) {
  Scope* const scope = Scope::current();
  if (!scope) {
    report(error, name_);
  } else if (on_error_) {
    on_error_(std::move(error));
  } else {
    scope->handle_error(std::move(error), name_);
  }
}

void HandlerBase::stop() {
  if (HandlerRuns* const controller = runs()) controller->drop_waiting();
}

void HandlerRuns::drop_waiting() {
  while (has_runs() && !last()->started_) drop(*last());
}

void HandlerRuns::trigger(Scope& scope, Run& run, const Trigger& trigger) {
  set_scope(scope);
  describe(run, trigger);
  if (admit(&run)) step_later();
}

void HandlerRuns::run_settled(Status how, Error error) {
  if (how == Status::error) handler_.handle_error(std::move(error));
}

void HandlerRun::finished() {
  release_frame();
  leave(Status::idle);
  delete this;
}

}  // namespace coracle
