#include "model.hpp"

#include <algorithm>
#include <coracle/base/str.hpp>

namespace coracle::simulation {

namespace {

std::string text_of(const Arguments& arguments) {
  std::string text = "(";
  for (std::size_t i = 0; i < arguments.size(); ++i) text += str(i > 0 ? ", " : "", arguments[i]);
  return text + ")";
}

}  // namespace

std::string NodeModel::fault(const std::string& what) const {
  return str("node ", index_, ": ", what);
}

std::size_t NodeModel::most_live() const {
  switch (node_.policy) {
    case PolicyKind::parallel: return static_cast<std::size_t>(node_.limit);
    default: return 1;
  }
}

std::size_t NodeModel::most_waiting() const {
  switch (node_.policy) {
    case PolicyKind::queue: return static_cast<std::size_t>(node_.limit);
    case PolicyKind::parallel: return ~std::size_t{0} / 2;
    default: return 0;
  }
}

void NodeModel::doom_all() {
  for (auto& [number, run] : runs_) run.doomed = true;
}

void NodeModel::shown(const Arguments& now) {
  if (shown_) return;
  shown_ = true;
  starting_ = node_.kind != Kind::handler;
  uncertain_ = cancelled_ = false;
  now_ = now;
}

void NodeModel::hidden() {
  shown_ = starting_ = false;
  waiting_.clear();
  doom_all();
  expected_ = seen_ = Shown();
}

void NodeModel::triggered(const Arguments& arguments, double time) {
  now_ = arguments;
  if (!shown_) return;
  if (time > last_trigger_) overtaken_.clear();
  last_trigger_ = time;
  if (starting_) {
    // Whether this came before or after the first run took its arguments is the program's affair.
    uncertain_ = true;
    return;
  }
  cancelled_ = false;
  if (!knows_triggers()) return;
  ++triggers_;
  if (node_.policy == PolicyKind::latest) {
    doom_all();
    if (!waiting_.empty()) overtaken_.push_back(std::move(waiting_.front().second));
    waiting_.clear();
  } else if (static_cast<std::size_t>(live_) + waiting_.size() >= most_live() + most_waiting()) {
    return;  // refused
  }
  waiting_.emplace_back(triggers_, arguments);
}

void NodeModel::cancelled(bool had_begun) {
  cancelled_ = true;
  if (!had_begun) {
    if (!waiting_.empty()) waiting_.pop_back();
  } else if (const auto newest = runs_.find(newest_); newest != runs_.end()) {
    newest->second.doomed = true;
  }
}

std::string NodeModel::run_began(int run, const Arguments& arguments, double time) {
  RunState& state = runs_[run];
  state.arguments = arguments;
  state.last = {run, 0};
  newest_ = run;
  ++live_;
  if (!shown_) return fault("a run began though nobody observes it");
  if (static_cast<std::size_t>(live_) > most_live()) {
    return fault("more runs are live than the policy allows");
  }
  if (starting_) {
    starting_ = false;
    if (knows_triggers() && !uncertain_ && arguments != now_) {
      return fault(str("the first run got ", text_of(arguments), ", not ", text_of(now_)));
    }
    return {};
  }
  if (knows_triggers() && !(uncertain_ && node_.policy != PolicyKind::latest)) {
    if (waiting_.empty()) {
      if (uncertain_) return {};
      return fault("a run began that nothing has triggered");
    }
    const bool may_be_overtaken =
        time <= last_trigger_ && std::ranges::find(overtaken_, arguments) != overtaken_.end();
    if (waiting_.front().second != arguments) {
      if (may_be_overtaken || (uncertain_ && time <= last_trigger_)) {
        state.doomed = true;
        return {};
      }
      return fault(str("a run got ", text_of(arguments), ", not those of its trigger, ",
                       text_of(waiting_.front().second)));
    }
    // Which of two runs with equal arguments this is cannot be told.
    uncertain_ = uncertain_ || may_be_overtaken;
    waiting_.pop_front();
    return {};
  }
  if (node_.rate == RateKind::debounce && node_.policy == PolicyKind::latest && !retried_ &&
      node_.chained_to < 0 && time != last_trigger_ && time < last_trigger_ + node_.period - 0.01) {
    return fault("a run began before its sources were quiet for long enough");
  }
  retried_ = false;
  return {};
}

std::string NodeModel::value_given(int run, int step, bool is_skip) {
  RunState& state = runs_[run];
  if (state.ended) return fault("a run went on after its end");
  if (is_skip) return {};
  ++state.given;
  state.last = {run, step};
  if (!state.doomed) expected_ = state.last;
  return {};
}

std::string NodeModel::value_shown(const Shown& shown) {
  if (!shown_) return fault("a value was shown though nobody observes it");
  if (node_.kind == Kind::plain) {
    if (node_.chained_to < 0 && shown != plain_value(now_)) {
      return fault("a plain function's value does not belong to its arguments");
    }
    return {};
  }
  const auto found = runs_.find(shown.run);
  if (found == runs_.end()) return fault("a value was shown that no run has given");
  const RunState& state = found->second;
  if (state.doomed) return fault(str("a stale value was shown, of run ", shown.run));
  if (state.given == 0 || shown != state.last) {
    return fault("a value was shown that is not the newest of its run");
  }
  if (node_.policy != PolicyKind::parallel) {
    for (const auto& [number, other] : runs_) {
      if (number < shown.run && !other.ended) {
        return fault("a value was shown before the run before it had cleaned up");
      }
    }
  }
  seen_ = shown;
  return {};
}

std::string NodeModel::run_ended(int run, bool completed) {
  RunState& state = runs_[run];
  if (state.ended) return fault("a run cleaned up twice");
  state.ended = true;
  if (!completed) state.doomed = true;
  --live_;
  return {};
}

std::string NodeModel::at_rest() const {
  if (live_ != 0) return fault("a run is left");
  if (!knows_triggers() || uncertain_) {
    const bool settles = node_.policy == PolicyKind::latest && node_.chained_to < 0;
    if (shown_ && !starting_ && settles && !cancelled_ && newest_ >= 0 && !uncertain_ &&
        node_.kind != Kind::plain && node_.kind != Kind::handler &&
        runs_.at(newest_).arguments != now_) {
      return fault("the newest values were never given to a run");
    }
    return {};
  }
  if (!waiting_.empty()) return fault("a trigger was lost");
  if (shown_ && node_.kind != Kind::plain && node_.kind != Kind::handler && seen_ != expected_) {
    return fault(str("value ", expected_.step, " of run ", expected_.run, " is not shown, but ",
                     seen_.step, " of ", seen_.run));
  }
  return {};
}

Shown plain_value(const Arguments& arguments) {
  Shown value{-2, 1};
  for (const int argument : arguments) value.step = value.step * 31 + argument;
  return value;
}

}  // namespace coracle::simulation
