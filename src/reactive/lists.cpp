#include <algorithm>
#include <coracle/reactive/graph.hpp>
#include <new>

namespace coracle::reactive {

template <class T>
void PointerList<T>::grow() {
  const std::size_t capacity = capacity_ ? capacity_ * 2 : 16;
  T** items = static_cast<T**>(::operator new(capacity * sizeof(T*)));
  std::copy(items_, items_ + size_, items);
  ::operator delete(items_);
  items_ = items;
  capacity_ = capacity;
}

template <class T>
void PointerList<T>::reverse_from(std::size_t start) {
  std::reverse(items_ + start, items_ + size_);
}

template <class T>
void PointerList<T>::replace(T* item, T* replacement) {
  // What is looked for was mostly added lately.
  for (std::size_t index = size_; index-- > 0;) {
    if (items_[index] == item) {
      items_[index] = replacement;
      return;
    }
  }
}

template class PointerList<Node>;
template class PointerList<Link>;

Node* Queue::pop() {
  Node* node = head.queued.next;
  if (node == &head) return nullptr;
  remove(*node);
  return node;
}

void Queue::insert_before(Node& position, Node& node) {
  node.queued = {position.queued.previous, &position};
  position.queued.previous->queued.next = &node;
  position.queued.previous = &node;
  node.flags |= queued;
}

void Queue::remove(Node& node) {
  node.queued.previous->queued.next = node.queued.next;
  node.queued.next->queued.previous = node.queued.previous;
  node.flags &= ~queued;
}

void Queue::take(Queue& other) {
  if (other.empty()) return;
  head.queued = other.head.queued;
  head.queued.next->queued.previous = &head;
  head.queued.previous->queued.next = &head;
  other.head.queued = {&other.head, &other.head};
}

}  // namespace coracle::reactive
