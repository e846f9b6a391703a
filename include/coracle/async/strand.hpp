#pragma once

#include <coracle/async/frame.hpp>
#include <coracle/async/loop.hpp>
#include <coracle/async/wait_note.hpp>
#include <coracle/base/error.hpp>
#include <utility>

namespace coracle {

class Group;
class LockState;
class Scope;

/// One line of control: a chain of frames, of which the last one, the leaf, waits or runs. Runs
/// (`Root`) and the parallel branches inside `all` and `any` are strands.
///
/// A strand is resumed from the loop's queue only. Cancelling destroys its frames leaf first,
/// those of the branches it waits for before its own; if any of them is on the native stack, that
/// happens as soon as control comes back from it.
class Strand : public ReadyNode {
 public:
  /// The strand that is being run. Coroutines always run in one.
  static Strand& current() noexcept { return *current_; }

  /// Notes that the frame of the current strand waits; `wake` or `fail` end that. For
  /// `await_suspend`, which must then let control return to the loop.
  static Strand& suspend(Frame& leaf, [[maybe_unused]] WaitNote note = "its turn",
                         [[maybe_unused]] const Waiter* waiter = nullptr) noexcept {
    Strand& strand = current();
    strand.leaf_ = &leaf;
#if CORACLE_INTROSPECTION
    strand.note_ = note;
    strand.waiter_ = waiter;
#endif
    return strand;
  }

  /// Puts the waiting strand into the loop's queue. When there is no loop any more it stays
  /// waiting.
  void wake() {
#if CORACLE_INTROSPECTION
    note_ = "its turn";
#endif
    if (Loop::has_current()) Loop::current().post(*this);
  }
  /// The wait ends with an error: the frames up to the nearest boundary are destroyed.
  void fail(Error error);
  /// From `await_suspend`: what the frame does now fails.
  static void fail_now(Frame& leaf, Error error) noexcept;

  /// The error that a boundary was resumed with.
  static Error take_caught() noexcept { return std::move(*caught_); }
  /// From `await_suspend` of an async generator at the top: its owner is told of a value.
  static void yield(Frame& generator) noexcept {
    current().yielded_ = &generator;
#if CORACLE_INTROSPECTION
    current().note_ = "its value to be taken";
#endif
    Frame::event_ = Frame::Event::other;
  }

  bool is_live() const noexcept { return state_ != State::idle; }
  /// True while code of the strand, or of a branch it waits for, is on the native stack.
  bool is_on_stack() const noexcept;
  /// Harmless when the strand has ended or is being cancelled.
  void cancel();

  Scope* scope() const noexcept { return scope_; }
  /// Whether anybody holds a lock. What has to be done then is linked only where there are locks.
  static bool any_locked() noexcept { return locks_held_ != 0; }

  /// A pointer that belongs to the strand that is being run, or to what is outside of all: for
  /// what its code is to find there again after a wait. Whoever sets it sets it back.
  static void*& local() noexcept { return current_ ? current_->local_ : local_outside_; }
  /// The same; where it is null, that of the strand which waits for this branch, and so on.
  static void* inherited_local() noexcept;

 protected:
  enum class End { finished, failed, cancelled, yielded };

  explicit Strand(bool measured = false) noexcept
      : ReadyNode(&run_slowly, measured), link_(nullptr, Link::Kind::top) {}
  ~Strand();

  /// Makes the strand live with a frame that was not started; null: `begin` will make it.
  void attach(Frame* top) noexcept;
  /// Called at the first resumption of a strand that was attached to nothing.
  virtual Frame* begin() { return nullptr; }
  /// The strand has ended (or yielded) and is off the stack. Nothing of it is touched afterwards,
  /// so it may be deleted here. After `finished` the top frame is there until `release_frame`.
  virtual void ended(End how) = 0;

  Frame* top_frame() const noexcept { return link_.child; }
  void release_frame() noexcept;
  Error take_error() noexcept { return std::exchange(error_, Error()); }
  void set_scope(Scope* scope) noexcept { scope_ = scope; }
  /// False if it has ended, or if that will happen by itself.
  bool can_be_cancelled() const noexcept { return state_ == State::live && !in_doomed_; }

 private:
  friend class Branch;
  friend class Frame;
  friend class Group;
  friend class LockState;
  friend class Loop;
  friend class Root;
  friend class RunTree;
  friend class Scope;

  enum class State : unsigned char { idle, live, closing };

  // What is on the native stack: strands that run or are being destroyed. The innermost one is
  // `current_`, the others are kept here.
  struct OnStack {
    // The given scope is current, or if there is none that of the strand.
    OnStack(Strand* strand, Scope* scope) noexcept
        : strand_outside(current_), scope(scope), outer(top_) {
      current_ = strand;
      top_ = this;
    }
    OnStack(const OnStack&) = delete;
    OnStack& operator=(const OnStack&) = delete;
    ~OnStack() {
      current_ = strand_outside;
      top_ = outer;
    }
    Strand* strand_outside;
    Scope* scope;
    OnStack* outer;
  };

  // What a plain switch does is here, for speed; all else is in `run_on`. While a strand runs,
  // `leaf_` is out of date.
  void run() {
    current_ = this;
    leaf_->handle().resume();
    if (Frame::event_ != Frame::Event::none) run_on(true);
  }
  static void run_slowly(ReadyNode& node) { static_cast<Strand&>(node).run_on(false); }
  // The next step is looked after by `run_on`.
  void go_slowly() noexcept { run_ = &run_slowly; }
  void run_on(bool resumed);
  bool resume(bool resumed);
  Frame* unwind(Frame* leaf) noexcept;
  void start_top();
  void destroy_tree() noexcept;
  void destroy_frames() noexcept;
  Strand* parent() const noexcept;
  void doom() noexcept;
  void undoom() noexcept;
  bool is_doomed() const noexcept;
  static void settle();
  bool is_locked() const noexcept;
  void paint_before_writing();
  void forget_locks() noexcept;

  static inline Strand* current_ = nullptr;
  static inline OnStack* top_ = nullptr;
  static inline Error* caught_ = nullptr;
  static inline void* local_outside_ = nullptr;
  // Strands to be cancelled once they are off the stack.
  static inline Strand* doomed_ = nullptr;
  static inline std::size_t locks_held_ = 0;

  Link link_;
  Frame* leaf_ = nullptr;
  Group* branch_of_ = nullptr;
  Group* waits_for_ = nullptr;
  Scope* scope_ = nullptr;
  void* local_ = nullptr;
  LockState* locks_ = nullptr;  // those that it holds
  Strand* next_doomed_ = nullptr;
  Frame* yielded_ = nullptr;  // a generator at the top that stands at a new value
  Error error_;
  State state_ = State::idle;
  bool in_doomed_ = false;
#if CORACLE_INTROSPECTION
  WaitNote note_ = "its turn";
  const Waiter* waiter_ = nullptr;
#endif
};

}  // namespace coracle
