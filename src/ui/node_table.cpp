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
  std::vector<NodeId> nodes;
  for (const Run& run : released_) {
    for (std::uint32_t i = 0; i < run.count; ++i) nodes.push_back(run.first + i);
  }
  patch.free(nodes);
}

void NodeTable::reuse_released() {
  for (std::size_t i = 0; i < written_; ++i) {
    const Run run = released_[i];
    if (free_runs_.size() <= run.count) free_runs_.resize(run.count + 1);
    free_runs_[run.count].push_back(run.first);
  }
  released_.erase(released_.begin(), released_.begin() + static_cast<std::ptrdiff_t>(written_));
}

}  // namespace coracle
