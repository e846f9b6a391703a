#pragma once

#include <chrono>
#include <coracle/async/ready_queue.hpp>
#include <coracle/base/config.hpp>
#include <cstddef>
#include <cstdint>

namespace coracle {

/// Milliseconds since some moment that does not change while the program runs.
using Time = std::chrono::duration<double, std::milli>;

class Loop;

/// Something that happens at a time; a base class, or a member. `fire` is called by the loop, not
/// nested in anything; it should only wake or post. A timer removes itself when destroyed.
class Timer {
 public:
  explicit Timer(void (*fire)(Timer&)) noexcept : fire_(fire) {}
  Timer(const Timer&) = delete;
  Timer& operator=(const Timer&) = delete;
  ~Timer() { cancel(); }

  bool is_set() const noexcept { return loop_ != nullptr; }
  Time deadline() const noexcept { return deadline_; }
  void cancel() noexcept;

 private:
  friend class Loop;
  Loop* loop_ = nullptr;
  std::uint32_t index_ = 0;
  std::uint64_t sequence_ = 0;
  Time deadline_{};
  void (*fire_)(Timer&);
};

/// Something that is to happen before the next paint, once per request; the page's commit is one.
/// What can be done ahead of that is done by `prepare`, if there is one.
class FrameHook : private ReadyNode {
 public:
  explicit FrameHook(void (*run)(FrameHook&), void (*prepare)(FrameHook&) = nullptr) noexcept
      : ReadyNode(&forward), run_(run), prepare_(prepare) {}
  bool is_requested() const noexcept { return is_ready(); }
  void cancel() noexcept { unlink(); }

 private:
  friend class Loop;
  static void forward(ReadyNode& node) {
    auto& hook = static_cast<FrameHook&>(node);
    hook.run_(hook);
  }
  void (*run_)(FrameHook&);
  void (*prepare_)(FrameHook&);
};

/// Where coroutines are scheduled: a queue of what is ready, a heap of timers, and what waits for
/// the next frame. One of the ports: the browser, and a virtual clock in tests, stand behind it.
///
/// The embedder implements the five functions at the end of the public part and calls the three
/// `run_…` functions when the time has come, never from inside one another. Everything ready is
/// run in order of arrival, in slices: once a slice's budget is spent, the rest waits for another
/// turn, so that input and painting are never starved.
class Loop {
 public:
  Loop() = default;
  Loop(const Loop&) = delete;
  Loop& operator=(const Loop&) = delete;
  virtual ~Loop();

  /// The loop that everything in this program waits on. There must be one.
  static Loop& current() noexcept { return *current_; }
  static bool has_current() noexcept { return current_ != nullptr; }
  /// Makes a loop the current one (null: none) and returns the former one.
  static Loop* install(Loop* loop) noexcept;

  /// Puts a node at the end of the current loop's queue; one that is there already keeps its place.
  static void post(ReadyNode& node) {
    if (!node.is_ready()) post_new(node);
  }
  /// The same for a node that surely stands in no queue.
  static void post_new(ReadyNode& node) {
    if (is_idle_) current_->need_turn();
    posts_to_->append(node);
  }
  /// Sets a timer, anew if it is set already. Timers fire in order of deadline, then of setting.
  void set_timer(Timer& timer, Time deadline);
  void set_timer_after(Timer& timer, Time delay) { set_timer(timer, now() + delay); }
  /// Runs the node in the next frame, before the hooks.
  void post_to_frame(ReadyNode& node);
  /// Runs the hook at the end of the next frame, in order of request.
  void request(FrameHook& hook);
  /// Lets the requested hooks do what they can do now. They are run later all the same.
  void prepare_frame();
  /// The time of the frame being or last run.
  Time frame_time() const noexcept { return frame_time_; }

  /// How long a turn may take before it lets others have theirs. Default: 8 ms.
  void set_slice(Time slice) noexcept { slice_ = slice; }
  Time slice() const noexcept { return slice_; }

  /// Runs what is ready until nothing is, or the slice is spent; then asks for another turn.
  void run_turn();
  /// Fires the timers whose deadline has come.
  void run_timers();
  /// Runs what waits for a frame, what becomes ready by that (measured nodes excepted: they have
  /// their turns), and then the hooks.
  void run_frame(Time time);

  /// True inside the `run_…` functions.
  bool is_running() const noexcept { return running_; }
  std::size_t timer_count() const noexcept { return timer_count_; }
  std::size_t ready_count() const noexcept;

  virtual Time now() = 0;
  /// Calls `run_turn` soon, after the browser had a chance to do other things.
  virtual void request_turn() = 0;
  /// Calls `run_timers` at the deadline, instead of at one asked for earlier.
  virtual void request_wake(Time deadline) = 0;
  virtual void cancel_wake() = 0;
  /// Calls `run_frame` before the next paint; somewhat later where nothing is painted.
  virtual void request_frame() = 0;

 private:
  friend class Timer;
  void run_slice(ReadyQueue& queue, Time budget);
  bool run_some(ReadyQueue& queue, unsigned count);
  void need_all();
  void set_running(bool running) noexcept;
  void note_idle() noexcept;
  CORACLE_NOINLINE void need_turn();
  void need_frame();
  void need_wake();
  void remove(Timer& timer) noexcept;
  void place(std::uint32_t index, Timer* timer) noexcept;
  void sift(std::uint32_t index, Timer* timer) noexcept;

  static Loop* current_;
  // The current loop's queue, or while it runs a frame that frame's; one look less at each switch.
  static inline ReadyQueue* posts_to_ = nullptr;
  // Whether the current loop neither runs nor has asked for a turn: the next post must.
  static inline bool is_idle_ = false;

  ReadyQueue ready_;
  ReadyQueue frame_waiters_;
  ReadyQueue frame_ready_;
  ReadyQueue hooks_;
  Time slice_{8};
  Time frame_time_{0};
  Time wake_{0};
  Timer** timers_ = nullptr;
  std::uint32_t timer_count_ = 0;
  std::uint32_t timer_capacity_ = 0;
  std::uint64_t timer_sequence_ = 0;
  bool running_ = false;
  bool turn_requested_ = false;
  bool frame_requested_ = false;
  bool wake_requested_ = false;
};

}  // namespace coracle
