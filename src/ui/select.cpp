#include <coracle/ui/select.hpp>

#include <algorithm>
#include <coracle/ui/names.hpp>
#include <coracle/ui/page.hpp>

#include "select_options.hpp"

namespace coracle {

namespace {

using select::Labels;

constinit const Template shape(
    R"(<label class="coracle-field"><span> </span><select hole></select></label>)");
enum Hole : std::uint32_t { label_text = 1, control = 2 };
constexpr EventKind hears[] = {EventKind::change};
constinit const ComponentType select_type{"Select", shape, hears};

class SelectMount final : public ComponentMount {
 public:
  using ComponentMount::ComponentMount;

 private:
  void paint() override {
    ComponentMount::paint();
    const auto& select = static_cast<const Select::Parameters&>(state());
    options_.show(select.options(), select.groups(), select.disabled_options());
    page().patch().property(hole(control), names::selected_index, select.index());
  }

  select::Options options_{page(), hole(control)};
};

class SelectState final : public Select::Parameters {
 public:
  explicit SelectState(Select::Options&& options)
      : SelectState(std::move(options), options.value.has_value(), options.index.has_value()) {}

  const ComponentType& type() const override { return select_type; }

  std::unique_ptr<Mount> mount(Page& page) override {
    if (fault()) return Parameters::mount(page);
    auto mount = std::make_unique<SelectMount>(page, Ref<ComponentState>(this));
    mount->repaint();
    return mount;
  }

  void paint(Painter& painter) const override {
    if (painter.changed(label)) painter.text(label_text, label());
    if (painter.changed(disabled)) painter.property(control, names::disabled, disabled());
  }

  void handle(std::uint32_t, const PageEvent& event) override {
    const auto place = static_cast<int>(event.number);
    const bool is_there = place >= 0 && place < count();
    if (!disabled.peek() && is_there && !is_disabled(place)) index.set(place);
  }

  bool admit(const ParameterBase& parameter, void* candidate) override {
    if (&parameter == &value) {
      const auto& text = *static_cast<std::string*>(candidate);
      return settling_ || text == value.peek() || place_of(text) >= 0 || refuse(not_there(text));
    }
    if (&parameter == &index) {
      const int place = *static_cast<int*>(candidate);
      return (place >= 0 && place < count()) || settling_ || refuse(out_of_range(place));
    }
    return true;
  }

  // One of the three was set: the others follow.
  void settled(const ParameterBase& parameter) override {
    const bool counts = &parameter == &options || &parameter == &value || &parameter == &index;
    if (settling_ || !counts) return;
    settling_ = true;
    if (&parameter != &index) {
      const int place = place_of(value.peek());
      index.set(place >= 0 ? place : first_choice());
    }
    value.set(chosen());
    settling_ = false;
  }

 private:
  SelectState(Select::Options&& given, bool has_value, bool has_index)
      : Parameters(std::move(given)) {
    const int first = first_choice();
    const int place = has_index ? index.peek() : has_value ? place_of(value.peek()) : first;
    if (has_index && (place < 0 || place >= count())) {
      complain(out_of_range(place));
    } else if (has_value && place < 0) {
      complain(not_there(value.peek()));
    }
    index.initialize(place < 0 ? first : std::min(place, count() - 1));
    value.initialize(chosen());
  }

  int count() const { return static_cast<int>(options.peek().size()); }
  bool is_disabled(int place) const {
    const std::string& text = options.peek()[static_cast<std::size_t>(place)];
    return std::ranges::find(disabled_options.peek(), text) != disabled_options.peek().end();
  }
  // The first that people can choose, or the first of all; -1: there is none.
  int first_choice() const {
    if (count() == 0) return -1;
    for (int place = 0; place < count(); ++place) {
      if (!is_disabled(place)) return place;
    }
    return 0;
  }
  std::string chosen() const {
    return index.peek() < 0 ? std::string()
                            : options.peek()[static_cast<std::size_t>(index.peek())];
  }

  // The chosen one, if it reads so, else the first that does; -1: none.
  int place_of(const std::string& text) const {
    const Labels& labels = options.peek();
    const auto now = static_cast<std::size_t>(index.peek());
    if (now < labels.size() && labels[now] == text) return index.peek();
    const auto found = std::ranges::find(labels, text);
    return found == labels.end() ? -1 : static_cast<int>(found - labels.begin());
  }

  static bool refuse(std::string message) {
    complain(std::move(message));
    return false;
  }
  static std::string not_there(const std::string& text) {
    return str("Select: \"", text, "\" is not among the options");
  }
  std::string out_of_range(int place) const {
    return str("Select: there is no option ", place, "; there are ", count());
  }

  bool settling_ = false;
};

}  // namespace

Select::Select() : Select(Options()) {}
Select::Select(Options options) : Component(make_ref<SelectState>(std::move(options))) {}

}  // namespace coracle
