#include <cassert>
#include <coracle/async/counts.hpp>
#include <coracle/async/scope.hpp>
#include <coracle/base/report.hpp>

namespace coracle {

namespace {
std::size_t live_root_count = 0;
std::size_t last_stamp = 0;
}  // namespace

// What is being cancelled, innermost first; notices when the scope is destroyed meanwhile.
struct Scope::Cancelling {
  explicit Cancelling(Scope& scope) : outer(std::exchange(scope.cancelling_, this)) {}
  Cancelling* outer;
  bool gone = false;
};

Scope* Scope::current() noexcept {
  if (Strand::top_ && Strand::top_->scope) return Strand::top_->scope;
  return Strand::current_ ? Strand::current_->scope_ : nullptr;
}

Scope::Scope(Scope& parent) noexcept : parent_(&parent), next_sibling_(parent.children_) {
  closed_ = parent.closed_;
  if (next_sibling_) next_sibling_->previous_sibling_ = this;
  parent.children_ = this;
}

Scope::~Scope() {
  shut();
  cancel();
  for (Cancelling* entry = cancelling_; entry; entry = entry->outer) entry->gone = true;
  const auto forget = [this](Strand* strand) {
    for (; strand && strand->parent(); strand = strand->parent()) {
      if (strand->scope_ == this) strand->scope_ = nullptr;
    }
  };
  forget(Strand::current_);
  for (Strand::OnStack* entry = Strand::top_; entry; entry = entry->outer) {
    if (entry->scope == this) entry->scope = nullptr;
    forget(entry->strand_outside);
  }
  // What is left runs right now; it ends when control comes back from it.
  while (Root* root = roots_) remove(*root);
  while (Hold* hold = holds_) hold->unlink();
  while (Scope* child = children_) {
    children_ = child->next_sibling_;
    child->parent_ = child->previous_sibling_ = child->next_sibling_ = nullptr;
    child->closed_ = true;
  }
  if (!parent_) return;
  if (next_sibling_) next_sibling_->previous_sibling_ = previous_sibling_;
  (previous_sibling_ ? previous_sibling_->next_sibling_ : parent_->children_) = next_sibling_;
  parent_->wake_if_idle();
}

// Takes nothing more, here and further in, and ends the members there are. One by one, because each
// may end others, and scopes too; false if it has ended this one.
bool Scope::shut() {
  Cancelling entry(*this);
  closed_ = true;
  while (!entry.gone) {
    Scope* child = children_;
    while (child && child->closed_) child = child->next_sibling_;
    if (ScopeMember* member = members_) {
      member->leave_scope();
      member->scope_closed();
    } else if (child) {
      child->shut();
    } else {
      cancelling_ = entry.outer;
      return true;
    }
  }
  return false;
}

bool ScopeMember::join_scope(Scope& scope) noexcept {
  leave_scope();
  if (scope.closed_) return false;
  scope_ = &scope;
  next_ = scope.members_;
  if (next_) next_->previous_ = this;
  scope.members_ = this;
  return true;
}

void ScopeMember::leave_scope() noexcept {
  Scope* const scope = std::exchange(scope_, nullptr);
  if (!scope) return;
  (previous_ ? previous_->next_ : scope->members_) = next_;
  if (next_) next_->previous_ = previous_;
  previous_ = next_ = nullptr;
}

Root* Scope::next_to_cancel() const noexcept {
  Root* root = roots_;
  while (root && !root->can_be_cancelled()) root = root->next_;
  return root;
}

Scope* Scope::next_to_cancel(std::size_t stamp) const noexcept {
  Scope* child = children_;
  while (child && child->stamp_ >= stamp) child = child->next_sibling_;
  return child;
}

// Destructors may do anything meanwhile: end other runs, destroy child scopes, destroy this. So
// the lists are asked anew after each step.
void Scope::cancel() {
  Cancelling entry(*this);
  const std::size_t stamp = ++last_stamp;
  while (!entry.gone) {
    if (Scope* child = next_to_cancel(stamp)) {
      child->stamp_ = stamp;
      child->cancel();
    } else if (Root* root = next_to_cancel()) {
      root->cancel();
    } else {
      break;
    }
  }
  if (!entry.gone) cancelling_ = entry.outer;
}

void Scope::add(Root& root) noexcept {
  root.set_scope(this);
  root.previous_ = nullptr;
  root.next_ = roots_;
  if (roots_) roots_->previous_ = &root;
  roots_ = &root;
  ++root_count_;
}

void Scope::remove(Root& root) noexcept {
  (root.previous_ ? root.previous_->next_ : roots_) = root.next_;
  if (root.next_) root.next_->previous_ = root.previous_;
  root.previous_ = root.next_ = nullptr;
  root.set_scope(nullptr);
  --root_count_;
}

bool Scope::has_busy_child() const noexcept {
  for (const Scope* child = children_; child; child = child->next_sibling_) {
    if (!child->is_idle()) return true;
  }
  return false;
}

void Scope::wake_if_idle() {
  for (Scope* scope = this; scope && scope->is_idle(); scope = scope->parent_) {
    scope->waiting_for_idle_.wake_all();
  }
}

void Scope::on_error(Function<void(Error)> handler) {
  handler_ = handler ? make_ref<ErrorHandler>(std::move(handler), false) : nullptr;
}
void Scope::on_stray_error(Function<void(Error)> handler) {
  handler_ = make_ref<ErrorHandler>(std::move(handler), true);
}

Scope::ErrorHandler* Scope::error_handler(bool last_resort) const noexcept {
  for (const Scope* scope = this; scope; scope = scope->parent_) {
    ErrorHandler* const handler = scope->handler_.get();
    if (handler && handler->is_last_resort == last_resort) return handler;
  }
  return nullptr;
}

void Scope::handle_error(Error error, std::string_view origin) {
  ErrorHandler* found = error_handler();
  if (!found) {
    report(error, origin);
    found = error_handler(true);
  }
  if (const Ref<ErrorHandler> handler(found); handler) handler->call(std::move(error));
}

Scope& program_scope() {
  static Scope& scope = *new Scope();
  return scope;
}

Scope* scope_for_spawn() {
  Scope* const scope = Scope::current();
  if (!scope) {
    report(Error("bad_argument", "spawn(f) needs a scope around it; use scope.spawn(f)"), "spawn");
  }
  return scope;
}

Hold::Hold(Hold&& other) noexcept {
  Scope* const scope = other.scope_;
  link(scope);
  other.unlink();
}

Hold& Hold::operator=(Hold&& other) noexcept {
  if (this != &other) {
    Scope* const scope = other.scope_;
    other.unlink();
    release();
    link(scope);
  }
  return *this;
}

void Hold::link(Scope* scope) noexcept {
  if (!scope) return;
  scope_ = scope;
  previous_ = nullptr;
  next_ = scope->holds_;
  if (next_) next_->previous_ = this;
  scope->holds_ = this;
  ++scope->held_;
}

void Hold::unlink() noexcept {
  if (!scope_) return;
  (previous_ ? previous_->next_ : scope_->holds_) = next_;
  if (next_) next_->previous_ = previous_;
  --scope_->held_;
  scope_ = nullptr;
  previous_ = next_ = nullptr;
}

void Hold::release() {
  Scope* const scope = scope_;
  unlink();
  if (!scope || scope->held_ != 0) return;
  if (scope->release_listener_ && Loop::has_current()) {
    Loop::current().post(*scope->release_listener_);
  }
  scope->waiting_for_release_.wake_all();
  scope->wake_if_idle();
}

Root::~Root() { assert(!is_live() && "cancel a run and let cancelled() delete it"); }

// What is no branch of a strand is a root.
Root* Root::current() noexcept {
  Strand* strand = Strand::current_;
  while (strand && strand->parent()) strand = strand->parent();
  return static_cast<Root*>(strand);
}

void Root::start_frame(Scope& scope, Frame* top) {
  ++live_root_count;
  enlist();
  attach(top);
  if (scope.accepts()) {
    scope.add(*this);
    wake();
  } else {
    cancel();
  }
}

void Root::ended(End how) {
  at_yield_ = how == End::yielded;
  if (at_yield_) return yielded();
  --live_root_count;
  delist();
  while (handles_) handles_->forget();
  if (Scope* const scope = this->scope()) {
    scope->remove(*this);
    scope->wake_if_idle();
  }
  switch (how) {
    case End::finished: return finished();
    case End::failed: return failed(take_error());
    default: return cancelled();
  }
}

void TaskHandle::refer(Root* root) noexcept {
  root_ = root;
  if (!root) return;
  place_ = &root->handles_;
  next_ = root->handles_;
  if (next_) next_->place_ = &next_;
  root->handles_ = this;
}

void TaskHandle::forget() noexcept {
  if (!root_) return;
  *place_ = next_;
  if (next_) next_->place_ = place_;
  root_ = nullptr;
  place_ = nullptr;
  next_ = nullptr;
}

TaskHandle SpawnedRoot::start_in(Scope& scope) {
  TaskHandle handle(*this);
  start_later(scope);
  return handle;
}

void SpawnedRoot::finished() {
  release_frame();
  delete this;
}

void SpawnedRoot::failed(Error error) {
  delete this;
  if (Scope* const scope = Scope::current()) {
    scope->handle_error(std::move(error));
  } else {
    report(error, "the program");
  }
}

AsyncCounts async_counts() noexcept {
  const bool has_loop = Loop::has_current();
  return {live_root_count, Frame::live(), has_loop ? Loop::current().timer_count() : 0,
          has_loop ? Loop::current().ready_count() : 0};
}

}  // namespace coracle
