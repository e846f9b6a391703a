#include <coracle/ui/painter.hpp>

#include <coracle/ui/view.hpp>

namespace coracle {

void Painter::optional_attribute(std::uint32_t hole, const Name& name, std::string_view value) {
  if (!value.empty()) {
    attribute(hole, name, value);
  } else if (!all_) {
    remove_attribute(hole, name);
  }
}

const ParameterBase& Painter::counterpart(const ParameterBase& parameter) const {
  // Parameters are members of the components' states, so the same one stands at the same
  // distance from the start of each.
  const auto distance =
      reinterpret_cast<const char*>(&parameter) - reinterpret_cast<const char*>(now_);
  return *reinterpret_cast<const ParameterBase*>(reinterpret_cast<const char*>(shown_) + distance);
}

}  // namespace coracle
