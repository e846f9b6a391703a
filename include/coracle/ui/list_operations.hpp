#pragma once

#include <concepts>
#include <coracle/flow/parameter.hpp>
#include <coracle/ui/view.hpp>
#include <cstddef>
#include <type_traits>
#include <utility>
#include <vector>

namespace coracle {

namespace detail {

using ViewList = Parameter<std::vector<View>>;

// One argument that is the layout itself is a copy, not a layout within a layout.
template <class Self, class... Views>
concept views_for =
    (std::convertible_to<Views, View> && ...) &&
    !(sizeof...(Views) == 1 && (std::derived_from<std::remove_cvref_t<Views>, Self> && ...));

template <class... Views>
std::vector<View> views_of(Views&&... views) {
  return std::vector<View>{View(std::forward<Views>(views))...};
}

/// The same options with these views to hold.
template <class Options, class... Views>
Options with_objects(Options options, Views&&... views) {
  options.objects = views_of(std::forward<Views>(views)...);
  return options;
}

/// Replaces the views from place `first` up to `last`, exclusively, and returns the former ones.
/// Where there is no such place it is reported, `operation` being the one that was called, and
/// nothing changes.
std::vector<View> replace(const ViewList& list, const char* operation, std::ptrdiff_t first,
                          std::ptrdiff_t last, std::vector<View> views);
std::vector<View> slice(const ViewList& list, std::ptrdiff_t first, std::ptrdiff_t last);
std::ptrdiff_t size(const ViewList& list);
void remove(const ViewList& list, const View& view);
void reverse(const ViewList& list);

}  // namespace detail

/// What can be done with the list of what a layout holds, its parameter `objects`.
///
///     column.append("one more", Progress({.value = 10}));
///     column.insert(0, "first");
///     column.set(1, Str("second"));
///     View last = column.pop();
///
/// Each is one change and one commit, whatever number of views it concerns. Places count from 0. A
/// place that is not there is an error ("bad_argument"), and nothing changes. What is removed lets
/// go of all it held, unless somebody else holds it.
///
/// Semantics: the list methods of Panel's layouts.
template <class Self>
class ListOperations {
 public:
  /// Adds views at the end.
  template <class... Views>
    requires(std::convertible_to<Views, View> && ...)
  void append(Views&&... views) const {
    const std::ptrdiff_t end = detail::size(list());
    detail::replace(list(), "append", end, end, detail::views_of(std::forward<Views>(views)...));
  }
  /// Adds views before the one at `index`, or at the end if that is how many there are.
  template <class... Views>
    requires(std::convertible_to<Views, View> && ...)
  void insert(std::ptrdiff_t index, Views&&... views) const {
    detail::replace(list(), "insert", index, index,
                    detail::views_of(std::forward<Views>(views)...));
  }
  /// Puts another view at a place.
  void set(std::ptrdiff_t index, const View& view) const {
    detail::replace(list(), "set", index, index + 1, {view});
  }
  /// The views from place `first` up to `last`, exclusively.
  std::vector<View> slice(std::ptrdiff_t first, std::ptrdiff_t last) const {
    return detail::slice(list(), first, last);
  }
  /// Puts others in their place, of which there may be more or fewer.
  void slice(std::ptrdiff_t first, std::ptrdiff_t last, std::vector<View> views) const {
    detail::replace(list(), "slice", first, last, std::move(views));
  }
  /// Removes the view: the first place where this very handle is. To remove what is at a place, use
  /// `pop`.
  void remove(const View& view) const { detail::remove(list(), view); }
  void remove(std::integral auto index) const = delete;
  /// Removes the last view, or the one at a place, and returns it.
  View pop() const { return pop(detail::size(list()) - 1); }
  View pop(std::ptrdiff_t index) const {
    std::vector<View> popped = detail::replace(list(), "pop", index, index + 1, {});
    return popped.empty() ? View() : std::move(popped.front());
  }
  void reverse() const { detail::reverse(list()); }
  void clear() const { list().set({}); }

 private:
  const detail::ViewList& list() const { return static_cast<const Self&>(*this).objects; }
};

}  // namespace coracle
