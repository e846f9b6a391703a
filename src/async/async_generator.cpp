#include <coracle/async/async_generator.hpp>
#include <cstdint>

namespace coracle {

namespace {
int ends = 0;  // how many are nested
}

// Generators within one another are destroyed as what stands in a frame is: by its destruction.
// Where that goes too deep the innermost goes first, and the others find theirs gone.
void AsyncGeneratorFrame::end(AsyncGeneratorFrame& frame) noexcept {
  if (frame.yielded_ == &frame) return discard(frame);
  if (ends >= max_nesting) frame.end_held();
  ++ends;
  frame.handle().destroy();
  --ends;
}

void AsyncGeneratorFrame::end_held() noexcept {
  AsyncGeneratorFrame* held = this;
  while (held->asked_ && held->holds(*held->asked_)) held = held->asked_;
  while (held != this) {
    AsyncGeneratorFrame* const holder = held->asked_by_;
    held->link()->child = nullptr;
    end(*held);
    held = holder;
  }
}

// Whether the handle of the other one is a local, or a parameter, of this one.
bool AsyncGeneratorFrame::holds(const AsyncGeneratorFrame& other) noexcept {
  const auto begin = reinterpret_cast<std::uintptr_t>(handle().address());
  return reinterpret_cast<std::uintptr_t>(other.link()) - begin < size_;
}

}  // namespace coracle
