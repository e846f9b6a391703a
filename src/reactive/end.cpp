#include <coracle/base/exceptions.hpp>
#include <coracle/base/report.hpp>
#include <coracle/reactive/effect.hpp>
#include <coracle/reactive/graph.hpp>
#include <utility>

namespace coracle::reactive {

namespace {

constexpr std::uint32_t in_use = running | checking | listed;

void run_cleanup(Node& node) {
  Run run(Run::on_its_own);
  graph.active = nullptr;
  guarded([&] { node.operate(node, Operation::run, nullptr); },
          [](const Error& error) { report(error, "on_cleanup"); });
}

}  // namespace

Graph::Owning Graph::owner() const {
  for (const Run* frame = run;; frame = frame->outer) {
    if (owner_list && frame == owner_run) return {owner_list};
    if (!frame) return {};
    if (Subscriber* const node = frame->node; node && (node->flags & (computed | effect))) {
      return {&node->owned, node->flags & effect ? static_cast<OwnedNode*>(node) : nullptr};
    }
    if (frame->kind == Run::on_its_own) return {};
  }
}

void Graph::adopt(OwnedNode& node, Owning owner) {
  if (!owner.list) return;
  node.parent = owner.effect;
  node.next_owned = *owner.list;
  node.owned_slot = owner.list;
  if (node.next_owned) node.next_owned->owned_slot = &node.next_owned;
  *owner.list = &node;
}

void Graph::disown(OwnedNode& node) {
  if (!node.owned_slot) return;
  *node.owned_slot = node.next_owned;
  if (node.next_owned) node.next_owned->owned_slot = node.owned_slot;
  node.owned_slot = nullptr;
}

void Graph::drop(Node& node) {
  if (node.flags & doomed) return;
  // Mostly the dying reader of this node has just put it there.
  if ((node.flags & listed) && listed_nodes.last() == &node) {
    listed_nodes.pop();
    node.flags &= ~listed;
  }
  if (node.flags & in_use) {
    node.flags |= doomed;
    if (node.flags & queued) dequeue(node);
    doomed_nodes.push(&node);
    work = true;
    return;
  }
  const std::size_t start = dead_nodes.size();
  dead_nodes.push(&node);
  // What a dying node drops in turn is taken by the loop under way: a chain of any length ends
  // without recursion.
  if (!burying) bury(start);
}

void Graph::dispose_owned(OwnedNode*& list) {
  const std::size_t start = dead_nodes.size();
  move_to_dead(list);
  bury(start);
}

/// Moves a list of owned nodes to the dead, so that the newest is the next to be taken.
void Graph::move_to_dead(OwnedNode*& list) {
  const std::size_t start = dead_nodes.size();
  for (OwnedNode* node = std::exchange(list, nullptr); node; node = node->next_owned) {
    node->owned_slot = nullptr;
    dead_nodes.push(node);
  }
  dead_nodes.reverse_from(start);
}

/// Ends the dead nodes from `start` on. What a node owns ends before it, since clean-ups may refer
/// to what its function captured.
void Graph::bury(std::size_t start) {
  OperationScope operation;
  const UntrackedScope untracked;
  const bool outer = std::exchange(burying, true);
  while (dead_nodes.size() > start) {
    Node& node = *dead_nodes.last();
    if (node.flags & in_use) {
      dead_nodes.pop();
      drop(node);
    } else if ((node.flags & (computed | effect)) && static_cast<Subscriber&>(node).owned) {
      move_to_dead(static_cast<Subscriber&>(node).owned);
    } else {
      dead_nodes.pop();
      if (node.flags & cleanup) run_cleanup(node);
      node.operate(node, Operation::destroy, nullptr);
    }
  }
  burying = outer;
}

void Graph::bury_doomed() {
  // What is still in use is doomed again, for the next time round.
  for (std::size_t left = doomed_nodes.size(); left > 0; --left) {
    Node& node = *doomed_nodes[left - 1];
    doomed_nodes.take(left - 1);
    node.flags &= ~doomed;
    drop(node);
  }
}

}  // namespace coracle::reactive

namespace coracle {

void Effect::dispose() noexcept {
  if (!node_) return;
  reactive::EffectNode& node = *std::exchange(node_, nullptr);
  node.handle = nullptr;
  reactive::graph.disown(node);
  reactive::graph.drop(node);
}

ReactiveCounts counts() noexcept { return reactive::graph.counts; }

}  // namespace coracle
