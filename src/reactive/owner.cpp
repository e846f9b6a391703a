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
  return current_ && reactive::graph.owner().list == &current_->owned ? current_->owner : nullptr;
}

Owner::RunScope::RunScope(State& state)
    : state_(state),
      former_list_(std::exchange(reactive::graph.owner_list, &state.owned)),
      former_run_(std::exchange(reactive::graph.owner_run, reactive::graph.run)),
      former_current_(std::exchange(current_, &state)) {
  ++state.runs;
}

Owner::RunScope::~RunScope() {
  reactive::graph.owner_list = former_list_;
  reactive::graph.owner_run = former_run_;
  current_ = former_current_;
  if (--state_.runs == 0 && !state_.owner) release(state_);
}

void reactive::adopt_cleanup(OwnedNode& node) {
  const Graph::Owning owner = graph.owner();
  if (owner.list) return Graph::adopt(node, owner);
  report(
      Error(error_codes::bad_argument,
            "on_cleanup was called outside of any effect, computed or owner: nobody would run it"),
      "on_cleanup");
  node.operate(node, Operation::destroy, nullptr);
}

}  // namespace coracle
