#pragma once

#include <cstddef>

namespace coracle {

class ReadyNode;

/// A place in a queue: a node, or the end that closes the ring.
class QueueLink {
 public:
  QueueLink(const QueueLink&) = delete;
  QueueLink& operator=(const QueueLink&) = delete;

 private:
  friend class ReadyNode;
  friend class ReadyQueue;
  QueueLink(QueueLink* next, QueueLink* previous) noexcept : next_(next), previous_(previous) {}
  ~QueueLink() = default;

  QueueLink* next_;  // null: in no queue
  QueueLink* previous_;
};

/// Something that can stand in the loop's queue; a base class, or a member. Removes itself when
/// destroyed. `measured` nodes may take long: the loop looks at the clock after each of them.
class ReadyNode : private QueueLink {
 public:
  /// A null function means that the node is a `Strand` to be resumed, which saves the loop an
  /// indirect call.
  explicit ReadyNode(void (*run)(ReadyNode&), bool measured = false) noexcept
      : QueueLink(nullptr, nullptr), run_(run), measured_(measured) {}
  ~ReadyNode() { unlink(); }

  bool is_ready() const noexcept { return next_ != nullptr; }
  /// Takes the node out of the queue; harmless when it is in none.
  void unlink() noexcept;

 private:
  friend class Loop;
  friend class ReadyQueue;
  friend class Strand;
  void (*run_)(ReadyNode&);
  bool measured_;
};

/// A queue of nodes, linked through them: it allocates nothing, and any node may leave at any time.
///
/// A ring of pointers takes as many instructions and twice the time: between two switches it loads
/// its indices, its memory's address and the node one after the other.
class ReadyQueue : private QueueLink {
 public:
  ReadyQueue() noexcept : QueueLink(this, this) {}
  ~ReadyQueue() {
    while (take_first()) {
    }
  }

  bool is_empty() const noexcept { return next_ == this; }
  std::size_t count() const noexcept {
    std::size_t count = 0;
    for (const QueueLink* link = next_; link != this; link = link->next_) ++count;
    return count;
  }

  /// The node must stand in no queue.
  void append(ReadyNode& node) noexcept {
    QueueLink* const last = previous_;
    node.next_ = this;
    node.previous_ = last;
    last->next_ = &node;
    previous_ = &node;
  }
  /// Appends all nodes of another queue, in their order.
  void append_all(ReadyQueue& other) noexcept {
    if (other.is_empty()) return;
    previous_->next_ = other.next_;
    other.next_->previous_ = previous_;
    previous_ = other.previous_;
    previous_->next_ = this;
    other.next_ = other.previous_ = &other;
  }
  /// Takes the first node out and returns it; null when there is none.
  ReadyNode* take_first() noexcept {
    QueueLink* const first = next_;
    if (first == this) return nullptr;
    next_ = first->next_;
    next_->previous_ = this;
    first->next_ = nullptr;
    return static_cast<ReadyNode*>(first);
  }
};

inline void ReadyNode::unlink() noexcept {
  if (!next_) return;
  previous_->next_ = next_;
  next_->previous_ = previous_;
  next_ = nullptr;
}

}  // namespace coracle
