#pragma once

#include <coracle/ui/children.hpp>
#include <coracle/ui/component.hpp>
#include <coracle/ui/page.hpp>
#include <memory>
#include <vector>

namespace coracle {

/// Shows a component that holds views: it paints itself, and the views in the element that is the
/// hole `State::content` of its template. `State` has
///
///     static constexpr std::uint32_t content;
///     std::vector<View> contents() const;   // recorded as read
template <class State>
class ContentMount final : public ComponentMount {
 public:
  using ComponentMount::ComponentMount;

 private:
  void paint() override {
    ComponentMount::paint();
    const auto& shown = static_cast<const State&>(state());
    children_.show(shown.contents(), page(), hole(State::content));
  }

  Children children_;
};

/// To be the body of `State::make_mount`.
template <class State>
std::unique_ptr<ComponentMount> make_content_mount(State& state, Page& page) {
  return std::make_unique<ContentMount<State>>(page, Ref<ComponentState>(&state));
}

}  // namespace coracle
