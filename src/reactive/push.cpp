#include <coracle/reactive/graph.hpp>

namespace coracle::reactive {

void Graph::push_all() {
  // A former value that ends here may run code that writes, or that comes here again.
  while (pushed < written_nodes.size()) {
    Node& signal = *written_nodes[pushed++];
    if (signal.flags & written) signal.operate(signal, Operation::settle, nullptr);
  }
  written_nodes.clear();
  pushed = 0;
}

void Graph::push(Node& source) {
  for (Link* link = source.subscribers.first; link; link = link->next_subscriber) {
    Subscriber& subscriber = *link->subscriber;
    const std::uint32_t flags = subscriber.flags;
    if (flags & dirty) continue;
    // A run under way that has not come to this source yet will see the new value.
    if ((flags & running) && !has_read(subscriber, *link)) continue;
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

void Graph::enqueue(Subscriber& subscriber) {
  if (subscriber.flags & (queued | doomed)) return;
  work = true;
  subscriber.flags |= queued;
  if (subscriber.flags & observer) {
    subscriber.queue_position = observers.size();
    observers.push(&subscriber);
    return;
  }
  const std::size_t start = effects.size();
  subscriber.queue_position = start;
  effects.push(&subscriber);
  auto* parent = static_cast<OwnedNode&>(subscriber).parent;
  if (!parent || (parent->flags & (queued | doomed))) return;
  // An effect runs before those it made: its run may end them.
  for (; parent && !(parent->flags & (queued | doomed)); parent = parent->parent) {
    parent->flags |= queued;
    effects.push(parent);
  }
  effects.reverse_from(start);
  for (std::size_t index = start; index < effects.size(); ++index) {
    effects[index]->queue_position = index;
  }
}

}  // namespace coracle::reactive
