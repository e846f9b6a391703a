#include <coracle/ui/component.hpp>

#include <algorithm>
#include <coracle/base/report.hpp>
#include <coracle/ui/error_box.hpp>
#include <coracle/ui/page.hpp>

namespace coracle {

void ComponentState::handle(std::uint32_t, const PageEvent&) {}

void ComponentState::set_fault(std::string message) {
  fault_ = Error("bad_argument", std::move(message));
  report(fault_, "a component");
}

std::unique_ptr<Mount> ComponentState::mount(Page& page) {
  if (is_mounting_) set_fault("a component cannot hold itself");
  if (fault_) {
    std::unique_ptr<Mount> box = error_box(fault_).body()->mount(page);
    // That is the fault of what it holds now.
    if (is_mounting_) fault_ = Error();
    return box;
  }
  is_mounting_ = true;
  std::unique_ptr<ComponentMount> mount = make_mount(page);
  mount->repaint();
  is_mounting_ = false;
  return mount;
}

std::unique_ptr<ComponentMount> ComponentState::make_mount(Page& page) {
  return std::make_unique<ComponentMount>(page, Ref(this));
}

ComponentMount::ComponentMount(Page& page, Ref<ComponentState> state)
    : PaintedMount(page, state->type().shape), state_(std::move(state)) {
  for (const EventKind kind : state_->type().hears) page.listen(kind);
}

bool ComponentMount::show(const Ref<ViewBody>& next) {
  // The tag tells components from other views without type information at run time.
  ComponentState* other = next->as_component();
  if (!other || &other->type() != &state_->type() || other->fault()) return false;
  state_ = Ref(other);
  repaint();
  return true;
}

void ComponentMount::handle(std::uint32_t hole, const PageEvent& event) {
  // The page listens to what any component hears.
  const std::span<const EventKind> hears = state_->type().hears;
  if (std::find(hears.begin(), hears.end(), event.kind) == hears.end()) return;
  // Held here: what the event leads to may remove this mount and drop the last handle.
  const Ref<ComponentState> state = state_;
  state->handle(hole, event);
}

void ComponentMount::paint() {
  PatchWriter& patch = page().patch();
  Painter painter(patch, node(), *state_, painted_.get(), painted_at_);
  state_->paint(painter);
  painted_ = state_;
  painted_at_ = last_change_stamp();
}

}  // namespace coracle
