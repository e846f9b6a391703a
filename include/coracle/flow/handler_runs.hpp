#pragma once

#include <coracle/base/error.hpp>
#include <coracle/base/function.hpp>
#include <coracle/base/ref.hpp>
#include <coracle/flow/run_controller.hpp>
#include <utility>

namespace coracle {

class HandlerRuns;

/// What all handlers have in common, whatever they are told.
class HandlerBase : public RefCounted {
 public:
  /// Tells in reports which one it is.
  virtual void set_name(const char* name) { name_ = name; }
  const char* name() const { return name_; }
  /// Takes errors in place of the scope.
  void on_error(Function<void(Error)> handler) { on_error_ = std::move(handler); }
  /// To be called in the scope that it was called in, which may be gone by then.
  void handle_error(Error error);

  /// Nothing happens any more: what waits for its turn is dropped, what runs goes on.
  virtual void stop();
  /// The runs of an async handler; null for any other.
  virtual HandlerRuns* runs() { return nullptr; }

 private:
  Function<void(Error)> on_error_;
  const char* name_ = "a handler";
};

/// The runs of an async handler: any number at once, unless a policy says otherwise. It is a part
/// of the handler, which its runs keep alive.
class HandlerRuns final : public RunController {
 public:
  explicit HandlerRuns(HandlerBase& handler)
      : RunController(nullptr, unlimited_rules), handler_(handler) {}

  /// Takes a new run, which starts in the scope when the policy lets it.
  void trigger(Scope& scope, Run& run, const Trigger& trigger);
  /// Drops the runs that have not started.
  void drop_waiting();

 private:
  void run_settled(Status how, Error error) override;
  HandlerBase& handler_;
};

/// One call of an async handler.
class HandlerRun : public Run {
 protected:
  explicit HandlerRun(HandlerRuns& runs) : Run(runs) {}

 private:
  void finished() final;
};

}  // namespace coracle
