#include <coracle/base/error.hpp>
#include <coracle/base/report.hpp>
#include <coracle/reactive/owner.hpp>

namespace coracle {

Owner::State* Owner::current_ = nullptr;

Owner::Owner() : state_(reactive::pool::make<State>(State{this})) {}

Owner::~Owner() {
  dispose();
  state_->owner = nullptr;
  if (state_->runs == 0) release(*state_);
}

void Owner::dispose() {
  if (state_->owned) reactive::graph.dispose_owned(state_->owned);
}

void Owner::release(State& state) {
  if (state.owned) reactive::graph.dispose_owned(state.owned);
  reactive::pool::destroy(state);
}

Owner* Owner::current() noexcept {
  return current_ && reactive::graph.owned == &current_->owned ? current_->owner : nullptr;
}

Owner::RunScope::RunScope(State& state)
    : state_(state),
      former_owned_(std::exchange(reactive::graph.owned, &state.owned)),
      former_parent_(std::exchange(reactive::graph.parent, nullptr)),
      former_current_(std::exchange(current_, &state)) {
  ++state.runs;
}

Owner::RunScope::~RunScope() {
  reactive::graph.owned = former_owned_;
  reactive::graph.parent = former_parent_;
  current_ = former_current_;
  if (--state_.runs == 0 && !state_.owner) release(state_);
}

void reactive::adopt_cleanup(OwnedNode& node) {
  if (graph.owned) return graph.adopt(node);
  report(
      Error(error_codes::bad_argument,
            "on_cleanup was called outside of any effect, computed or owner: nobody would run it"),
      "on_cleanup");
  node.operate(node, Operation::destroy, nullptr);
}

}  // namespace coracle
