#include <coracle/flow/run_options.hpp>

#include <coracle/flow/watch_options.hpp>
#include <coracle/reactive/batch.hpp>
#include <memory>
#include <utility>

namespace coracle {

namespace {

// While it holds a trigger back the binding is pending, whatever its runs do: its rules say so.
class BindingLimiter final : public RateLimiter, private Rated {
 public:
  BindingLimiter(BindingRuns& runs, const Rate& rate) : runs_(runs), limiter_(rate.limit(*this)) {}
  ~BindingLimiter() override { restore_rules(); }

  Verdict trigger() override {
    const Verdict verdict = limiter_->trigger();
    if (verdict == Verdict::later && !holds()) {
      former_ = &runs_.rules();
      holding_ = *former_;
      holding_.overall = [](const RunController&, Status) { return Status::pending; };
      runs_.set_rules(holding_);
    }
    return verdict;
  }
  void reset() override {
    limiter_->reset();
    let_go();
  }

 private:
  void pass() override {
    batch([this] {
      let_go();
      runs_.pass();
    });
  }
  void each_parameter(ParameterVisitor& visitor) const override {
    runs_.binding().each_parameter(visitor);
  }

  // Not any more where the policy was replaced meanwhile.
  bool holds() const { return &runs_.rules() == &holding_; }
  bool restore_rules() {
    if (!holds()) return false;
    runs_.set_rules(*former_);
    return true;
  }
  void let_go() {
    if (restore_rules()) runs_.show_status(Status::pending);
  }

  BindingRuns& runs_;
  std::unique_ptr<RateLimiter> limiter_;
  PolicyRules holding_{};
  const PolicyRules* former_ = nullptr;
};

}  // namespace

void set_run_options(BindingRuns& runs, RunOptions options) {
  runs.set_policy(options.policy);
  if (!options.rate.is_immediate()) {
    runs.set_limiter(std::make_unique<BindingLimiter>(runs, options.rate));
  }
  if (options.on_error) runs.scope().on_error(std::move(options.on_error));
}

void report_policy_of_plain_function() {
  current_scope().handle_error(
      Error("bad_argument",
            "a plain function has no policy, since it is over at once; make it a coroutine, "
            "or leave the policy out"));
}

void set_watch_options(HandlerBase& handler, WatchOptions& options) {
  if (HandlerRuns* const runs = handler.runs()) {
    runs->set_policy(options.policy);
  } else if (options.policy.is_given()) {
    report_policy_of_plain_function();
  }
  if (options.on_error) handler.on_error(std::move(options.on_error));
}

}  // namespace coracle
