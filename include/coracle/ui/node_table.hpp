#pragma once

#include <coracle/ui/patch.hpp>
#include <cstddef>
#include <vector>

namespace coracle {

class Mount;

/// Which node belongs to which mount, and which numbers are free.
///
/// A mount takes a run of consecutive numbers, as many as its template has nodes. A number that
/// was released is used again only after the patch that frees it has been committed: until then
/// operations for the old node may still stand before it.
class NodeTable {
 public:
  NodeId allocate(Mount* mount, std::uint32_t count);
  void release(NodeId first, std::uint32_t count);

  /// The mount of a node, or null if there is none.
  Mount* find(NodeId node) const { return node < owners_.size() ? owners_[node] : nullptr; }
  std::uint32_t live() const { return live_; }

  /// Writes the operation that frees what was released, if anything was. To be followed by
  /// `reuse_released` when the patch has been committed: a root that is opened before has its
  /// number at once, while that operation is still to come.
  void write_released(PatchWriter& patch);
  void reuse_released();

 private:
  std::vector<Mount*> owners_ = {nullptr};
  std::vector<std::vector<NodeId>> free_runs_;  // by length
  std::vector<NodeRun> released_;
  std::size_t written_ = 0;  // how many of them the patch frees
  std::uint32_t live_ = 0;
};

}  // namespace coracle
