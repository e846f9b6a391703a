#include <coracle/ui/number.hpp>

#include <coracle/base/str.hpp>

#include "fixed_digits.hpp"

namespace coracle {

namespace {

constinit const Template shape(
    R"(<div class="coracle-number"><span class="coracle-label"> </span><span class="coracle-digits"> </span><span class="coracle-unit"> </span></div>)");
enum Hole : std::uint32_t { label_text = 1, value_text = 2, unit_text = 3 };
constinit const ComponentType number_type{"Number", shape, {}};

class NumberState final : public Number::Parameters {
 public:
  explicit NumberState(Number::Options&& options) : Parameters(std::move(options)) {
    if (!is_digits(digits.peek())) {
      complain(bad_digits(*digits.peek()));
      digits.initialize(std::nullopt);
    }
  }

  const ComponentType& type() const override { return number_type; }

  void paint(Painter& painter) const override {
    if (painter.changed(label)) painter.text(label_text, label());
    if (painter.changed(value, digits)) painter.text(value_text, written());
    if (painter.changed(unit)) painter.text(unit_text, unit());
  }

  bool admit(const ParameterBase& parameter, void* candidate) override {
    if (&parameter != &digits) return true;
    const auto& wanted = *static_cast<std::optional<int>*>(candidate);
    if (is_digits(wanted)) return true;
    return refuse(bad_digits(*wanted));
  }

 private:
  std::string written() const {
    if (!value()) return "–";
    return digits() ? fixed_digits(*value(), *digits()) : str(*value());
  }

  static bool is_digits(const std::optional<int>& count) {
    return !count || (*count >= 0 && *count <= most_digits);
  }
  static std::string bad_digits(int count) {
    return str("Number: digits must be 0 to ", most_digits, ", not ", count);
  }
};

}  // namespace

Number::Number() : Number(Options()) {}
Number::Number(Options options) : Component(make_ref<NumberState>(std::move(options))) {}

}  // namespace coracle
