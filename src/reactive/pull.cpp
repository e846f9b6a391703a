#include <coracle/base/error.hpp>
#include <coracle/base/exceptions.hpp>
#include <coracle/base/report.hpp>
#include <coracle/base/str.hpp>
#include <coracle/reactive/graph.hpp>

namespace coracle::reactive {

namespace {

/// Computations nested deeper than this stop relying on the stack: the sources that the last run
/// read are brought up to date one by one before a function is called, also those behind a source
/// that has changed. The function may then find that it does not need them any more; the stack
/// would not have held.
constexpr std::uint32_t deepest_nesting = 64;

/// While computeds run. One that throws is run again when it is read next.
struct Evaluation {
  explicit Evaluation(Run& run) : run(run) { ++graph.evaluating; }
  ~Evaluation() {
    --graph.evaluating;
    if (run.node) {
      run.node->flags |= failed;
      run.end();
    }
  }
  Run& run;
};

constexpr std::uint32_t busy = running | checking;
constexpr std::uint32_t must_run = dirty | failed;

}  // namespace

/// A source has changed: whoever was unsure because of it has to run.
CORACLE_HOT void Graph::promote(Node& source) {
  for (Link* link = source.subscribers.first; link; link = link->next_subscriber) {
    std::uint32_t& flags = link->subscriber->flags;
    if ((flags & (dirty | pending)) == pending) flags |= dirty;
  }
}

bool Graph::refresh(Subscriber& node) {
  struct Guard {
    // Who reads a computed that throws still hears when it recovers.
    ~Guard() {
      if (!finished) graph.track(node);
    }
    Subscriber& node;
    bool finished = false;
  };
  OperationScope operation;
  if (!written_nodes.empty()) push_written();
  if (!(node.flags & (busy | must_run | pending))) return true;
  if (node.flags & busy) {
    report_cycle(node, "a computed needs its own value to compute it");
    return false;
  }
  Guard guard{node};
  bring_up_to_date(node);
  guard.finished = true;
  return true;
}

void Graph::bring_up_to_date(Subscriber& node) {
  Run run;
  const Evaluation evaluation(run);
  if (!(node.flags & must_run) || evaluating > deepest_nesting) pull(node, run);
  if (!(node.flags & must_run)) {
    node.flags &= ~pending;
  } else if (update(node, run)) {
    promote(node);
  }
}

/// Asks the sources of a pending node, and theirs, until one has changed: then the node is dirty.
void Graph::pull(Subscriber& root, Run& run) {
  struct Guard {
    // Where a computation threw, what was being asked on its behalf is left for the next read.
    ~Guard() {
      while (graph.stack.size() > bottom) {
        Node& source = *graph.stack.pop()->source;
        source.flags = (source.flags & ~(checking | pending | dirty)) | failed;
      }
      root.flags &= ~checking;
    }
    Subscriber& root;
    std::size_t bottom;
  };
  const Guard guard{root, stack.size()};
  const bool thorough = evaluating > deepest_nesting;
  Subscriber* subscriber = &root;
  Link* link = root.sources;
  root.flags |= checking;
  for (;;) {
    while (link) {
      Node& source = *link->source;
      const std::uint32_t flags = source.flags;
      if (flags & (must_run | pending | busy)) {
        auto& node = static_cast<Subscriber&>(source);
        if (flags & busy) {
          if (!(subscriber->flags & must_run)) {
            report_cycle(node, "a computed depends on itself");
          }
        } else if ((flags & must_run) && !(thorough && node.sources)) {
          if (update(node, run)) promote(node);
        } else {
          node.flags = flags | checking;
          stack.push(link);
          subscriber = &node;
          link = node.sources;
          continue;
        }
      }
      if ((subscriber->flags & dirty) && !thorough) break;
      link = link->next_source;
    }
    if (subscriber == &root) return;
    // All that this one needs is known: go on with who asked for it.
    subscriber->flags &= ~checking;
    if (!(subscriber->flags & must_run)) {
      subscriber->flags &= ~pending;
    } else if (update(*subscriber, run)) {
      promote(*subscriber);
    }
    link = stack.pop();
    subscriber = link->subscriber;
    link = (subscriber->flags & dirty) && !thorough ? nullptr : link->next_source;
  }
}

/// Whether a source of a pending effect or observer has changed.
bool Graph::ask(Subscriber& root, Run& run) {
  const Evaluation evaluation(run);
  pull(root, run);
  return (root.flags & dirty) != 0;
}

bool Graph::update(Subscriber& node, Run& run) {
  run.begin(node);
  const bool changed = node.operate(node, Operation::run, nullptr);
  run.end();
  return changed;
}

/// Brings up to date what a subscriber has read, where it will not read it again by itself: else
/// the next change would stop at a source that is marked already.
void Graph::settle_sources(Subscriber& subscriber) {
  subscriber.flags |= checking;
  for (Link* link = subscriber.sources; link; link = link->next_source) {
    if (!(link->source->flags & (dirty | pending))) continue;
    auto& source = static_cast<Subscriber&>(*link->source);
    // One that throws does so again for whoever reads it.
    guarded(
        [&] {
          if (!(source.flags & busy)) bring_up_to_date(source);
        },
        [](const Error&) {});
  }
  subscriber.flags &= ~checking;
}

const char* name_of(Node& node) {
  const char* name = nullptr;
  node.operate(node, Operation::name, static_cast<void*>(&name));
  return name;
}

void Graph::report_cycle(Node& node, const char* what) {
  const char* const name = name_of(node);
  report(Error(error_codes::cycle, name ? str(what, ": \"", name, "\"") : str(what)),
         name ? name : "reactive");
}

}  // namespace coracle::reactive
