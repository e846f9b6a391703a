#pragma once

#include <coracle/reactive/graph.hpp>
#include <utility>

namespace coracle::reactive {

/// One counted share of a pooled node. T has `handles`, the count, and `node()`.
template <class T>
class Handle {
 public:
  /// Takes over the count of 1 that a new node starts with.
  explicit Handle(T* node) noexcept : node_(node) {}
  Handle(const Handle& other) noexcept : node_(other.node_) { ++node_->handles; }
  Handle& operator=(Handle other) noexcept {
    std::swap(node_, other.node_);
    return *this;
  }
  ~Handle() {
    if (--node_->handles == 0) graph.drop(node_->node());
  }

  T* operator->() const noexcept { return node_; }
  T* get() const noexcept { return node_; }

 private:
  T* node_;
};

}  // namespace coracle::reactive
