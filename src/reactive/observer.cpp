#include <coracle/reactive/observer.hpp>
#include <coracle/reactive/pool.hpp>

namespace coracle {

Observer::Observer(Stale stale, const char* name)
    : stale_(stale), name_(name), node_(reactive::pool::make<reactive::ObserverNode>(*this)) {}

Observer::~Observer() {
  node_->owner = nullptr;
  reactive::graph.drop(*node_);
}

void Observer::clear() {
  constexpr std::uint32_t asked = reactive::checking | reactive::pending;
  if ((node_->flags & asked) == asked) {
    // What is being asked on its behalf clears it: the question ends with the node.
    node_->owner = nullptr;
    reactive::graph.drop(*node_);
    node_ = reactive::pool::make<reactive::ObserverNode>(*this);
    return;
  }
  node_->flags |= reactive::tracked;
  reactive::OperationScope operation;
  reactive::Run run;
  run.begin(*node_);
}

reactive::ObserverNode::~ObserverNode() {
  graph.detach_subscriber(*this);
  --graph.counts.observers;
}

bool reactive::ObserverNode::operate(Node& node, Operation operation, void* answer) {
  auto& self = static_cast<ObserverNode&>(node);
  switch (operation) {
    case Operation::run:
      if (self.owner) self.owner->stale_(*self.owner);
      break;
    case Operation::destroy: pool::destroy(self); break;
    case Operation::name:
      if (self.owner) *static_cast<const char**>(answer) = self.owner->name_;
      break;
    default: break;
  }
  return false;
}

}  // namespace coracle
