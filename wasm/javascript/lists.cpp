#include <emscripten/bind.h>

#include <coracle/ui/list_operations.hpp>
#include <utility>

#include "objects.hpp"

// The list of what a layout holds. JavaScript has checked that the places are there.

namespace coracle::javascript {

namespace {

const coracle::detail::ViewList& list_at(Address component, std::uint32_t index) {
  const Member member = member_of(component_at(component), index);
  return static_cast<const coracle::detail::ViewList&>(*member.parameter);
}

std::uint32_t list_size(Address component, std::uint32_t index) {
  return static_cast<std::uint32_t>(coracle::detail::size(list_at(component, index)));
}

// Replaces the views from `first` up to `last`, exclusively; gives those that were there. A watcher
// may let go of the component meanwhile.
val replace_views(Address component, std::uint32_t index, std::uint32_t first, std::uint32_t last,
                  val views) {
  const Ref<ComponentState> keep(&component_at(component));
  return Type<std::vector<View>>::to(coracle::detail::replace(
      list_at(component, index), "append", first, last, Type<std::vector<View>>::from(views)));
}

val slice_views(Address component, std::uint32_t index, std::uint32_t first, std::uint32_t last) {
  return Type<std::vector<View>>::to(
      coracle::detail::slice(list_at(component, index), first, last));
}

void reverse_views(Address component, std::uint32_t index) {
  const Ref<ComponentState> keep(&component_at(component));
  coracle::detail::reverse(list_at(component, index));
}

}  // namespace

EMSCRIPTEN_BINDINGS(coracle_lists) {
  using emscripten::function;
  function("listSize", &list_size);
  function("replaceViews", &replace_views);
  function("sliceViews", &slice_views);
  function("reverseViews", &reverse_views);
}

}  // namespace coracle::javascript
