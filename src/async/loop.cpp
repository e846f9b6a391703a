#include <coracle/async/strand.hpp>
#include <cstdlib>

namespace coracle {

namespace {

// The clock is read after so many nodes at most, and only where they are short: reading it costs
// several times a switch.
constexpr unsigned max_stride = 256;
// A turn ends after so many looks at the clock even where time stands still, as on a virtual one.
constexpr unsigned max_checks = 2'000;

bool comes_before(Time deadline, std::uint64_t sequence, Time other, std::uint64_t other_sequence) {
  return deadline < other || (deadline == other && sequence < other_sequence);
}

}  // namespace

Loop* Loop::current_ = nullptr;

Loop* Loop::install(Loop* loop) noexcept {
  Loop* const former = current_;
  current_ = loop;
  posts_to_ = loop ? &loop->ready_ : nullptr;
  is_idle_ = false;
  if (loop) loop->note_idle();
  return former;
}

void Loop::set_running(bool running) noexcept {
  running_ = running;
  note_idle();
}

void Loop::note_idle() noexcept {
  if (this == current_) is_idle_ = !running_ && !turn_requested_;
}

Loop::~Loop() {
  for (std::uint32_t i = 0; i < timer_count_; ++i) timers_[i]->loop_ = nullptr;
  std::free(timers_);
  if (current_ == this) install(nullptr);
}

void Loop::need_turn() {
  if (turn_requested_) return;
  turn_requested_ = true;
  note_idle();
  request_turn();
}

// Runs so many nodes, or up to the end of a measured one; false when there are no more.
bool Loop::run_some(ReadyQueue& queue, unsigned count) {
  do {
    ReadyNode* const node = queue.take_first();
    if (!node) return false;
    if (!node->run_) {
      static_cast<Strand*>(node)->run();
      continue;
    }
    Strand::current_ = nullptr;
    const bool measured = node->measured_;
    if (measured && &queue == &frame_ready_) {
      ready_.append(*node);  // has its turn, but not within a frame
      continue;
    }
    node->run_(*node);  // may have freed the node
    if (measured) return true;
  } while (--count != 0);
  return true;
}

void Loop::run_slice(ReadyQueue& queue, Time budget) {
  const Strand::OnStack entry(nullptr, nullptr);
  Time checked = now();
  const Time end = checked + budget;
  unsigned stride = 1;
  for (unsigned checks = 0; checks < max_checks && run_some(queue, stride); ++checks) {
    const Time time = now();
    if (time >= end) return;
    const Time spent = time - checked;
    checked = time;
    if (spent * 8 > budget) {
      stride = 1;
    } else if (stride < max_stride && spent * max_stride < budget) {
      stride *= 2;
    }
  }
}

void Loop::run_turn() {
  if (running_) {
    turn_requested_ = false;
    return;
  }
  set_running(true);
  run_slice(ready_, slice_);
  turn_requested_ = false;
  set_running(false);
  need_all();
}

void Loop::need_frame() {
  if (frame_requested_ || running_) return;
  frame_requested_ = true;
  request_frame();
}

void Loop::post_to_frame(ReadyNode& node) {
  if (node.is_ready()) return;
  frame_waiters_.append(node);
  need_frame();
}

void Loop::request(FrameHook& hook) {
  if (hook.is_ready()) return;
  hooks_.append(hook);
  need_frame();
}

void Loop::prepare_frame() {
  ReadyQueue prepared;
  while (ReadyNode* const node = hooks_.take_first()) {
    auto& hook = static_cast<FrameHook&>(*node);
    prepared.append(hook);
    if (hook.prepare_) hook.prepare_(hook);
  }
  hooks_.append_all(prepared);
}

void Loop::run_frame(Time time) {
  frame_requested_ = false;
  if (running_) return;
  set_running(true);
  frame_time_ = time;
  ReadyQueue due;  // who waits again meanwhile waits for the next frame
  due.append_all(frame_waiters_);
  ReadyQueue* const posts_to = posts_to_;
  if (posts_to == &ready_) posts_to_ = &frame_ready_;
  run_slice(due, slice_);
  run_slice(frame_ready_, slice_);
  posts_to_ = posts_to;
  ready_.append_all(due);
  ready_.append_all(frame_ready_);
  ReadyQueue requested;  // what is requested meanwhile is for the next frame
  requested.append_all(hooks_);
  while (ReadyNode* const hook = requested.take_first()) hook->run_(*hook);
  set_running(false);
  need_all();
}

// Asks the embedder for what was left to ask for while things ran.
void Loop::need_all() {
  if (!ready_.is_empty()) need_turn();
  if (!frame_waiters_.is_empty() || !hooks_.is_empty()) need_frame();
  need_wake();
}

std::size_t Loop::ready_count() const noexcept { return ready_.count() + frame_waiters_.count(); }

void Loop::place(std::uint32_t index, Timer* timer) noexcept {
  timers_[index] = timer;
  timer->index_ = index;
}

// Moves a timer from a free place of the binary heap to where it belongs.
void Loop::sift(std::uint32_t index, Timer* timer) noexcept {
  const auto earlier = [](const Timer* a, const Timer* b) {
    return comes_before(a->deadline_, a->sequence_, b->deadline_, b->sequence_);
  };
  while (index > 0) {
    const std::uint32_t above = (index - 1) / 2;
    if (!earlier(timer, timers_[above])) break;
    place(index, timers_[above]);
    index = above;
  }
  for (;;) {
    std::uint32_t below = 2 * index + 1;
    if (below >= timer_count_) break;
    if (below + 1 < timer_count_ && earlier(timers_[below + 1], timers_[below])) ++below;
    if (!earlier(timers_[below], timer)) break;
    place(index, timers_[below]);
    index = below;
  }
  place(index, timer);
}

void Loop::set_timer(Timer& timer, Time deadline) {
  timer.cancel();
  if (timer_count_ == timer_capacity_) {
    const std::uint32_t capacity = timer_capacity_ ? 2 * timer_capacity_ : 16;
    void* const larger = std::realloc(timers_, capacity * sizeof(Timer*));
    if (!larger) __builtin_trap();
    timers_ = static_cast<Timer**>(larger);
    timer_capacity_ = capacity;
  }
  timer.deadline_ = deadline;
  timer.sequence_ = timer_sequence_++;
  timer.loop_ = this;
  sift(timer_count_++, &timer);
  need_wake();
}

void Loop::remove(Timer& timer) noexcept {
  const std::uint32_t index = timer.index_;
  timer.loop_ = nullptr;
  Timer* const last = timers_[--timer_count_];
  if (index != timer_count_) sift(index, last);
}

void Timer::cancel() noexcept {
  if (!loop_) return;
  Loop& loop = *loop_;
  loop.remove(*this);
  loop.need_wake();
}

// Keeps what the embedder was asked for equal to the earliest deadline.
void Loop::need_wake() {
  if (running_) return;
  if (timer_count_ == 0) {
    if (wake_requested_) cancel_wake();
    wake_requested_ = false;
  } else if (!wake_requested_ || wake_ != timers_[0]->deadline_) {
    wake_requested_ = true;
    wake_ = timers_[0]->deadline_;
    request_wake(wake_);
  }
}

void Loop::run_timers() {
  wake_requested_ = false;
  if (running_) return;
  set_running(true);
  const Time time = now();
  // Those set while others fire have their turn later, also when due at once.
  const std::uint64_t limit = timer_sequence_;
  while (timer_count_ > 0 && timers_[0]->deadline_ <= time && timers_[0]->sequence_ < limit) {
    Timer& timer = *timers_[0];
    remove(timer);
    timer.fire_(timer);
  }
  set_running(false);
  need_all();
}

}  // namespace coracle
