#include <coracle/reactive/graph.hpp>
#include <coracle/reactive/pool.hpp>

namespace coracle::reactive {

constinit Graph graph;

namespace {

/// Stands where a source was destroyed: it never changes, and the link to it goes with the next run
/// of its subscriber.
constinit Node gone(nullptr, 0);

}  // namespace

void Graph::insert_link(Node& source) {
  Link* last = source.subscribers.last;
  Link* link = ::new (pool::take<sizeof(Link)>()) Link{&source, active, *cursor, last, nullptr};
  ++counts.links;
  *cursor = link;
  cursor = &link->next_source;
  source.subscribers.last = link;
  if (last) {
    last->next_subscriber = link;
  } else {
    source.subscribers.first = link;
    if (source.flags & hooked) list(source);
  }
}

void Graph::free_links(Link* link) {
  while (link) {
    Node& source = *link->source;
    Link* const next_source = link->next_source;
    Link* const previous = link->previous_subscriber;
    Link* const next = link->next_subscriber;
    (next ? next->previous_subscriber : source.subscribers.last) = previous;
    if (previous) {
      previous->next_subscriber = next;
    } else {
      source.subscribers.first = next;
      if (!next && (source.flags & (hooked | computed))) list(source);
    }
    pool::give<sizeof(Link)>(link);
    --counts.links;
    link = next_source;
  }
}

/// Whether the subscriber, whose function is on the stack, has read this link's source in that run
/// already.
bool Graph::has_read(const Subscriber& subscriber, const Link& link) const {
  if (active == &subscriber && link.source->stamp == stamp) return true;
  Link* const* position = cursor;
  for (const Run* frame = run; frame->node != &subscriber; frame = frame->outer) {
    position = frame->former_cursor;
  }
  for (const Link* read = subscriber.sources; read != *position; read = read->next_source) {
    if (read == &link) return true;
  }
  return false;
}

void Graph::list(Node& source) {
  if (source.flags & listed) return;
  source.flags |= listed;
  listed_nodes.push(&source);
  work = true;
}

void Graph::detach_source(Node& source) {
  // Looking for each of very many in the list would take too long: push them, which empties it.
  if ((source.flags & written) && written_nodes.size() > 1000) push_written();
  for (Link* link = source.subscribers.first; link;) {
    Link* const next = link->next_subscriber;
    link->source = &gone;
    link->previous_subscriber = link->next_subscriber = nullptr;
    link = next;
  }
  if (source.flags & written) written_nodes.replace(&source, &gone);
  if (source.flags & listed) listed_nodes.replace(&source, &gone);
}

void Graph::dequeue(Node& node) {
  PointerList<Node>& queue = node.flags & observer ? observers : effects;
  queue[node.queue_position] = &gone;
  node.flags &= ~queued;
}

void Graph::detach_subscriber(Subscriber& subscriber) {
  free_links(subscriber.sources);
  subscriber.sources = nullptr;
  if (subscriber.flags & queued) dequeue(subscriber);
}

}  // namespace coracle::reactive
