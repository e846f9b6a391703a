#include <coracle/base/error.hpp>
#include <coracle/base/exceptions.hpp>
#include <coracle/base/report.hpp>
#include <coracle/reactive/graph.hpp>

namespace coracle::reactive {

namespace {

void report_failure(Node& node, const Error& error, const char* kind) {
  const char* const name = name_of(node);
  report(error, name ? name : kind);
}

}  // namespace

/// Whether anything that a queued node has read did change.
CORACLE_HOT bool Graph::has_changed(Subscriber& node, Run& run) {
  if (!(node.flags & dirty)) {
    if (!(node.flags & pending)) return false;
    if (!ask(node, run)) {
      node.flags &= ~pending;
      return false;
    }
  }
  return !(node.flags & doomed);
}

CORACLE_HOT void Graph::note_writes(Subscriber& node, std::uint32_t writes_before) {
  if (writes != writes_before) {
    node.flags |= wrote;
  } else if (node.flags & wrote) {
    node.flags &= ~wrote;
  }
}

void Graph::commit() {
  depth = 1;
  ++commit_number;
  round = 0;
  Run run(Run::on_its_own);
  do {
    work = false;
    push_all();
    // What is queued meanwhile waits for the next round.
    if (const std::size_t told = observers.size()) {
      for (std::size_t index = 0; index < told; ++index) {
        Node& node = *observers[index];
        if (node.flags & queued) tell(static_cast<Subscriber&>(node), run);
      }
      drop_told(observers, told);
    }
    if (const std::size_t due = effects.size()) {
      for (std::size_t index = 0; index < due; ++index) {
        Node& node = *effects[index];
        if (node.flags & queued) run_effect(static_cast<OwnedNode&>(node), run);
      }
      drop_told(effects, due);
    }
    if (deliver) deliver();
    if (!listed_nodes.empty()) settle_listed();
    if (!doomed_nodes.empty()) bury_doomed();
    ++round;
  } while (work);
  depth = 0;
}

/// Takes the first `count` out of a queue.
void Graph::drop_told(PointerList<Node>& queue, std::size_t count) {
  queue.drop_front(count);
  for (std::size_t index = 0; index < queue.size(); ++index) {
    if (queue[index]->flags & queued) queue[index]->queue_position = index;
  }
}

void Graph::run_effect(OwnedNode& node, Run& run) {
  node.flags &= ~queued;
  const std::uint32_t writes_before = writes;
  guarded(
      [&] {
        if ((round > 0 && is_endless(node)) || !has_changed(node, run)) return;
        run.begin(node);
        node.operate(node, Operation::run, nullptr);
        run.end();
      },
      [&](const Error& error) {
        if (run.node) run.end();
        if (!(node.flags & queued)) node.flags &= ~(dirty | pending);
        report_failure(node, error, "effect");
      });
  note_writes(node, writes_before);
}

void Graph::start(OwnedNode& node) {
  OperationScope operation;
  adopt(node, owner());
  Run run;
  guarded(
      [&] {
        run.begin(node);
        node.operate(node, Operation::run, nullptr);
      },
      [&](const Error& error) { report_failure(node, error, "effect"); });
}

void Graph::tell(Subscriber& node, Run& run) {
  node.flags &= ~queued;
  const std::uint32_t writes_before = writes;
  guarded(
      [&] {
        if ((round > 0 && is_endless(node)) || !has_changed(node, run)) return;
        node.flags = (node.flags & ~(dirty | pending | tracked)) | checking;
        node.operate(node, Operation::run, nullptr);
        node.flags &= ~checking;
        if (!(node.flags & (tracked | doomed))) settle_sources(node);
      },
      [&](const Error& error) {
        node.flags &= ~checking;
        if (!(node.flags & queued)) node.flags &= ~(dirty | pending);
        report_failure(node, error, "observer");
      });
  note_writes(node, writes_before);
}

/// Counts how often a node was marked in this commit; stops one that feeds itself. One that changes
/// nothing runs as often as it is told to: it hears of a cycle, but it is not part of it.
bool Graph::is_endless(Subscriber& node) {
  // The upper 24 bits of the stamp name the commit, the lower 8 count its rounds.
  const std::uint32_t commit = commit_number << 8;
  if ((node.stamp & ~0xFFU) != commit) node.stamp = commit;
  const std::uint32_t rounds = node.stamp & 0xFF;
  if (rounds < most_rounds) {
    ++node.stamp;
    return false;
  }
  if (!(node.flags & wrote)) return false;
  node.flags &= ~(dirty | pending);
  if (rounds == most_rounds) {
    report_cycle(node, node.flags & effect ? "an effect keeps changing what it reads; it was "
                                             "stopped until the next change"
                                           : "an observer keeps changing what it observes; it was "
                                             "stopped until the next change");
  }
  // Where a computed does the writing, asking the sources goes on for ever too.
  if (rounds < 0xFF) {
    ++node.stamp;
    settle_sources(node);
  }
  return true;
}

/// Tells signals whether they are observed, and lets computeds that nobody observes any more go of
/// their sources.
void Graph::settle_listed() {
  for (std::size_t index = 0; index < listed_nodes.size(); ++index) {
    Node& node = *listed_nodes[index];
    const std::uint32_t flags = node.flags;
    if (!(flags & listed)) continue;
    node.flags &= ~listed;
    const bool has_subscribers = node.subscribers.first != nullptr;
    if (flags & hooked) {
      if (has_subscribers == ((flags & observed) != 0)) continue;
      node.flags ^= observed;
      node.operate(node, has_subscribers ? Operation::observed : Operation::unobserved, nullptr);
    } else if (!has_subscribers && !(flags & doomed)) {
      auto& idle = static_cast<Subscriber&>(node);
      idle.flags |= checking;
      if (idle.owned) dispose_owned(idle.owned);
      free_links(idle.sources);
      idle.sources = nullptr;
      idle.flags = (idle.flags & ~(checking | pending)) | dirty;
    }
  }
  listed_nodes.clear();
}

}  // namespace coracle::reactive
