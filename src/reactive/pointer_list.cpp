#include <algorithm>
#include <coracle/reactive/pointer_list.hpp>
#include <new>

namespace coracle::reactive {

template <class T>
void PointerList<T>::grow() {
  const std::size_t capacity = capacity_ ? capacity_ * 2 : 16;
  T** items = static_cast<T**>(::operator new(capacity * sizeof(T*)));
  std::copy(items_, items_ + size_, items);
  ::operator delete(static_cast<void*>(items_));
  items_ = items;
  capacity_ = capacity;
}

template <class T>
void PointerList<T>::drop_front(std::size_t count) {
  std::copy(items_ + count, items_ + size_, items_);
  size_ -= count;
}

template <class T>
void PointerList<T>::reverse_from(std::size_t start) {
  std::reverse(items_ + start, items_ + size_);
}

template <class T>
void PointerList<T>::replace(T* item, T* replacement) {
  // What is looked for was mostly added lately.
  for (std::size_t index = size_; index-- > 0;) {
    if (items_[index] == item) {
      items_[index] = replacement;
      return;
    }
  }
}

template class PointerList<Node>;
template class PointerList<Link>;

}  // namespace coracle::reactive
