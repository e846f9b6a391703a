#include <algorithm>
#include <coracle/async/group.hpp>
#include <coracle/async/lock.hpp>
#include <coracle/async/run_tree.hpp>
#include <coracle/base/str.hpp>
#include <vector>

namespace coracle {

LockState::~LockState() { call_released(); }

void LockState::Wait::begin(Frame& awaiting) {
  suspend(awaiting, &describe);
  run_ = &Strand::current();
  if (!lock_->held_) {
    given_ = true;
    lock_->give(*run_);
    wake();
  } else if (lock_->would_wait_for_ever(*run_)) {
    fail(lock_->deadlock());
  } else {
    lock_->waiting_.add(*this);
  }
}

std::string LockState::Wait::describe(const Waiter& waiter) {
  const LockState& lock = *static_cast<const Wait&>(waiter).lock_;
  return str("lock \"", lock.name_, "\", which ",
             lock.holder_ ? run_name(*lock.holder_) : "a run that has ended", " holds");
}

void LockState::give(Strand& strand) noexcept {
  held_ = true;
  ++Strand::locks_held_;
  hold(&strand);
}

// Whoever holds a lock is resumed by way of `Strand::run_on`, which looks after what that means.
void LockState::hold(Strand* strand) noexcept {
  holder_ = strand;
  if (!strand) return;
  next_of_holder_ = strand->locks_;
  strand->locks_ = this;
  strand->go_slowly();
}

void LockState::forget_holder() noexcept {
  if (!holder_) return;
  LockState** place = &holder_->locks_;
  while (*place != this) place = &(*place)->next_of_holder_;
  *place = next_of_holder_;
  holder_ = nullptr;
  next_of_holder_ = nullptr;
}

void LockState::hold_here() noexcept {
  Strand* const strand = Strand::current_;
  if (!strand || strand == holder_) return;
  forget_holder();
  hold(strand);
}

void LockState::unlock() {
  const Ref<LockState> self(this);
  forget_holder();
  held_ = false;
  --Strand::locks_held_;
  call_released();
  if (held_) return;
  if (Waiter* first = waiting_.first()) {
    auto& next = static_cast<Wait&>(*first);
    next.given_ = true;
    give(*next.run_);
    next.wake();
  }
}

void LockState::call_released() {
  while (AtRelease* at_release = at_release_) {
    at_release_ = at_release->next_;
    at_release->released();
    delete at_release;
  }
}

AtRelease* LockState::at_release(const void* owner) const noexcept {
  AtRelease* at_release = at_release_;
  while (at_release && at_release->owner_ != owner) at_release = at_release->next_;
  return at_release;
}

void LockState::add(AtRelease* at_release) noexcept {
  at_release->next_ = at_release_;
  at_release_ = at_release;
}

LockState* LockState::writing() noexcept {
  const Strand::OnStack* entry = Strand::top_;
  for (const Strand* innermost = Strand::current_;; entry = entry->outer) {
    for (const Strand* strand = innermost; strand; strand = strand->parent()) {
      if (strand->locks_) return strand->locks_;
    }
    if (!entry) return nullptr;
    innermost = entry->strand_outside;
  }
}

bool LockState::is_part_of(const Strand& part, const Strand& whole) noexcept {
  const Strand* strand = &part;
  while (strand && strand != &whole) strand = strand->parent();
  return strand != nullptr;
}

// Who cannot go on before this strand has: not where another branch, or a timer, may let it.
const Strand* LockState::who_needs(const Strand& strand) noexcept {
  const Group* const group = strand.branch_of_;
  return group && group->until_ == Group::Until::all_finished ? group->waiting_ : nullptr;
}

// Whether the holder is the seeker, or waits for it in turn: directly or by way of others that hold
// locks.
bool LockState::would_wait_for_ever(const Strand& seeker) const {
  if (!holder_) return false;
  if (is_part_of(seeker, *holder_)) return true;
  std::vector<const Strand*> blocked;  // those who hold locks and wait for the seeker
  for (const Strand* strand = &seeker; strand; strand = who_needs(*strand)) {
    if (strand->locks_) blocked.push_back(strand);
  }
  for (std::size_t i = 0; i < blocked.size(); ++i) {
    for (const LockState* lock = blocked[i]->locks_; lock; lock = lock->next_of_holder_) {
      const WaitList& line = lock->waiting_;
      for (const Waiter* waiter = line.first(); waiter; waiter = line.next(*waiter)) {
        const Strand* strand = static_cast<const Wait*>(waiter)->run_;
        for (; strand; strand = who_needs(*strand)) {
          if (strand == holder_) return true;
          if (strand->locks_ && std::ranges::find(blocked, strand) == blocked.end()) {
            blocked.push_back(strand);
          }
        }
      }
    }
  }
  return false;
}

Error LockState::deadlock() const {
  return Error("deadlock", str("lock \"", name_,
                               "\" is held by who waits for it, which would take for ever: "
                               "take a lock once, and several locks always in the same order"));
}

// Branches beside the one that has ended may stand in the line: they would now wait for who waits
// for them.
void LockState::hand_to(Strand& heir) {
  forget_holder();
  hold(&heir);
  for (Waiter* waiter = waiting_.first(); waiter;) {
    auto& wait = static_cast<Wait&>(*waiter);
    waiter = waiting_.next(wait);
    if (is_part_of(*wait.run_, heir)) wait.fail(deadlock());
  }
}

// A branch has ended with a lock in its result, or in a variable of who waits for it.
void Branch::hand_locks_on() {
  while (locks_) locks_->hand_to(*parent());
}

// The run is gone and its permit is not.
void Strand::forget_locks() noexcept {
  while (LockState* lock = locks_) lock->forget_holder();
}

const Lock& program_lock() {
  static const Lock& lock = *new Lock("program");
  return lock;
}

}  // namespace coracle
