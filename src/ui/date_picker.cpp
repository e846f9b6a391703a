#include <coracle/ui/date_picker.hpp>

#include <algorithm>
#include <coracle/base/str.hpp>
#include <coracle/ui/names.hpp>
#include <utility>

#include "bounds.hpp"
#include "form.hpp"

namespace coracle {

namespace {

using Day = std::optional<Date>;

constinit const Template shape(
    R"(<label class="coracle-field"><span> </span><input type="date" hole></label>)");
enum Hole : std::uint32_t { label_text = 1, control = 2 };
constexpr EventKind hears[] = {EventKind::change, EventKind::click, EventKind::keydown,
                               EventKind::focusout};
constinit const ComponentType date_picker_type{"DatePicker", shape, hears};

std::string text_of(const Day& day) { return day ? date_text(*day) : std::string(); }

class DatePickerState final : public DatePicker::Parameters {
 public:
  explicit DatePickerState(DatePicker::Options&& options) : Parameters(std::move(options)) {
    if (const auto* bad = missing_day()) {
      set_fault(no_such_day(*bad));
    } else if (are_reversed(start.peek(), end.peek())) {
      set_fault(reversed(start.peek(), end.peek()));
    } else {
      value.initialize(clamped(value.peek()));
    }
  }

  const ComponentType& type() const override { return date_picker_type; }

  void paint(Painter& painter) const override {
    if (painter.changed(label)) painter.text(label_text, label());
    if (painter.changed(start)) painter.optional_attribute(control, names::min, text_of(start()));
    if (painter.changed(end)) painter.optional_attribute(control, names::max, text_of(end()));
    form::paint(painter, control, name, names::default_value, text_of(value.peek()));
    if (painter.changed(value, corrected_)) {
      painter.property(control, names::value, text_of(value()));
    }
    if (painter.changed(disabled)) painter.property(control, names::disabled, disabled());
  }

  void handle(std::uint32_t, const PageEvent& event) override {
    if (disabled.peek()) return;
    if (event.kind == EventKind::change) {
      heard_ = true;
      given_ = read_date(event.text);
      if (!types_) commit();
    } else if (event.kind == EventKind::click) {
      // It may open the calendar.
      types_ = false;
    } else if (event.kind == EventKind::focusout || event.text == "Enter") {
      commit();
    } else if (event.text != "Tab" && event.text != " ") {
      // Those two lead to the calendar.
      types_ = true;
    }
  }

  bool admit(const ParameterBase& parameter, void* candidate) override {
    const bool is_day = &parameter == &value || &parameter == &start || &parameter == &end;
    if (!is_day) return true;
    Day& day = *static_cast<Day*>(candidate);
    if (!exists(day)) return refuse(no_such_day(parameter));
    if (&parameter == &value) {
      day = clamped(day);
      // What a program sets wins over what is being typed, though it be equal to the last value.
      if (!takes_ && day == value.peek()) correct();
    }
    if (&parameter == &start && are_reversed(day, end.peek())) {
      return refuse(reversed(day, end.peek()));
    }
    if (&parameter == &end && are_reversed(start.peek(), day)) {
      return refuse(reversed(start.peek(), day));
    }
    return true;
  }

  void settled(const ParameterBase& parameter) override {
    if (&parameter == &start || &parameter == &end) value.move_in(within(value.peek()));
    if (&parameter == &value) heard_ = false;
  }

 private:
  void commit() {
    types_ = false;
    if (!std::exchange(heard_, false)) return;
    const Day day = within(given_);
    batch([&] {
      takes_ = true;
      value.set(day);
      takes_ = false;
      // The page may say what is not the value.
      if (day != given_) correct();
    });
  }
  void correct() {
    heard_ = false;
    corrected_.set(corrected_.peek() + 1);
  }

  Day within(Day day) const {
    if (day && start.peek()) day = std::max(*day, *start.peek());
    if (day && end.peek()) day = std::min(*day, *end.peek());
    return day;
  }

  Day clamped(const Day& day) const {
    const Day inside = within(day);
    if (inside != day) {
      complain(bounds::corrected("DatePicker", text_of(day), text_of(inside)));
    }
    return inside;
  }

  const ParameterBase* missing_day() const {
    for (const Parameter<Day>* day : {&value, &start, &end}) {
      if (!exists(day->peek())) return day;
    }
    return nullptr;
  }
  static bool exists(const Day& day) { return !day || !date_text(*day).empty(); }
  static bool are_reversed(const Day& from, const Day& to) { return from && to && *from > *to; }
  static std::string no_such_day(const ParameterBase& parameter) {
    return str("DatePicker: ", parameter.name(),
               " must be a day that there is, in the years 1 to 9999");
  }
  static std::string reversed(const Day& from, const Day& to) {
    return bounds::reversed("DatePicker", text_of(from), "after", text_of(to));
  }

  bool takes_ = false;
  bool types_ = false;  // by keyboard, where each key may make another day
  bool heard_ = false;  // of a day that is not the value yet
  Day given_;
  // Counts what was corrected, so that the page is told.
  Parameter<int> corrected_{*this, "corrected", 0};
};

}  // namespace

DatePicker::DatePicker() : DatePicker(Options()) {}
DatePicker::DatePicker(Options options)
    : Component(make_ref<DatePickerState>(std::move(options))) {}

}  // namespace coracle
