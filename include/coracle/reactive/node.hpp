#pragma once

#include <cstddef>
#include <cstdint>

namespace coracle::reactive {

struct Node;
struct Subscriber;

/// "`subscriber` read `source` in its last run." One record in two lists: the sources of the
/// subscriber, in the order in which it reads them, and the subscribers of the source, in the order
/// in which they first read it.
struct Link {
  Node* source;
  Subscriber* subscriber;
  Link* next_source;
  Link* previous_subscriber;
  Link* next_subscriber;
};

/// What a node is and in what state. A node that is `dirty` or `pending` has no subscriber that is
/// neither: that is why marking stops at the first node that is marked already.
enum Flags : std::uint32_t {
  dirty = 1 << 0,     ///< something it read has changed: it must run
  pending = 1 << 1,   ///< something further up was written: its sources must be asked
  running = 1 << 2,   ///< its function is on the stack
  checking = 1 << 3,  ///< its sources are being asked
  failed = 1 << 4,    ///< its function threw: it must run when it is read
  queued = 1 << 5,    ///< in the queue of a commit
  doomed = 1 << 6,    ///< dropped while it was busy: freed at the next safe point
  listed = 1 << 7,    ///< lost or found its first subscriber; looked at at the next safe point

  written = 1 << 8,    ///< signal: in the list of writes that are not pushed yet
  before = 1 << 9,     ///< signal: keeps the value it had before those writes
  returned = 1 << 10,  ///< signal: has that value again
  settles = 1 << 11,   ///< signal: that value has to be ended; see `Operation::settle`
  forced = 1 << 12,    ///< signal: counts as changed whatever its value
  hooked = 1 << 13,    ///< signal: wants to know when it is observed
  observed = 1 << 14,  ///< signal: was told that it is

  computed = 1 << 15,
  observer = 1 << 16,
  effect = 1 << 17,
  cleanup = 1 << 18,
  valued = 1 << 19,   ///< computed: has a value
  tracked = 1 << 20,  ///< observer: recorded new sources since it was told
  wrote = 1 << 21,    ///< effect or observer: changed signals in its last run
};

/// What a node can be asked to do. Every node has one function for all of it.
enum class Operation : unsigned char {
  run,         ///< compute, react, clean up; returns whether its value changed
  settle,      ///< signal: push the write if the value differs from the one before
  destroy,     ///< end the node and give its memory back
  name,        ///< write its name to `answer`, a `const char**`
  observed,    ///< the first subscriber has come
  unobserved,  ///< the last subscriber has gone
};

using Operate = bool (*)(Node& node, Operation operation, void* answer);

/// What can be read, or reacts, or both. Nodes do not move.
struct Node {
  struct Subscribers {
    Link* first;
    Link* last;
  };
  constexpr Node(Operate operate, std::uint32_t flags)
      : subscribers{nullptr, nullptr}, operate(operate), flags(flags) {}
  Node(const Node&) = delete;
  Node& operator=(const Node&) = delete;

  union {
    Subscribers subscribers;     // of what can be read
    std::size_t queue_position;  // of effects and observers, which cannot, while they are queued
  };
  Operate operate;
  /// Of what can be read: the run that read it last. Of effects and observers: see
  /// `Graph::is_endless`.
  std::uint32_t stamp = 0;
  std::uint32_t flags;
};

/// The name it was given for reports, or null.
const char* name_of(Node& node);

struct OwnedNode;

/// A node that reads others. It owns the clean-ups and the effects its function made.
struct Subscriber : Node {
  using Node::Node;

  Link* sources = nullptr;
  OwnedNode* owned = nullptr;
};

/// An effect or a clean-up, in the list of its owner: a Subscriber's or an Owner's.
struct OwnedNode : Subscriber {
  using Subscriber::Subscriber;

  OwnedNode* next_owned = nullptr;
  OwnedNode** owned_slot = nullptr;  ///< where the list points to it; null without an owner
  OwnedNode* parent = nullptr;       ///< the effect that made it
};

}  // namespace coracle::reactive
