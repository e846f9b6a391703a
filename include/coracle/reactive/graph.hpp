#pragma once

#include <coracle/reactive/counts.hpp>
#include <coracle/reactive/node.hpp>
#include <cstddef>
#include <cstdint>
#include <cstdlib>

namespace coracle::reactive {

/// A growing array of pointers that never gives its memory back: the stacks and lists of the graph.
template <class T>
class PointerList {
 public:
  constexpr PointerList() = default;

  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  T*& operator[](std::size_t index) { return items_[index]; }
  void push(T* item) {
    if (size_ == capacity_) grow();
    items_[size_++] = item;
  }
  T* pop() { return items_[--size_]; }
  T* last() const { return size_ ? items_[size_ - 1] : nullptr; }
  /// Takes the item out; the last one takes its place.
  void take(std::size_t index) { items_[index] = items_[--size_]; }
  void clear() { size_ = 0; }
  void reverse_from(std::size_t start);
  void replace(T* item, T* replacement);

 private:
  [[gnu::noinline]] void grow();

  T** items_ = nullptr;
  std::size_t size_ = 0;
  std::size_t capacity_ = 0;
};

extern template class PointerList<Node>;
extern template class PointerList<Link>;

/// A ring of nodes around a head that is no real node.
struct Queue {
  constexpr Queue() : head(nullptr, 0) { head.queued = {&head, &head}; }

  bool empty() const { return head.queued.next == &head; }
  Node* pop();
  void push(Node& node) { insert_before(head, node); }
  static void insert_before(Node& position, Node& node);
  static void remove(Node& node);
  /// Moves all of the other queue's nodes here; this queue is empty before.
  void take(Queue& other);

  Node head;
};

struct Run;

/// How often one effect or observer may run within one commit and those that follow from it.
inline constexpr std::uint32_t most_rounds = 100;

/// The state of the whole graph: one per program, used by one thread.
///
/// The scheme is that of alien-signals: a write *pushes* flags down, a read *pulls* values up, and
/// a source that has changed *promotes* its subscribers, so the same question is never asked twice.
/// Writes are pushed when the outermost batch ends or when a computed is read, whichever is first;
/// until then a written signal keeps its former value, so away and back is no change.
///
/// An *operation* is anything that calls user code or may end in a commit. When the outermost one
/// ends, what is left to do is done: `commit`.
struct Graph {
  constexpr Graph() = default;

  // Reading.
  Subscriber* active = nullptr;  ///< who reads now
  Link** cursor = nullptr;       ///< where its next source is expected
  std::uint32_t stamp = 0;       ///< the run of the active subscriber
  std::uint32_t last_stamp = 0;
  Run* run = nullptr;           ///< the innermost run on the stack
  OwnedNode** owned = nullptr;  ///< the list that new effects and clean-ups join
  OwnedNode* parent = nullptr;  ///< the effect whose list that is, if it is one's

  // What is under way.
  std::uint32_t depth = 0;       ///< operations
  std::uint32_t evaluating = 0;  ///< computeds running
  bool work = false;             ///< something is left to do at the end of the outermost operation

  // What is left to do.
  PointerList<Node> written_nodes;
  std::size_t pushed = 0;    ///< how many of those were pushed
  std::uint32_t writes = 0;  ///< how many there ever were
  PointerList<Node> listed_nodes;
  PointerList<Node> doomed_nodes;
  PointerList<Node> dead_nodes;
  bool burying = false;
  Queue observers;
  Queue effects;
  Queue told;  ///< the observers of the commit under way
  Queue due;   ///< the effects of the commit under way
  std::uint32_t commit_number = 0;
  void (*deliver)() = nullptr;  ///< runs the deliveries, once there was one

  PointerList<Link> stack;
  ReactiveCounts counts;

  /// Records that the active subscriber, if there is one, reads this source.
  void track(Node& source) {
    if (!active || source.stamp == stamp) return;
    source.stamp = stamp;
    Link* expected = *cursor;
    if (expected && expected->source == &source) {
      cursor = &expected->next_source;
    } else {
      insert_link(source);
    }
  }

  void enter() { ++depth; }
  void leave() {
    if (--depth == 0 && work) commit();
  }

  /// A signal's first write since the last push.
  void mark_written(Node& signal) {
    signal.flags |= written;
    written_nodes.push(&signal);
    ++writes;
    work = true;
  }
  /// Pushes what was written, unless a computed is running: then the state is not for marking.
  void push_written() {
    if (evaluating == 0) push_all();
  }
  /// Marks what depends on a signal that has changed.
  void push(Node& source);

  /// Brings a computed up to date. Returns false where it was met in the middle of its own
  /// computation: a cycle, which was reported.
  bool refresh(Subscriber& computed);

  /// Runs an effect for the first time, as part of the current owner.
  void start(OwnedNode& effect);
  void adopt(OwnedNode& node);
  void disown(OwnedNode& node);

  /// Ends everything in a list of owned nodes, newest first; what they own before them.
  void dispose_owned(OwnedNode*& list);
  /// Ends a node: now, or as soon as it is no longer busy.
  void drop(Node& node);

  // For destructors of nodes.
  void detach_source(Node& source);
  void detach_subscriber(Subscriber& subscriber);

  void commit();

 private:
  friend struct Run;
  void insert_link(Node& source);
  void free_links(Link* link);
  bool has_read(const Subscriber& subscriber, const Link& link) const;
  void push_all();
  void spread(Link* link);
  void enqueue(Subscriber& subscriber);

  void bring_up_to_date(Subscriber& computed);
  bool update(Subscriber& computed);
  void promote(Node& source);
  void pull(Subscriber& root);
  void settle_sources(Subscriber& subscriber);
  void report_cycle(Node& node, const char* what);

  void run_effect(OwnedNode& effect);
  void tell(Subscriber& observer);
  bool has_changed(Subscriber& subscriber);
  bool is_endless(Subscriber& subscriber);
  void note_writes(Subscriber& subscriber, std::uint32_t writes_before);
  void list(Node& source);
  void settle_listed();
  void move_to_dead(OwnedNode*& list);
  void bury(std::size_t start);
  void bury_doomed();
};

extern constinit Graph graph;

/// One run of a subscriber's function: what it reads becomes its sources, in place of those it had,
/// and effects and clean-ups made by an effect or a computed become its own.
struct Run {
  explicit Run(Subscriber& node);
  ~Run();
  Run(const Run&) = delete;
  Run& operator=(const Run&) = delete;

  Subscriber& node;
  Subscriber* former_active;
  Link** former_cursor;
  OwnedNode** former_owned;
  OwnedNode* former_parent;
  Run* outer;
  std::uint32_t former_stamp;
  bool finished = false;
};

/// Keeps an operation open for the length of a block.
class [[nodiscard]] OperationScope {
 public:
  OperationScope() { graph.enter(); }
  ~OperationScope() { graph.leave(); }
  OperationScope(const OperationScope&) = delete;
  OperationScope& operator=(const OperationScope&) = delete;
};

/// Reads nothing on anybody's behalf for the length of a block.
class [[nodiscard]] UntrackedScope {
 public:
  UntrackedScope() : active_(graph.active) { graph.active = nullptr; }
  ~UntrackedScope() { graph.active = active_; }
  UntrackedScope(const UntrackedScope&) = delete;
  UntrackedScope& operator=(const UntrackedScope&) = delete;

 private:
  Subscriber* active_;
};

}  // namespace coracle::reactive
