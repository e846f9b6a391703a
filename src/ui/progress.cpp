#include <coracle/ui/progress.hpp>

#include <algorithm>
#include <coracle/ui/names.hpp>

namespace coracle {

namespace {

constinit const Template shape(R"(<progress class="coracle-progress"></progress>)");
constinit const ComponentType progress_type{"Progress", shape, {}};

class ProgressState final : public Progress::Parameters {
 public:
  explicit ProgressState(Progress::Options&& options) : Parameters(std::move(options)) {
    if (min.peek() >= max.peek()) {
      set_fault(bad_bounds(min.peek(), max.peek()));
    } else if (value.peek()) {
      value.initialize(clamped(*value.peek()));
    }
  }

  const ComponentType& type() const override { return progress_type; }

  void paint(Painter& painter) const override {
    if (painter.changed(label)) painter.attribute(0, names::aria_label, label());
    // The native element starts at 0.
    if (painter.changed(min, max)) painter.property(0, names::max, max() - min());
    if (painter.changed(value, min, max)) {
      if (value()) {
        painter.property(0, names::value, *value() - min());
      } else if (!painter.first()) {
        painter.remove_attribute(0, names::value);
      }
    }
  }

  bool admit(const ParameterBase& parameter, void* candidate) override {
    if (&parameter == &value) {
      auto& number = *static_cast<std::optional<int>*>(candidate);
      if (number) number = clamped(*number);
    } else if (&parameter == &min) {
      return ordered(*static_cast<int*>(candidate), max.peek());
    } else if (&parameter == &max) {
      return ordered(min.peek(), *static_cast<int*>(candidate));
    }
    return true;
  }

  void settled(const ParameterBase& parameter) override {
    if ((&parameter == &min || &parameter == &max) && value.peek()) {
      value.set(std::clamp(*value.peek(), min.peek(), max.peek()));
    }
  }

 private:
  static std::string bad_bounds(int min, int max) {
    return str("Progress: min (", min, ") must be less than max (", max, ")");
  }

  static bool ordered(int min, int max) {
    if (min < max) return true;
    complain(bad_bounds(min, max));
    return false;
  }

  int clamped(int number) const {
    const int inside = std::clamp(number, min.peek(), max.peek());
    if (inside != number) {
      complain(str("Progress: ", number, " is outside of ", min.peek(), " to ", max.peek(), "; ",
                   inside, " was taken"));
    }
    return inside;
  }
};

}  // namespace

Progress::Progress() : Progress(Options()) {}
Progress::Progress(Options options) : Component(make_ref<ProgressState>(std::move(options))) {}

}  // namespace coracle
