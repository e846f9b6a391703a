#include <coracle/ui/interact.hpp>

#include <cstdint>
#include <limits>

namespace coracle {

IntSlider named(std::string name, int value) {
  // Room on both sides, more where the value lies.
  const auto within = [](std::int64_t number) {
    using Limits = std::numeric_limits<int>;
    return static_cast<int>(std::clamp<std::int64_t>(number, Limits::min(), Limits::max()));
  };
  const std::int64_t far = value == 0 ? 10 : std::int64_t{3} * value;
  const std::int64_t near = -std::int64_t{value};
  return IntSlider({.label = std::move(name),
                    .value = value,
                    .start = within(std::min(near, far)),
                    .end = within(std::max(near, far))});
}

IntSlider named(std::string name, int start, int end, int step) {
  return IntSlider({.label = std::move(name), .start = start, .end = end, .step = step});
}

FloatSlider named(std::string name, double value) {
  const double far = value == 0 ? 1 : 3 * value;
  FloatSlider slider = named(std::move(name), std::min(-value, far), std::max(-value, far));
  slider.value = value;
  return slider;
}

FloatSlider named(std::string name, double start, double end) {
  const double hundredth = (end - start) / 100;
  return named(std::move(name), start, end, hundredth > 0 ? hundredth : 1);
}

FloatSlider named(std::string name, double start, double end, double step) {
  return FloatSlider({.label = std::move(name), .start = start, .end = end, .step = step});
}

TextInput named(std::string name, std::string_view value) {
  return TextInput({.label = std::move(name), .value = std::string(value)});
}

Select named(std::string name, std::vector<std::string> options) {
  return Select({.label = std::move(name), .options = std::move(options)});
}

Select named(std::string name, std::initializer_list<const char*> options) {
  return named(std::move(name), std::vector<std::string>(options.begin(), options.end()));
}

}  // namespace coracle
