#include <coracle/ui/children.hpp>

#include <algorithm>
#include <coracle/ui/page.hpp>
#include <span>
#include <utility>

namespace coracle {

namespace {

using Indices = std::vector<std::uint32_t>;

constexpr std::uint32_t none = ViewBody::no_place;
// A list has less than 2^31 views, as a node number has 24 bits.
constexpr std::uint32_t stays = 1U << 31;

// Marks the elements of a longest increasing subsequence of `sources`, leaving out `none`, by
// `stays`: those nodes stay where they are, the others move around them.
void mark_longest_increasing(Indices& sources) {
  Indices tails(sources.size());  // positions of the least last element of each length
  Indices before(sources.size(), none);
  std::size_t length = 0;
  for (std::uint32_t i = 0; i < sources.size(); ++i) {
    if (sources[i] == none) continue;
    std::size_t low = 0;
    std::size_t high = length;
    // Most lists are in order already.
    if (high > 0 && sources[tails[high - 1]] < sources[i]) low = high;
    while (low < high) {
      const std::size_t middle = (low + high) / 2;
      if (sources[tails[middle]] < sources[i]) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    if (low > 0) before[i] = tails[low - 1];
    if (low == length) ++length;
    tails[low] = i;
  }
  for (std::uint32_t i = length > 0 ? tails[length - 1] : none; i != none; i = before[i]) {
    sources[i] |= stays;
  }
}

}  // namespace

void Children::show(const std::vector<View>& views, Page& page, NodeId parent) {
  std::vector<Ref<ViewBody>> bodies(views.size());
  std::size_t count = 0;
  for (const View& view : views) {
    if (view) bodies[count++] = view.body();
  }
  const std::span<const Ref<ViewBody>> next(bodies.data(), count);
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

void Children::reconcile_range(std::span<const Ref<ViewBody>> next, std::size_t begin,
                               std::size_t old_end, std::size_t new_end, Page& page,
                               NodeId parent) {
  const std::span<std::unique_ptr<Mount>> old(mounts_.data() + begin, old_end - begin);
  const auto old_count = static_cast<std::uint32_t>(old.size());
  const auto count = static_cast<std::uint32_t>(new_end - begin);

  // Where each new view's nodes come from. Backwards, so that of two places of one view the first
  // is found; the second gets nodes of its own.
  Indices sources(count, none);
  if (count > 0) {
    for (std::uint32_t i = old_count; i-- > 0;) old[i]->body()->place() = i;
    for (std::uint32_t i = 0; i < count; ++i) {
      sources[i] = std::exchange(next[begin + i]->place(), none);
    }
    // No list inside of this one may find our places.
    for (const auto& mount : old) mount->body()->place() = none;
  }

  Mounts middle(count);
  const auto keep = [&](std::uint32_t source, std::uint32_t i) {
    const Ref<ViewBody>& view = next[begin + i];
    sources[i] = none;
    if (old[source]->body() != view.get() && !old[source]->show(view)) return;
    sources[i] = source;
    middle[i] = std::move(old[source]);
  };
  for (std::uint32_t i = 0; i < count; ++i) {
    if (sources[i] != none) keep(sources[i], i);
  }
  for (std::uint32_t i = 0; i < count && i < old_count; ++i) {
    if (!middle[i] && old[i]) keep(i, i);
  }

  // One operation where all go.
  bool all_go = old_count == mounts_.size();
  for (const std::uint32_t source : sources) all_go = all_go && source == none;
  if (all_go && old_count > 0) page.patch().clear(parent);
  for (std::uint32_t i = 0; i < old_count; ++i) {
    if (!old[i]) continue;
    if (!all_go) page.patch().remove(old[i]->node());
    old[i].reset();
  }

  const NodeId after = old_end < mounts_.size() ? mounts_[old_end]->node() : 0;
  if (all_go && after == 0) {
    for (std::uint32_t i = 0; i < count; ++i) {
      middle[i] = next[begin + i]->mount(page);
      page.patch().place(parent, middle[i]->node(), 0);
    }
  } else {
    mark_longest_increasing(sources);
    NodeId before = after;
    for (std::uint32_t i = count; i-- > 0;) {
      if (!middle[i]) {
        middle[i] = next[begin + i]->mount(page);
        page.patch().place(parent, middle[i]->node(), before);
      } else if ((sources[i] & stays) == 0) {
        page.patch().move(parent, middle[i]->node(), before);
      }
      before = middle[i]->node();
    }
  }
  splice(begin, old_count, std::move(middle));
}

void Children::splice(std::size_t begin, std::size_t removed, Mounts middle) {
  if (begin == 0 && removed == mounts_.size()) {
    mounts_ = std::move(middle);
    return;
  }
  Mounts all(mounts_.size() - removed + middle.size());
  auto place = std::move(mounts_.begin(), mounts_.begin() + begin, all.begin());
  place = std::move(middle.begin(), middle.end(), place);
  std::move(mounts_.begin() + begin + removed, mounts_.end(), place);
  mounts_ = std::move(all);
}

}  // namespace coracle
