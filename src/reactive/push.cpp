#include <coracle/reactive/graph.hpp>

namespace coracle::reactive {

CORACLE_HOT void Graph::enqueue(Subscriber& subscriber) {
  if (subscriber.flags & (queued | doomed)) return;
  work = true;
  subscriber.flags |= queued;
  PointerList<Node>& queue = subscriber.flags & observer ? observers : effects;
  subscriber.queue_position = queue.size();
  queue.push(&subscriber);
  if ((subscriber.flags & effect) && static_cast<OwnedNode&>(subscriber).parent) {
    enqueue_parents(static_cast<OwnedNode&>(subscriber));
  }
}

/// An effect runs before those it made: its run may end them.
void Graph::enqueue_parents(OwnedNode& node) {
  const std::size_t start = node.queue_position;
  for (OwnedNode* parent = node.parent; parent && !(parent->flags & (queued | doomed));
       parent = parent->parent) {
    parent->flags |= queued;
    effects.push(parent);
  }
  effects.reverse_from(start);
  for (std::size_t index = start; index < effects.size(); ++index) {
    effects[index]->queue_position = index;
  }
}

void Graph::push_all() {
  // A former value that ends here may run code that writes, or that comes here again.
  while (pushed < written_nodes.size()) {
    Node& signal = *written_nodes[pushed++];
    if (!(signal.flags & written)) continue;
    if (signal.flags & settles) {
      signal.operate(signal, Operation::settle, nullptr);
    } else {
      const bool changed = (signal.flags & (forced | returned)) != returned;
      signal.flags &= ~(written | before | forced | returned);
      if (changed) push(signal);
    }
  }
  written_nodes.clear();
  pushed = 0;
}

void Graph::push(Node& source) {
  for (Link* link = source.subscribers.first; link; link = link->next_subscriber) {
    Subscriber& subscriber = *link->subscriber;
    const std::uint32_t flags = subscriber.flags;
    if (flags & (dirty | running)) {
      // A run under way that has not come to this source yet will see the new value.
      if ((flags & dirty) || !has_read(subscriber, *link)) continue;
    }
    subscriber.flags = flags | dirty;
    if (flags & pending) continue;
    if (flags & (effect | observer)) {
      enqueue(subscriber);
    } else if (subscriber.subscribers.first) {
      spread(subscriber.subscribers.first);
    }
  }
}

void Graph::spread(Link* link) {
  const std::size_t bottom = stack.size();
  for (;;) {
    Link* const next = link->next_subscriber;
    Subscriber& subscriber = *link->subscriber;
    const std::uint32_t flags = subscriber.flags;
    if (!(flags & (dirty | pending)) && !((flags & running) && !has_read(subscriber, *link))) {
      subscriber.flags = flags | pending;
      if (flags & (effect | observer)) {
        enqueue(subscriber);
      } else if (Link* const below = subscriber.subscribers.first) {
        if (next) stack.push(next);
        link = below;
        continue;
      }
    }
    if (next) {
      link = next;
    } else if (stack.size() > bottom) {
      link = stack.pop();
    } else {
      return;
    }
  }
}

}  // namespace coracle::reactive
