#include <cassert>
#include <coracle/async/group.hpp>

namespace coracle {

void Branch::ended(End how) {
  if (any_locked()) hand_locks_on();
  branch_of_->branch_ended(*this, how == End::failed);
}

Group::~Group() { destroy_branches(); }

void Group::add(Branch& branch, Frame* top) noexcept {
  assert(top && "a task can be awaited once only");
  branch.index_ = count_++;
  branch.branch_of_ = this;
  (last_ ? last_->next_ : first_) = &branch;
  last_ = &branch;
  branch.attach(top);
}

void Group::start(Frame& waiting, WaitNote note) {
  waiting_ = &Strand::suspend(waiting, note);
  waiting_->waits_for_ = this;
  running_ = count_;
  for (Branch* branch = first_; branch; branch = branch->next_) {
    branch->scope_ = waiting_->scope_;
    branch->wake();
  }
}

void Group::fail_empty(Frame& waiting) {
  Strand::fail_now(waiting, Error("bad_argument",
                                  "any or race of no tasks at all: none of them can come first"));
}

void Group::branch_ended(Branch& branch, bool failed) {
  --running_;
  if (failed) {
    stop(branch.take_error());
  } else if (until_ == Until::one_finished) {
    winner_ = branch.index_;
    stop(Error());
  } else if (running_ == 0) {
    stop(Error());
  }
}

// The branches' destructors may cancel whoever waits: it counts as being on the stack until the
// last of them has run, and is woken before that, since it may be gone afterwards.
void Group::stop(Error error) {
  {
    Strand& waiting = *waiting_;
    const Strand::OnStack entry(&waiting, nullptr);
    destroy_branches();
    waiting.waits_for_ = nullptr;
    if (error) {
      waiting.fail(std::move(error));
    } else {
      waiting.wake();
    }
  }
  Strand::settle();
}

void Group::destroy_branches() noexcept {
  while (Strand* branch = live_branch()) branch->destroy_tree();
}

Strand* Group::live_branch() noexcept {
  while (first_ && first_->state_ != Strand::State::live) first_ = first_->next_;
  return first_;
}

}  // namespace coracle
