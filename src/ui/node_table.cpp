#include <coracle/ui/node_table.hpp>

namespace coracle {

NodeId NodeTable::allocate(Mount* mount, std::uint32_t count) {
  live_ += count;
  NodeId first = static_cast<NodeId>(owners_.size());
  if (count < free_runs_.size() && !free_runs_[count].empty()) {
    first = free_runs_[count].back();
    free_runs_[count].pop_back();
  } else {
    owners_.resize(owners_.size() + count);
  }
  for (std::uint32_t i = 0; i < count; ++i) owners_[first + i] = mount;
  return first;
}

void NodeTable::release(NodeId first, std::uint32_t count) {
  live_ -= count;
  for (std::uint32_t i = 0; i < count; ++i) owners_[first + i] = nullptr;
  released_.push_back({first, count});
}

void NodeTable::write_released(PatchWriter& patch) {
  written_ = released_.size();
  if (written_ == 0) return;
  // Lists often go as a whole, and their numbers follow one another, up or down.
  std::vector<NodeRun> merged;
  for (const NodeRun& run : released_) {
    NodeRun* const last = merged.empty() ? nullptr : &merged.back();
    if (last && run.first == last->first + last->count) {
      last->count += run.count;
    } else if (last && run.first + run.count == last->first) {
      *last = {run.first, last->count + run.count};
    } else {
      merged.push_back(run);
    }
  }
  patch.free(merged);
}

void NodeTable::reuse_released() {
  for (std::size_t i = 0; i < written_; ++i) {
    const NodeRun run = released_[i];
    if (free_runs_.size() <= run.count) free_runs_.resize(run.count + 1);
    free_runs_[run.count].push_back(run.first);
  }
  released_.erase(released_.begin(), released_.begin() + static_cast<std::ptrdiff_t>(written_));
}

}  // namespace coracle
