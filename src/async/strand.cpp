#include <coracle/async/group.hpp>
#include <coracle/base/exceptions.hpp>

namespace coracle {

Strand::~Strand() {
  undoom();
  release_frame();
  if (any_locked()) forget_locks();
}

void Strand::release_frame() noexcept {
  if (Frame* frame = std::exchange(link_.child, nullptr)) frame->handle().destroy();
}

void Strand::attach(Frame* top) noexcept {
  link_.child = leaf_ = top;
  if (top) top->set_link(&link_);
  state_ = State::live;
  run_ = &run_slowly;
}

void Strand::fail(Error error) {
  error_ = std::move(error);
  run_ = &run_slowly;
  Frame::event_ = Frame::Event::other;  // if it is this strand that runs
  wake();
}

void Strand::fail_now(Frame& leaf, Error error) noexcept {
  suspend(leaf).error_ = std::move(error);
  Frame::event_ = Frame::Event::other;
}

Strand* Strand::parent() const noexcept { return branch_of_ ? branch_of_->waiting_ : nullptr; }

void* Strand::inherited_local() noexcept {
  for (const Strand* strand = current_; strand; strand = strand->parent()) {
    if (strand->local_) return strand->local_;
  }
  return local_outside_;
}

void Strand::start_top() {
  guarded([this] { attach(begin()); }, [this](Error error) { error_ = std::move(error); });
  if (leaf_ || error_) return;
  error_ = Error("bad_argument", "the task was awaited or moved away before");
}

// What there is to do beyond plain switching: begin, end, go on with another frame, unwind.
void Strand::run_on(bool resumed) {
  if (state_ != State::live) return;  // was woken after its end
  if (any_locked() && !resumed) paint_before_writing();
  current_ = this;
  if (!leaf_) start_top();
  const bool stands_still = !resume(resumed);
  current_ = nullptr;
  if (doomed_ && is_doomed()) return settle();
  if (stands_still) {
    run_ = measured_ || (any_locked() && is_locked()) ? &run_slowly : nullptr;
  } else {
    End how = link_.child ? End::finished : End::failed;
    if (yielded_) {
      leaf_ = std::exchange(yielded_, nullptr);
      how = End::yielded;
    } else {
      state_ = State::idle;
    }
    const OnStack entry(nullptr, scope_);
    ended(how);  // may have freed this
  }
  if (doomed_) settle();
}

// Whether it, or who waits for it, holds a lock.
bool Strand::is_locked() const noexcept {
  const Strand* strand = this;
  while (strand && !strand->locks_) strand = strand->parent();
  return strand != nullptr;
}

// What is stale before a locked run goes on is painted before: later it would show, besides, what
// that run writes from now on. Meanwhile no lock is held, so to speak.
void Strand::paint_before_writing() {
  if (!is_locked()) return;
  const OnStack entry(this, nullptr);
  const std::size_t held = locks_held_;
  locks_held_ -= held;
  Loop::current().prepare_frame();
  locks_held_ += held;
}

// The driver. Resumes the leaf, then what is to be resumed after that: a frame whose child has
// finished, a child that was too deep to be called, a boundary after an error. Returns whether the
// strand's owner must be told something.
bool Strand::resume(bool resumed) {
  Error caught;
  for (;; resumed = true) {
    const Frame::Event event = std::exchange(Frame::event_, Frame::Event::none);
    if (error_) {
      unlink();  // what failed at once is posted, too
      leaf_ = leaf_ ? unwind(leaf_) : nullptr;
      if (!leaf_) return true;
      caught = take_error();
      caught_ = &caught;
    } else if (resumed) {
      if (event == Frame::Event::ended) leaf_ = nullptr;
      if (!leaf_ || yielded_) return true;
      Frame* const next = std::exchange(Frame::next_, nullptr);
      if (!next) return false;
      leaf_ = next;
    }
    if (doomed_ && is_doomed()) return false;
    leaf_->handle().resume();
  }
}

// Destroys the frames from the leaf up to the nearest boundary and returns the frame that waits
// there, or null if there is none.
Frame* Strand::unwind(Frame* leaf) noexcept {
  for (;;) {
    Link* const link = leaf->link();
    link->child = nullptr;
    leaf->handle().destroy();
    if (!link->parent) return nullptr;
    leaf = link->parent;
    if (link->kind == Link::Kind::boundary) {
      link->has_failed = true;
      return leaf;
    }
  }
}

bool Strand::is_on_stack() const noexcept {
  const OnStack* entry = top_;
  for (const Strand* innermost = current_;; entry = entry->outer) {
    for (const Strand* strand = innermost; strand; strand = strand->parent()) {
      if (strand == this) return true;
    }
    if (!entry) return false;
    innermost = entry->strand_outside;
  }
}

void Strand::cancel() {
  if (state_ != State::live) return;
  if (is_on_stack()) return doom();
  destroy_tree();
  {
    const OnStack entry(nullptr, scope_);
    ended(End::cancelled);  // may have freed this
  }
  if (doomed_) settle();
}

// Iterative over frames and over branches of branches: the depth of either is the user's choice.
void Strand::destroy_tree() noexcept {
  const OnStack entry(this, nullptr);
  Strand* strand = this;
  for (;;) {
    if (Group* group = strand->waits_for_) {
      if (Strand* branch = group->live_branch()) {
        strand = branch;
        continue;
      }
    }
    current_ = strand;
    strand->destroy_frames();
    if (strand == this) break;
    strand = strand->parent();
  }
  undoom();
}

void Strand::destroy_frames() noexcept {
  state_ = State::closing;
  unlink();
  waits_for_ = nullptr;
  Frame* frame = std::exchange(leaf_, nullptr);
  while (frame) {
    Link* const link = frame->link();
    link->child = nullptr;
    frame->handle().destroy();
    frame = link->parent;
  }
  release_frame();  // at its end already, with a result that nobody will see
  unlink();
  error_ = Error();
  yielded_ = nullptr;
  state_ = State::idle;
}

void Strand::doom() noexcept {
  if (in_doomed_) return;
  in_doomed_ = true;
  next_doomed_ = doomed_;
  doomed_ = this;
  Frame::event_ = Frame::Event::other;
}

void Strand::undoom() noexcept {
  if (!in_doomed_) return;
  in_doomed_ = false;
  Strand** place = &doomed_;
  while (*place != this) place = &(*place)->next_doomed_;
  *place = next_doomed_;
}

// Whether the strand, or one that waits for it, is to be cancelled.
bool Strand::is_doomed() const noexcept {
  for (const Strand* strand = this; strand; strand = strand->parent()) {
    if (strand->in_doomed_) return true;
  }
  return false;
}

// Cancels what was to be cancelled and has come off the stack meanwhile.
void Strand::settle() {
  for (Strand* strand = doomed_; strand;) {
    if (strand->is_on_stack()) {
      strand = strand->next_doomed_;
      continue;
    }
    strand->undoom();
    strand->cancel();
    strand = doomed_;
  }
}

}  // namespace coracle
