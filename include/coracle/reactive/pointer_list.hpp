#pragma once

#include <coracle/reactive/hot.hpp>
#include <cstddef>

namespace coracle::reactive {

struct Link;
struct Node;

/// A growing array of pointers that never gives its memory back: the stacks and lists of the graph.
template <class T>
class PointerList {
 public:
  constexpr PointerList() = default;

  CORACLE_HOT std::size_t size() const { return size_; }
  CORACLE_HOT bool empty() const { return size_ == 0; }
  CORACLE_HOT T*& operator[](std::size_t index) { return items_[index]; }
  CORACLE_HOT void push(T* item) {
    if (size_ == capacity_) grow();
    items_[size_++] = item;
  }
  CORACLE_HOT T* pop() { return items_[--size_]; }
  CORACLE_HOT T* last() const { return size_ ? items_[size_ - 1] : nullptr; }
  /// Takes the item out; the last one takes its place.
  CORACLE_HOT void take(std::size_t index) { items_[index] = items_[--size_]; }
  CORACLE_HOT void clear() { size_ = 0; }
  void drop_front(std::size_t count);
  void reverse_from(std::size_t start);
  void replace(T* item, T* replacement);

 private:
  [[gnu::noinline]] void grow();

  T** items_ = nullptr;
  std::size_t size_ = 0;
  std::size_t capacity_ = 0;
};

extern template class PointerList<Node>;
extern template class PointerList<Link>;

}  // namespace coracle::reactive
