#include <coracle/ui/mount.hpp>

#include <coracle/ui/page.hpp>
#include <utility>

namespace coracle {

Mount::Mount(Page& page, const Template& shape)
    : page_(page),
      first_(page.nodes().allocate(this, shape.hole_count() + 1)),
      node_count_(shape.hole_count() + 1) {
  page.patch().instance(shape, first_);
}

Mount::~Mount() {
  if (node_count_ > 0) page_.nodes().release(first_, node_count_);
}

void Mount::handle(std::uint32_t, const PageEvent&) {}

PaintedMount::PaintedMount(Page& page, const Template& shape)
    : Mount(page, shape), Observer(&on_stale) {}

PaintedMount::~PaintedMount() { PaintQueue::remove(*this); }

void PaintedMount::repaint() {
  PaintQueue::remove(*this);
  painted_in_ = page().commit_number();
  track([this] { paint(); });
}

void PaintedMount::on_stale(Observer& observer) {
  auto& mount = static_cast<PaintedMount&>(observer);
  mount.page().queue_paint(mount);
}

void PaintQueue::add(PaintedMount& mount) {
  if (mount.queue_) return;
  mount.queue_ = this;
  mount.previous_ = last_;
  mount.next_ = nullptr;
  (last_ ? last_->next_ : first_) = &mount;
  last_ = &mount;
}

void PaintQueue::remove(PaintedMount& mount) {
  PaintQueue* queue = std::exchange(mount.queue_, nullptr);
  if (!queue) return;
  (mount.previous_ ? mount.previous_->next_ : queue->first_) = mount.next_;
  (mount.next_ ? mount.next_->previous_ : queue->last_) = mount.previous_;
}

void reconcile(std::unique_ptr<Mount>& place, const View& view, Page& page, NodeId parent,
               NodeId before) {
  const Ref<ViewBody> body = view ? view.body() : nullptr;
  if (place && body && (place->body() == body.get() || place->show(body))) return;
  std::unique_ptr<Mount> next = body ? body->mount(page) : nullptr;
  if (next) page.patch().place(parent, next->node(), place ? place->node() : before);
  if (place) page.patch().remove(place->node());
  place = std::move(next);
}

}  // namespace coracle
