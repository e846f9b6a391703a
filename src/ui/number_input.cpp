#include <coracle/ui/number_input.hpp>

#include <algorithm>
#include <cmath>
#include <coracle/base/str.hpp>
#include <coracle/ui/names.hpp>
#include <limits>

#include "bounds.hpp"
#include "form.hpp"

namespace coracle {

namespace {

using Number = std::optional<double>;

constinit const Template shape(
    R"(<label class="coracle-field"><span> </span><input type="number" step="any" hole></label>)");
enum Hole : std::uint32_t { label_text = 1, control = 2 };
constexpr EventKind hears[] = {EventKind::change};
constinit const ComponentType number_input_type{"NumberInput", shape, hears};

std::string text_of(const Number& number) { return number ? str(*number) : std::string(); }

class NumberInputState final : public NumberInput::Parameters {
 public:
  explicit NumberInputState(NumberInput::Options&& options) : Parameters(std::move(options)) {
    std::string fault = fault_of(start.peek(), end.peek(), step.peek());
    if (fault.empty()) {
      value.initialize(clamped(value.peek()));
    } else {
      set_fault(std::move(fault));
    }
  }

  const ComponentType& type() const override { return number_input_type; }

  void paint(Painter& painter) const override {
    if (painter.changed(label)) painter.text(label_text, label());
    if (painter.changed(start)) paint_number(painter, names::min, start());
    if (painter.changed(end)) paint_number(painter, names::max, end());
    if (painter.changed(step)) paint_number(painter, names::step, step());
    form::paint(painter, control, name, names::default_value, text_of(value.peek()));
    if (painter.changed(value, corrected_)) {
      painter.property(control, names::value, text_of(value()));
    }
    if (painter.changed(disabled)) painter.property(control, names::disabled, disabled());
  }

  void handle(std::uint32_t, const PageEvent& event) override {
    if (disabled.peek()) return;
    // What is no number leaves the field empty, as far as browsers tell.
    Number given;
    if (!std::isnan(event.number)) given = within(event.number);
    batch([&] {
      takes_ = true;
      value.set(given);
      takes_ = false;
      // The page may say what is not the value.
      if (!given || *given != event.number) corrected_.set(corrected_.peek() + 1);
    });
  }

  bool admit(const ParameterBase& parameter, void* candidate) override {
    const bool is_number = &parameter == &value || &parameter == &start || &parameter == &end;
    if (!is_number && &parameter != &step) return true;
    Number& number = *static_cast<Number*>(candidate);
    if (&parameter == &value) {
      number = clamped(number);
      // What a program sets wins over what is being typed, though it be equal to the last value.
      if (!takes_ && number == value.peek()) corrected_.set(corrected_.peek() + 1);
      return true;
    }
    const auto given = [&](const Parameter<Number>& bound) {
      return &parameter == &bound ? number : bound.peek();
    };
    std::string fault = fault_of(given(start), given(end), given(step));
    return fault.empty() || refuse(std::move(fault));
  }

  void settled(const ParameterBase& parameter) override {
    if (&parameter != &start && &parameter != &end) return;
    if (value.peek()) value.move_in(within(*value.peek()));
  }

 private:
  double least() const { return start.peek().value_or(-std::numeric_limits<double>::infinity()); }
  double greatest() const { return end.peek().value_or(std::numeric_limits<double>::infinity()); }
  double within(double number) const { return std::clamp(number, least(), greatest()); }

  Number clamped(Number number) const {
    if (!number) return number;
    const double inside = within(*number);
    if (!std::isfinite(inside)) {
      complain(str("NumberInput: ", *number, " cannot be shown; the field was left empty"));
      return std::nullopt;
    }
    if (inside != *number) {
      complain(bounds::corrected("NumberInput", *number, inside));
    }
    return inside;
  }

  static void paint_number(Painter& painter, const Name& name, const Number& number) {
    painter.optional_attribute(control, name, text_of(number));
  }
  // Why they cannot be the bounds; empty: they can.
  static std::string fault_of(const Number& from, const Number& to, const Number& by) {
    for (const Number& bound : {from, to}) {
      if (bound && !std::isfinite(*bound)) {
        return str("NumberInput: a bound must be a finite number, or none, not ", *bound);
      }
    }
    if (from && to && *from > *to) {
      return bounds::reversed("NumberInput", *from, "greater than", *to);
    }
    return by ? bounds::bad_step("NumberInput", *by) : std::string();
  }

  bool takes_ = false;
  // Counts what was corrected, so that the page is told.
  Parameter<int> corrected_{*this, "corrected", 0};
};

}  // namespace

NumberInput::NumberInput() : NumberInput(Options()) {}
NumberInput::NumberInput(Options options)
    : Component(make_ref<NumberInputState>(std::move(options))) {}

}  // namespace coracle
