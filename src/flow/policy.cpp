#include <coracle/flow/policy.hpp>

#include <coracle/async/scope.hpp>
#include <coracle/base/str.hpp>
#include <coracle/flow/run_controller.hpp>

namespace coracle {

struct CountedPolicy {
  // One that is superseded takes no place: it is gone before the next one starts.
  static std::size_t count(const RunController& controller, bool started) {
    std::size_t count = 0;
    for (const Run* run = controller.first(); run; run = controller.after(*run)) {
      if (run->started_ == started && !run->superseded_) ++count;
    }
    return count;
  }

  // Where a run could start at once it need not wait.
  static bool is_full(const RunController& controller) {
    const Policy& policy = controller.policy_;
    if (policy.most_waiting_ == no_limit) return false;
    const std::size_t live = count(controller, true);
    const std::size_t free = live < policy.most_live_ ? policy.most_live_ - live : 0;
    return count(controller, false) >= policy.most_waiting_ + free;
  }

  static bool admit_counted(RunController& controller, Run* run) {
    if (!run) return true;
    if (is_full(controller)) {
      refuse(controller, *run);
      return false;
    }
    run->trigger();
    controller.enlist(*run);
    return true;
  }

  static void refuse(RunController& controller, Run& run) {
    const std::string_view source = run.trigger().source;
    const std::size_t limit = controller.policy_.most_waiting_;
    const bool reports = controller.policy_.reports_refusals_;
    Scope* const scope = controller.scope_;
    delete &run;
    if (!reports) return;
    scope->handle_error(
        Error("queue_full", str("queue(", limit, ") is full: the trigger by ",
                                source.empty() ? str("its source") : str("\"", source, "\""),
                                " was dropped; use a larger limit, or drop")));
  }

  // The live runs come first in the list, and where they are counted there are not many.
  static Run* next_counted(RunController& controller) {
    const std::size_t most = controller.policy_.most_live_;
    Run* run = controller.last();
    if (run->started_ || (most == 1 && controller.is_settling())) return nullptr;
    if (most == no_limit) {
      while (run != controller.first() && !controller.before(*run)->started_) {
        run = controller.before(*run);
      }
      return run;
    }
    run = controller.first();
    for (std::size_t live = 0; run->started_; run = controller.after(*run)) {
      if (++live == most) return nullptr;
    }
    return run;
  }

  static Status overall_counted(const RunController& controller, Status at_rest) {
    Status status = at_rest;
    for (const Run* run = controller.first(); run; run = controller.after(*run)) {
      if (run->superseded_) continue;
      if (run->status_ == Status::pending) return Status::pending;
      status = Status::streaming;
    }
    return status;
  }

  static Policy usual(std::string message) {
    current_scope().handle_error(Error("bad_argument", std::move(message)));
    return {};
  }
};

constexpr PolicyRules counted_rules{&CountedPolicy::admit_counted, &CountedPolicy::next_counted,
                                    &CountedPolicy::overall_counted};

// A negative number comes here as a very large one.
static bool is_count(std::size_t number) { return number != 0 && number <= no_limit / 2; }

Policy queue(std::size_t limit) {
  if (!is_count(limit)) {
    return CountedPolicy::usual(
        "queue(0) would let no trigger wait: use drop, or a limit of 1 or more");
  }
  return Policy(counted_rules, 1, limit, true);
}

Policy parallel(std::size_t most) {
  if (!is_count(most)) {
    return CountedPolicy::usual("parallel(0) would let nothing run: use 1 or more, or parallel()");
  }
  return Policy(counted_rules, most, no_limit, false);
}

}  // namespace coracle
