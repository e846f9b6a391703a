#include <coracle/ui/select.hpp>

#include <coracle/ui/form_reset.hpp>
#include <coracle/ui/names.hpp>
#include <coracle/ui/page.hpp>
#include <utility>

#include "choice_state.hpp"
#include "select_options.hpp"

namespace coracle {

namespace {

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
    if (!std::exchange(is_painted_, true)) options_.begin_with(select.index());
    options_.show(select.options(), select.groups(), select.disabled_options());
    page().patch().property(hole(control), names::selected_index, select.index());
  }

  bool is_painted_ = false;
  select::Options options_{page(), hole(control)};
};

class SelectState final : public ChoiceState<Select> {
 public:
  explicit SelectState(Select::Options&& options) : ChoiceState(std::move(options)) {}

  const ComponentType& type() const override { return select_type; }

  std::unique_ptr<ComponentMount> make_mount(Page& page) override {
    return std::make_unique<SelectMount>(page, Ref<ComponentState>(this));
  }

  void paint(Painter& painter) const override {
    if (painter.changed(label)) painter.text(label_text, label());
    if (painter.changed(disabled)) painter.property(control, names::disabled, disabled());
    if (painter.changed(name)) painter.optional_attribute(control, names::name, name());
    if (painter.first()) hear_form_resets();
  }

  void handle(std::uint32_t, const PageEvent& event) override {
    choose(static_cast<int>(event.number));
  }
};

}  // namespace

Select::Select() : Select(Options()) {}
Select::Select(Options options) : Component(make_ref<SelectState>(std::move(options))) {}

}  // namespace coracle
