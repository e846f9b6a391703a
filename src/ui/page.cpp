#include <coracle/ui/page.hpp>

#include <bit>
#include <coracle/async/lock.hpp>
#include <coracle/ui/error_box.hpp>
#include <utility>

namespace coracle {

namespace {

// The mounts that a run has made stale while it held a lock. They are painted together when it
// has released that; those that are destroyed meanwhile leave the queue.
class HeldMounts final : public AtRelease {
 public:
  explicit HeldMounts(Page& page) : AtRelease(&page), page_(page) {}

  static void add(LockState& lock, Page& page, PaintedMount& mount) {
    AtRelease* held = lock.at_release(&page);
    if (!held) lock.add(held = new HeldMounts(page));
    static_cast<HeldMounts*>(held)->queue_.add(mount);
  }

 private:
  void released() override {
    while (PaintedMount* mount = queue_.front()) {
      PaintQueue::remove(*mount);
      page_.queue_paint(*mount);
    }
  }

  Page& page_;  // gone when all its mounts are
  PaintQueue queue_;
};

}  // namespace

Page::Page(Host& host, Loop& loop) : FrameHook(&on_frame, &on_prepare), host_(host), loop_(loop) {}

Page::~Page() {
  while (roots_) delete std::exchange(roots_, roots_->next);
}

NodeId Page::open_root() {
  roots_ = new Root{nodes_.allocate(nullptr, 1), roots_};
  return roots_->node;
}

Page::Root*& Page::find(NodeId node) {
  Root** place = &roots_;
  while (*place && (*place)->node != node) place = &(*place)->next;
  return *place;
}

void Page::show(NodeId node, const View& view) {
  const Busy busy(*this);
  if (Root* const root = find(node)) {
    reconcile(root->content, view, *this, node, root->error ? root->error->node() : 0);
  }
}

void Page::show_error(NodeId node, const Error& error) {
  const Busy busy(*this);
  if (Root* const root = find(node)) {
    const auto dismiss = [this, node] {
      if (Root* const root = find(node)) reconcile(root->error, View(), *this, node);
    };
    reconcile(root->error, error_box(error, "Dismiss", dismiss), *this, node);
  }
}

void Page::close_root(NodeId node) {
  Root*& place = find(node);
  Root* const root = place;
  if (!root) return;
  place = root->next;
  root->next = closed_;
  closed_ = root;
  if (busy_ == 0) end_closed();
}

void Page::leave() {
  if (--busy_ == 0 && closed_) end_closed();
}

// One after the other, also where the clean-up of one closes another.
void Page::end_closed() {
  ++busy_;
  while (Root* const root = closed_) {
    closed_ = root->next;
    const NodeId node = root->node;
    patch().clear(node);
    delete root;
    nodes_.release(node, 1);
  }
  --busy_;
  commit();
}

void Page::dispatch(const PageEvent& event) {
  const Busy busy(*this);
  if (Mount* mount = nodes_.find(event.node)) mount->handle(event.node - mount->node(), event);
}

PatchWriter& Page::patch() {
  request_commit();
  return patch_;
}

void Page::request_commit() { loop_.request(*this); }

void Page::listen(EventKind kind) {
  if (listening_.add(kind)) patch().listen(kind);
}

void Page::on_frame(FrameHook& hook) { static_cast<Page&>(hook).commit(); }

void Page::on_prepare(FrameHook& hook) {
  auto& page = static_cast<Page&>(hook);
  if (!page.committing_) page.paint_stale();
}

void Page::queue_paint(PaintedMount& mount) {
  if (Lock::is_writing()) return HeldMounts::add(*LockState::writing(), *this, mount);
  const bool again = committing_ && PaintQueue::painted_in(mount, commit_number_);
  (again ? stale_again_ : stale_).add(mount);
  request_commit();
}

// Brings the patch up to date.
void Page::paint_stale() {
  committing_ = true;
  ++commit_number_;
  {
    const Busy busy(*this);
    while (PaintedMount* mount = stale_.front()) mount->repaint();
  }
  committing_ = false;
  while (PaintedMount* mount = stale_again_.front()) {
    PaintQueue::remove(*mount);
    stale_.add(*mount);
    request_commit();
  }
}

void Page::commit() {
  if (committing_) return;
  paint_stale();
  nodes_.write_released(patch_);
  if (patch_.empty()) return;
  committing_ = true;
  host_.commit(patch_.finish());
  patch_.release();
  nodes_.reuse_released();
  committing_ = false;
}

bool Page::KindSet::add(EventKind kind) {
  const std::uint32_t bit = 1U << static_cast<unsigned>(kind);
  if ((bits_ & bit) != 0) return false;
  bits_ |= bit;
  return true;
}

int Page::KindSet::count() const { return std::popcount(bits_); }

}  // namespace coracle
