#include <coracle/async/group.hpp>
#include <coracle/base/exceptions.hpp>

namespace coracle {

Strand::~Strand() {
  undoom();
  release_frame();
}

void Strand::release_frame() noexcept {
  if (Frame* frame = std::exchange(link_.child, nullptr)) frame->handle().destroy();
}

void Strand::attach(Frame* top) noexcept {
  link_.child = leaf_ = top;
  if (top) top->set_link(&link_);
  state_ = State::live;
}

Strand* Strand::parent() const noexcept { return branch_of_ ? branch_of_->waiting_ : nullptr; }

void Strand::start_top() {
  guarded([this] { attach(begin()); }, [this](Error error) { error_ = std::move(error); });
  if (!leaf_ && !error_) error_ = Error("bad_argument", "this task was awaited or moved away before");
}

void Strand::run() {
  End how = End::finished;
  bool ended_or_yielded;
  {
    const OnStack entry(*this);
    if (!leaf_) start_top();
    ended_or_yielded = resume();
    if (ended_or_yielded) {
      how = yielded_ ? End::yielded : link_.child ? End::finished : End::failed;
      yielded_ = false;
    }
  }
  if (doomed_) {
    if (is_doomed()) return settle();
  }
  if (ended_or_yielded) {
    if (how != End::yielded) state_ = State::idle;
    const OnStack entry(nullptr, scope_);
    ended(how);  // may have freed this
  }
  if (doomed_) settle();
}

// Resumes the leaf, again and again as long as what it does fails up to a boundary. Returns
// whether the strand's owner must be told something.
bool Strand::resume() {
  for (;;) {
    Frame* frame = std::exchange(leaf_, nullptr);
    if (error_) {
      frame = frame ? unwind(frame) : nullptr;
      if (!frame) return true;
    }
    if (doomed_ && is_doomed()) {
      leaf_ = frame;
      return false;
    }
    frame->handle().resume();
    if (!leaf_) return true;
    if (!error_) return yielded_;
  }
}

// Destroys the frames from the leaf up to the nearest boundary, hands the error to the frame that
// waits there and returns it, or null if there is none.
Frame* Strand::unwind(Frame* leaf) noexcept {
  for (;;) {
    Link* const link = leaf->link();
    link->child = nullptr;
    leaf->handle().destroy();
    if (!link->parent) return nullptr;
    leaf = link->parent;
    if (link->is_boundary) {
      static_cast<Boundary*>(link)->error = take_error();
      return leaf;
    }
  }
}

bool Strand::is_on_stack() const noexcept {
  for (const OnStack* entry = top_; entry; entry = entry->outer) {
    for (const Strand* strand = entry->strand; strand; strand = strand->parent()) {
      if (strand == this) return true;
    }
  }
  return false;
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
  OnStack entry(*this);
  Strand* strand = this;
  for (;;) {
    if (Group* group = strand->waits_for_) {
      if (Strand* branch = group->live_branch()) {
        strand = branch;
        continue;
      }
    }
    entry.strand = strand;
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
  yielded_ = false;
  state_ = State::idle;
}

void Strand::doom() noexcept {
  if (in_doomed_) return;
  in_doomed_ = true;
  next_doomed_ = doomed_;
  doomed_ = this;
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
