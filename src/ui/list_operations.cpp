#include <coracle/ui/list_operations.hpp>

#include <algorithm>
#include <coracle/async/scope.hpp>
#include <coracle/ui/component.hpp>
#include <iterator>

namespace coracle::detail {

namespace {

void complain(const ViewList& list, const char* operation, std::string_view what) {
  const auto& layout = static_cast<const ComponentState&>(list.owner());
  current_scope().handle_error(
      Error("bad_argument", str(layout.type().name, ".", operation, ": ", what)));
}

bool has_places(const ViewList& list, const char* operation, std::ptrdiff_t first,
                std::ptrdiff_t last) {
  const std::ptrdiff_t count = size(list);
  if (first >= 0 && first <= last && last <= count) return true;
  if (last == first + 1) {
    complain(list, operation, str("there is no place ", first, "; it holds ", count, " views"));
  } else if (last == first) {
    complain(list, operation, str("there is no place ", first, "; use 0 to ", count));
  } else {
    complain(list, operation,
             str("there are no places ", first, " to ", last, "; it holds ", count, " views"));
  }
  return false;
}

}  // namespace

std::ptrdiff_t size(const ViewList& list) { return std::ssize(list.peek()); }

std::vector<View> slice(const ViewList& list, std::ptrdiff_t first, std::ptrdiff_t last) {
  if (!has_places(list, "slice", first, last)) return {};
  return {list().begin() + first, list().begin() + last};
}

std::vector<View> replace(const ViewList& list, const char* operation, std::ptrdiff_t first,
                          std::ptrdiff_t last, std::vector<View> views) {
  if (!has_places(list, operation, first, last)) return {};
  const auto is_itself = [&list](const View& view) { return view.body().get() == &list.owner(); };
  if (std::ranges::any_of(views, is_itself)) {
    complain(list, operation, "a layout cannot hold itself");
    return {};
  }
  const std::vector<View>& before = list.peek();
  std::vector<View> removed(before.begin() + first, before.begin() + last);
  std::vector<View> after;
  after.reserve(before.size() - removed.size() + views.size());
  after.insert(after.end(), before.begin(), before.begin() + first);
  std::ranges::move(views, std::back_inserter(after));
  after.insert(after.end(), before.begin() + last, before.end());
  list.set(std::move(after));
  return removed;
}

void remove(const ViewList& list, const View& view) {
  const std::ptrdiff_t place = std::ranges::find(list.peek(), view) - list.peek().begin();
  if (place == size(list)) return complain(list, "remove", "it does not hold this view");
  replace(list, "remove", place, place + 1, {});
}

void reverse(const ViewList& list) {
  std::vector<View> views(list.peek().rbegin(), list.peek().rend());
  list.set(std::move(views));
}

}  // namespace coracle::detail
