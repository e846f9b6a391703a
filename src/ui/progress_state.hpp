#pragma once

#include <algorithm>
#include <coracle/base/str.hpp>
#include <coracle/ui/component.hpp>
#include <coracle/ui/names.hpp>
#include <optional>
#include <utility>

#include "bounds.hpp"

namespace coracle {

// What Progress and FloatProgress have in common.

namespace progress {
inline constinit const Template shape(R"(<progress class="coracle-progress"></progress>)");
}

/// The state of a progress bar whose handle is `Bar` and whose numbers are `T`.
template <class Bar, class T>
class ProgressState final : public Bar::Parameters {
  using Parameters = typename Bar::Parameters;
  using Parameters::label, Parameters::max, Parameters::min, Parameters::value;

 public:
  ProgressState(const ComponentType& type, typename Bar::Options&& options)
      : Parameters(std::move(options)), type_(type) {
    if (!are_bounds(min.peek(), max.peek())) {
      this->set_fault(bad_bounds(min.peek(), max.peek()));
    } else if (value.peek()) {
      value.initialize(clamped(*value.peek()));
    }
  }

  const ComponentType& type() const override { return type_; }

  void paint(Painter& painter) const override {
    if (painter.changed(label)) painter.attribute(0, names::aria_label, label());
    // The native element starts at 0.
    if (painter.changed(min, max)) painter.property(0, names::max, bounds::distance(min(), max()));
    if (painter.changed(value, min, max)) {
      if (value()) {
        painter.property(0, names::value, bounds::distance(min(), *value()));
      } else if (!painter.first()) {
        painter.remove_attribute(0, names::value);
      }
    }
  }

  bool admit(const ParameterBase& parameter, void* candidate) override {
    if (&parameter == &value) {
      auto& number = *static_cast<std::optional<T>*>(candidate);
      if (number) number = clamped(*number);
      return true;
    }
    if (&parameter == &label) return true;
    const T& bound = *static_cast<T*>(candidate);
    const T least = &parameter == &min ? bound : min.peek();
    const T greatest = &parameter == &max ? bound : max.peek();
    if (are_bounds(least, greatest)) return true;
    // Not `refuse`, which the smallest page does without.
    this->complain(bad_bounds(least, greatest));
    return false;
  }

  void settled(const ParameterBase& parameter) override {
    if ((&parameter == &min || &parameter == &max) && value.peek()) {
      value.move_in(std::clamp(*value.peek(), min.peek(), max.peek()));
    }
  }

 private:
  static bool are_bounds(T least, T greatest) {
    return least < greatest &&
           (std::integral<T> || bounds::is_finite(bounds::distance(least, greatest)));
  }
  std::string bad_bounds(T least, T greatest) const {
    return str(type_.name, ": min (", least, ") must be less than max (", greatest,
               std::integral<T> ? ")" : "), by a finite number");
  }

  T clamped(T number) const {
    const T inside = bounds::nearest(number, min.peek(), max.peek());
    if (!(inside == number)) {
      this->complain(bounds::corrected(type_.name, number, min.peek(), max.peek(), inside));
    }
    return inside;
  }

  const ComponentType& type_;
};

}  // namespace coracle
