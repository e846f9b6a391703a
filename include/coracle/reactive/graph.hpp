#pragma once

#include <coracle/reactive/counts.hpp>
#include <coracle/reactive/hot.hpp>
#include <coracle/reactive/node.hpp>
#include <coracle/reactive/pointer_list.hpp>
#include <cstddef>
#include <cstdint>

namespace coracle::reactive {

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
  Run* run = nullptr;                ///< the innermost one on the stack
  OwnedNode** owner_list = nullptr;  ///< of the innermost `Owner::run` on the stack
  Run* owner_run = nullptr;          ///< the innermost run when that began

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
  PointerList<Node> observers;  ///< queued
  PointerList<Node> effects;    ///< queued
  std::uint32_t commit_number = 0;
  std::uint32_t round = 0;      ///< of the commit under way
  void (*deliver)() = nullptr;  ///< runs the deliveries, once there was one

  PointerList<Link> stack;
  ReactiveCounts counts;

  /// Records that the active subscriber, if there is one, reads this source.
  CORACLE_HOT void track(Node& source) {
    if (!active || source.stamp == stamp) return;
    source.stamp = stamp;
    Link* expected = *cursor;
    if (expected && expected->source == &source) {
      cursor = &expected->next_source;
    } else {
      insert_link(source);
    }
  }

  CORACLE_HOT void enter() { ++depth; }
  CORACLE_HOT void leave() {
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
  /// Where what is made now belongs.
  struct Owning {
    OwnedNode** list = nullptr;   ///< null: nowhere
    OwnedNode* effect = nullptr;  ///< the effect whose list that is, if it is one's
  };
  Owning owner() const;
  static void adopt(OwnedNode& node, Owning owner);
  static void disown(OwnedNode& node);

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
  void enqueue_parents(OwnedNode& node);
  void dequeue(Node& node);

  void bring_up_to_date(Subscriber& computed);
  bool update(Subscriber& computed, Run& run);
  void promote(Node& source);
  void pull(Subscriber& root, Run& run);
  bool ask(Subscriber& root, Run& run);
  void settle_sources(Subscriber& subscriber);
  void report_cycle(Node& node, const char* what);

  void run_effect(OwnedNode& effect, Run& run);
  void tell(Subscriber& observer, Run& run);
  bool has_changed(Subscriber& subscriber, Run& run);
  bool is_endless(Subscriber& subscriber);
  static void drop_told(PointerList<Node>& queue, std::size_t count);
  void note_writes(Subscriber& subscriber, std::uint32_t writes_before);
  void list(Node& source);
  void settle_listed();
  void move_to_dead(OwnedNode*& list);
  void bury(std::size_t start);
  void bury_doomed();
};

extern constinit Graph graph;

/// The place on the stack of a run: of one subscriber's function, or of several, one after the
/// other.
///
/// What the function reads between `begin` and `end` becomes the sources of the subscriber, in
/// place of those it had; effects and clean-ups that an effect or a computed makes become its own.
struct Run {
  enum Kind : bool { part_of_caller, on_its_own };

  /// `on_its_own`: what is made outside of a function belongs to nobody, not to who is running
  /// further out.
  CORACLE_HOT explicit Run(Kind kind = part_of_caller)
      : kind(kind),
        former_active(graph.active),
        former_cursor(graph.cursor),
        outer(graph.run),
        former_stamp(graph.stamp) {
    graph.run = this;
  }
  CORACLE_HOT ~Run() {
    if (node) end();
    graph.active = former_active;
    graph.cursor = former_cursor;
    graph.stamp = former_stamp;
    graph.run = outer;
  }
  Run(const Run&) = delete;
  Run& operator=(const Run&) = delete;

  CORACLE_HOT void begin(Subscriber& subscriber) {
    node = &subscriber;
    subscriber.flags = (subscriber.flags & ~(dirty | pending | failed)) | running;
    graph.active = &subscriber;
    graph.cursor = &subscriber.sources;
    graph.stamp = ++graph.last_stamp;
    if (subscriber.owned) graph.dispose_owned(subscriber.owned);
  }
  CORACLE_HOT void end() {
    node->flags &= ~running;
    node = nullptr;
    graph.active = nullptr;
    if (Link* const unread = *graph.cursor) {
      *graph.cursor = nullptr;
      graph.free_links(unread);
    }
  }

  const Kind kind;
  Subscriber* node = nullptr;
  Subscriber* former_active;
  Link** former_cursor;
  Run* outer;
  std::uint32_t former_stamp;
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
