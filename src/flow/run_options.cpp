#include <coracle/flow/run_options.hpp>

#include <coracle/flow/watch_options.hpp>
#include <memory>
#include <utility>

namespace coracle {

namespace {

class BindingLimiter final : public RateLimiter, private Rated {
 public:
  BindingLimiter(BindingRuns& runs, const Rate& rate) : runs_(runs), limiter_(rate.limit(*this)) {}
  Verdict trigger() override { return limiter_->trigger(); }
  void reset() override { limiter_->reset(); }

 private:
  void pass() override { runs_.pass(); }
  void each_parameter(ParameterVisitor& visitor) const override {
    runs_.binding().each_parameter(visitor);
  }

  BindingRuns& runs_;
  std::unique_ptr<RateLimiter> limiter_;
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
