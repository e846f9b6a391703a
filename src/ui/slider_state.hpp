#pragma once

#include <algorithm>
#include <cmath>
#include <coracle/base/str.hpp>
#include <coracle/flow/movement.hpp>
#include <coracle/ui/component.hpp>
#include <coracle/ui/names.hpp>
#include <utility>

#include "bounds.hpp"
#include "form.hpp"

namespace coracle {

// What IntSlider and FloatSlider have in common.

namespace slider {

inline constinit const Template shape(
    R"(<label class="coracle-slider"><span> </span><input type="range" hole><output aria-hidden="true" hole> </output></label>)");
enum Hole : std::uint32_t { label_text = 1, control = 2, number = 3, value_text = 4 };
inline constinit const Name min_inline_size("min-inline-size");
inline constexpr EventKind hears[] = {EventKind::input, EventKind::change, EventKind::keydown,
                                      EventKind::keyup, EventKind::focusout};

}  // namespace slider

/// The state of a slider whose handle is `Slider` and whose numbers are `T`.
template <class Slider, class T>
class SliderState final : public Slider::Parameters {
  using Parameters = typename Slider::Parameters;
  using Parameters::committed, Parameters::disabled, Parameters::end, Parameters::label,
      Parameters::name, Parameters::start, Parameters::step, Parameters::value;

 public:
  SliderState(const ComponentType& type, typename Slider::Options&& options)
      : SliderState(type, std::move(options), options.value.has_value()) {}

  const ComponentType& type() const override { return type_; }

  void paint(Painter& painter) const override {
    if (painter.changed(label)) painter.text(slider::label_text, label());
    // The bounds first: the browser clamps the value to those it has.
    if (painter.changed(start)) painter.property(slider::control, names::min, start());
    if (painter.changed(end)) painter.property(slider::control, names::max, end());
    if (painter.changed(step)) painter.property(slider::control, names::step, step());
    if (painter.changed(start, end, step)) {
      painter.style(slider::number, slider::min_inline_size, str(longest(), "ch"));
    }
    form::paint(painter, slider::control, name, names::default_value, value.peek());
    if (painter.changed(value, start, end, step)) {
      painter.property(slider::control, names::value_as_number, value());
      painter.text(slider::value_text, value());
    }
    if (painter.changed(disabled)) {
      painter.property(slider::control, names::disabled, disabled());
    }
  }

  // Browsers fire `change` for each repetition of a key that is held; it is let go of with `keyup`,
  // or with the focus.
  void handle(std::uint32_t, const PageEvent& event) override {
    switch (event.kind) {
      case EventKind::keydown: holds_key_ = true; return;
      case EventKind::keyup:
      case EventKind::focusout: {
        holds_key_ = false;
        if (std::exchange(moved_by_key_, false)) commit();
        if (event.kind == EventKind::focusout) moving_.release();
        return;
      }
      default: break;
    }
    if (disabled.peek() || std::isnan(event.number)) return;
    // A person cannot leave the range, so what the browser says is only rounded.
    const T number = std::clamp(nearest(event.number), start.peek(), end.peek());
    moved_by_key_ = holds_key_;
    if (event.kind != EventKind::change || holds_key_) return moving_.move(value, number);
    batch([&] {
      moving_.release(value, number);
      commit();
    });
  }

  const Movement* movement_of(const ParameterBase& parameter) const override {
    return &parameter == &value ? &moving_ : nullptr;
  }

  bool admit(const ParameterBase& parameter, void* candidate) override {
    const bool is_text = &parameter == &label || &parameter == &name;
    if (is_text || &parameter == &disabled) return true;
    T& number = *static_cast<T*>(candidate);
    // What is not a number compares with nothing.
    if (!(number == number))
      return this->refuse(str(type_.name, ": ", parameter.name(), " must be a number"));
    if (&parameter == &value || &parameter == &committed) {
      number = clamped(number);
      return true;
    }
    const auto given = [&](const Parameter<T>& bound) {
      return &parameter == &bound ? number : bound.peek();
    };
    std::string fault = fault_of(given(start), given(end), given(step));
    return fault.empty() || this->refuse(std::move(fault));
  }

  void settled(const ParameterBase& parameter) override {
    if (&parameter != &start && &parameter != &end) return;
    value.move_in(std::clamp(value.peek(), start.peek(), end.peek()));
    committed.move_in(std::clamp(committed.peek(), start.peek(), end.peek()));
  }

 private:
  SliderState(const ComponentType& type, typename Slider::Options&& options, bool has_value)
      : Parameters(std::move(options)), type_(type) {
    std::string fault = fault_of(start.peek(), end.peek(), step.peek());
    if (fault.empty()) {
      value.initialize(has_value ? clamped(value.peek()) : start.peek());
      committed.initialize(value.peek());
    } else {
      this->set_fault(std::move(fault));
    }
  }

  static int nearest(double number, int) { return static_cast<int>(std::lround(number)); }
  static double nearest(double number, double) { return number; }
  static T nearest(double number) { return nearest(number, T()); }

  // How many characters a number that can be chosen has at most: room is kept for them, or the
  // control would change its width as it is moved.
  std::size_t longest() const {
    const auto fraction = [](const std::string& number) {
      return number.size() - std::min(number.find('.'), number.size());
    };
    const std::string from = str(start());
    const std::string to = str(end());
    const std::size_t whole = std::max(from.size() - fraction(from), to.size() - fraction(to));
    return std::max<std::size_t>(3, whole + std::max(fraction(from), fraction(str(step()))));
  }

  void commit() {
    batch([this] {
      moving_.release();
      if (!disabled.peek()) committed.set(value.peek());
    });
  }

  T clamped(T number) const {
    const T inside = bounds::nearest(number, start.peek(), end.peek());
    if (!(inside == number)) {
      this->complain(bounds::corrected(type_.name, number, start.peek(), end.peek(), inside));
    }
    return inside;
  }
  // Why they cannot be the bounds; empty: they can.
  std::string fault_of(T from, T to, T by) const {
    if (from > to) return bounds::reversed(type_.name, from, "greater than", to);
    // Browsers reckon with the distance.
    if (std::floating_point<T> && !bounds::is_finite(bounds::distance(from, to))) {
      return str(type_.name, ": from start (", from, ") to end (", to,
                 ") it must be a finite distance");
    }
    return bounds::bad_step(type_.name, by);
  }

  const ComponentType& type_;
  Movement moving_{value};
  bool holds_key_ = false;  // any, one that moves nothing too
  bool moved_by_key_ = false;
};

}  // namespace coracle
