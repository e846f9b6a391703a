#include <coracle/ui/int_slider.hpp>

#include <algorithm>
#include <cmath>
#include <coracle/ui/names.hpp>

namespace coracle {

namespace {

constinit const Template shape(
    R"(<label class="coracle-slider"><span> </span><input type="range" hole><output> </output></label>)");
enum Hole : std::uint32_t { label_text = 1, control = 2, value_text = 3 };
constexpr EventKind hears[] = {EventKind::input, EventKind::change};
constinit const ComponentType slider_type{"IntSlider", shape, hears};

std::string reversed_bounds(int start, int end) {
  return str("IntSlider: start (", start, ") must not be greater than end (", end,
             "); swap them or set the other one first");
}

std::string bad_step(int step) { return str("IntSlider: step must be above 0, not ", step); }

class IntSliderState final : public IntSlider::Parameters {
 public:
  explicit IntSliderState(IntSlider::Options&& options)
      : IntSliderState(std::move(options), options.value.has_value()) {}

  const ComponentType& type() const override { return slider_type; }

  void paint(Painter& painter) const override {
    if (painter.changed(label)) painter.text(label_text, label());
    // The bounds first: the browser clamps the value to those it has.
    if (painter.changed(start)) painter.property(control, names::min, start());
    if (painter.changed(end)) painter.property(control, names::max, end());
    if (painter.changed(step)) painter.property(control, names::step, step());
    if (painter.changed(value, start, end, step)) {
      painter.property(control, names::value_as_number, value());
      painter.text(value_text, value());
    }
    if (painter.changed(disabled)) painter.property(control, names::disabled, disabled());
  }

  void handle(std::uint32_t, const PageEvent& event) override {
    if (disabled.peek() || std::isnan(event.number)) return;
    // A person cannot leave the range, so what the browser says is only rounded.
    const int number =
        std::clamp(static_cast<int>(std::lround(event.number)), start.peek(), end.peek());
    value.set(number);
    if (event.kind == EventKind::change) committed.set(number);
  }

  bool admit(const ParameterBase& parameter, void* candidate) override {
    if (&parameter == &label || &parameter == &disabled) return true;
    int& number = *static_cast<int*>(candidate);
    if (&parameter == &start && number > end.peek()) return refuse(number, end.peek());
    if (&parameter == &end && number < start.peek()) return refuse(start.peek(), number);
    if (&parameter == &step && number <= 0) {
      complain(bad_step(number));
      return false;
    }
    if (&parameter == &value || &parameter == &committed) number = clamped(number);
    return true;
  }

  void settled(const ParameterBase& parameter) override {
    if (&parameter != &start && &parameter != &end) return;
    value.set(std::clamp(value.peek(), start.peek(), end.peek()));
    committed.set(std::clamp(committed.peek(), start.peek(), end.peek()));
  }

 private:
  IntSliderState(IntSlider::Options&& options, bool has_value) : Parameters(std::move(options)) {
    if (start.peek() > end.peek()) {
      set_fault(reversed_bounds(start.peek(), end.peek()));
    } else if (step.peek() <= 0) {
      set_fault(bad_step(step.peek()));
    } else {
      value.initialize(has_value ? clamped(value.peek()) : start.peek());
      committed.initialize(value.peek());
    }
  }

  int clamped(int number) const {
    const int inside = std::clamp(number, start.peek(), end.peek());
    if (inside != number) {
      complain(str("IntSlider: ", number, " is outside of ", start.peek(), " to ", end.peek(), "; ",
                   inside, " was taken"));
    }
    return inside;
  }

  static bool refuse(int start, int end) {
    complain(reversed_bounds(start, end));
    return false;
  }
};

}  // namespace

IntSlider::IntSlider() : IntSlider(Options()) {}
IntSlider::IntSlider(Options options) : Component(make_ref<IntSliderState>(std::move(options))) {}

}  // namespace coracle
