#pragma once

#include <coracle/ui/mount.hpp>
#include <memory>
#include <span>
#include <vector>

namespace coracle {

/// The mounts of a list of views inside one element that holds nothing else.
class Children {
 public:
  /// Makes the element show `views`, in order; empty ones are left out. A view whose handle was
  /// shown keeps its nodes, wherever it moves to; else the nodes at its place are changed, if
  /// the shape allows. As few nodes as possible are moved.
  void show(const std::vector<View>& views, Page& page, NodeId parent);

 private:
  using Mounts = std::vector<std::unique_ptr<Mount>>;

  void reconcile_range(std::span<const Ref<ViewBody>> next, std::size_t begin, std::size_t old_end,
                       std::size_t new_end, Page& page, NodeId parent);

  void splice(std::size_t begin, std::size_t removed, Mounts middle);

  Mounts mounts_;
};

}  // namespace coracle
