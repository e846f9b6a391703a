#include <coracle/base/number_text.hpp>
#include <coracle/base/str.hpp>

namespace coracle {

// A file of its own, so that programs without floating-point text do not link it.
void StrPart::write_double(double value) noexcept {
  static_assert(sizeof buffer_ >= detail::longest_number);
  size_ = detail::write_number(value, buffer_);
}

}  // namespace coracle
