#include <coracle/ui/children.hpp>

#include <algorithm>
#include <coracle/ui/page.hpp>
#include <functional>

namespace coracle {

namespace {

constexpr std::uint32_t none = ~0U;

// Finds old mounts by what they show. Sorted once, because a list may hold 100 000.
class MountsByBody {
 public:
  MountsByBody(std::span<const std::unique_ptr<Mount>> mounts) {
    entries_.reserve(mounts.size());
    for (std::uint32_t i = 0; i < mounts.size(); ++i) entries_.push_back({mounts[i]->body(), i});
    std::ranges::sort(entries_, std::less<>(), &Entry::body);
  }

  // The first not yet taken; a view may stand in a list twice.
  std::uint32_t take(const ViewBody* body) {
    auto entry = std::ranges::lower_bound(entries_, body, std::less<>(), &Entry::body);
    for (; entry != entries_.end() && entry->body == body; ++entry) {
      if (entry->index != none) return std::exchange(entry->index, none);
    }
    return none;
  }

 private:
  struct Entry {
    const ViewBody* body;
    std::uint32_t index;
  };
  std::vector<Entry> entries_;
};

// Marks the elements of a longest increasing subsequence of `sources`, leaving out `none`:
// those nodes stay where they are, the others move around them.
std::vector<bool> longest_increasing(const std::vector<std::uint32_t>& sources) {
  std::vector<std::uint32_t> tails;  // positions of the least last element of each length
  std::vector<std::uint32_t> before(sources.size(), none);
  for (std::uint32_t i = 0; i < sources.size(); ++i) {
    if (sources[i] == none) continue;
    const auto tail = std::ranges::lower_bound(tails, sources[i], std::less<>(),
                                               [&](std::uint32_t at) { return sources[at]; });
    if (tail != tails.begin()) before[i] = *(tail - 1);
    if (tail == tails.end()) {
      tails.push_back(i);
    } else {
      *tail = i;
    }
  }
  std::vector<bool> stays(sources.size());
  for (std::uint32_t i = tails.empty() ? none : tails.back(); i != none; i = before[i]) {
    stays[i] = true;
  }
  return stays;
}

}  // namespace

void Children::show(const std::vector<View>& views, Page& page, NodeId parent) {
  std::vector<Ref<ViewBody>> next;
  next.reserve(views.size());
  for (const View& view : views) {
    if (view) next.push_back(view.body());
  }
  // Most changes leave the beginning and the end alone.
  const auto same = [&](std::size_t old_index, std::size_t new_index) {
    return mounts_[old_index]->body() == next[new_index].get();
  };
  std::size_t begin = 0;
  while (begin < mounts_.size() && begin < next.size() && same(begin, begin)) ++begin;
  std::size_t old_end = mounts_.size();
  std::size_t new_end = next.size();
  while (old_end > begin && new_end > begin && same(old_end - 1, new_end - 1)) {
    --old_end;
    --new_end;
  }
  if (begin != old_end || begin != new_end) {
    reconcile_range(next, begin, old_end, new_end, page, parent);
  }
}

void Children::reconcile_range(const std::vector<Ref<ViewBody>>& next, std::size_t begin,
                               std::size_t old_end, std::size_t new_end, Page& page,
                               NodeId parent) {
  const std::span<std::unique_ptr<Mount>> old(mounts_.data() + begin, old_end - begin);
  const std::size_t count = new_end - begin;
  std::vector<std::uint32_t> sources(count, none);
  std::vector<bool> kept(old.size());
  if (!old.empty()) {
    MountsByBody by_body(old);
    for (std::size_t i = 0; i < count; ++i) {
      sources[i] = by_body.take(next[begin + i].get());
      if (sources[i] != none) kept[sources[i]] = true;
    }
    for (std::size_t i = 0; i < count && i < old.size(); ++i) {
      if (sources[i] != none || kept[i] || !old[i]->show(next[begin + i])) continue;
      sources[i] = static_cast<std::uint32_t>(i);
      kept[i] = true;
    }
  }

  const bool nothing_stays =
      old.size() == mounts_.size() && std::ranges::find(kept, true) == kept.end();
  if (nothing_stays && !old.empty()) page.patch().clear(parent);

  Mounts middle(count);
  for (std::size_t i = 0; i < count; ++i) {
    if (sources[i] != none) middle[i] = std::move(old[sources[i]]);
  }
  for (std::size_t i = 0; i < old.size(); ++i) {
    if (kept[i]) continue;
    if (!nothing_stays) page.patch().remove(old[i]->node());
    old[i].reset();
  }

  const std::vector<bool> stays = longest_increasing(sources);
  NodeId before = old_end < mounts_.size() ? mounts_[old_end]->node() : 0;
  if (before == 0 && std::ranges::find(stays, true) == stays.end()) {
    // All are appended: in order, each is mounted and placed at once.
    for (std::size_t i = 0; i < count; ++i) {
      const bool moves = middle[i] != nullptr;
      if (!moves) middle[i] = next[begin + i]->mount(page);
      if (moves) {
        page.patch().move(parent, middle[i]->node(), 0);
      } else {
        page.patch().place(parent, middle[i]->node(), 0);
      }
    }
  } else {
    for (std::size_t i = count; i-- > 0;) {
      if (!middle[i]) {
        middle[i] = next[begin + i]->mount(page);
        page.patch().place(parent, middle[i]->node(), before);
      } else if (!stays[i]) {
        page.patch().move(parent, middle[i]->node(), before);
      }
      before = middle[i]->node();
    }
  }

  if (old.size() == count) {
    std::ranges::move(middle, mounts_.begin() + static_cast<std::ptrdiff_t>(begin));
  } else {
    const auto first = mounts_.begin() + static_cast<std::ptrdiff_t>(begin);
    mounts_.erase(first, first + static_cast<std::ptrdiff_t>(old.size()));
    mounts_.insert(mounts_.begin() + static_cast<std::ptrdiff_t>(begin),
                   std::make_move_iterator(middle.begin()), std::make_move_iterator(middle.end()));
  }
}

}  // namespace coracle
