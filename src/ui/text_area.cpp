#include <coracle/ui/text_area.hpp>

#include <coracle/base/str.hpp>

#include "text_state.hpp"

namespace coracle {

namespace {

constinit const Template shape(
    R"(<label class="coracle-field"><span> </span><textarea hole></textarea></label>)");
constexpr EventKind hears[] = {EventKind::input, EventKind::change, EventKind::compositionend};
constinit const ComponentType text_area_type{"TextArea", shape, hears};

class TextAreaState final : public TextState<TextArea> {
 public:
  explicit TextAreaState(TextArea::Options&& options)
      : TextState(text_area_type, std::move(options)) {
    if (rows.peek() < 1) {
      complain(no_rows(rows.peek()));
      rows.initialize(1);
    }
  }

  void paint(Painter& painter) const override {
    TextState::paint(painter);
    if (painter.changed(rows)) painter.property(text_field::control, names::rows, rows());
  }

  bool admit(const ParameterBase& parameter, void* candidate) override {
    if (&parameter == &rows && *static_cast<int*>(candidate) < 1) {
      return refuse(no_rows(*static_cast<int*>(candidate)));
    }
    return TextState::admit(parameter, candidate);
  }

 private:
  static std::string no_rows(int count) {
    return str("TextArea: rows must be 1 or more, not ", count);
  }
};

}  // namespace

TextArea::TextArea() : TextArea(Options()) {}
TextArea::TextArea(Options options) : Component(make_ref<TextAreaState>(std::move(options))) {}

}  // namespace coracle
