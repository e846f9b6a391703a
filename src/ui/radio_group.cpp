#include <coracle/ui/radio_group.hpp>

#include <coracle/async/loop.hpp>
#include <coracle/ui/names.hpp>
#include <coracle/ui/page.hpp>
#include <memory>
#include <vector>

#include "choice_state.hpp"
#include "form.hpp"

namespace coracle {

namespace {

constinit const Template shape(
    R"(<fieldset class="coracle-radio-group" role="radiogroup"><legend> </legend><div hole></div></fieldset>)");
enum Hole : std::uint32_t { legend = 1, list = 2 };
constexpr EventKind hears[] = {EventKind::change};
constinit const ComponentType radio_group_type{"RadioGroup", shape, hears};

constinit const Template option_shape(
    R"(<label class="coracle-radio"><input type="radio" hole><span> </span></label>)");
enum OptionHole : std::uint32_t { button = 1, text = 2 };
constinit const Name form_owner("form");

class RadioGroupState final : public ChoiceState<RadioGroup> {
 public:
  explicit RadioGroupState(RadioGroup::Options&& options) : ChoiceState(std::move(options)) {}

  const ComponentType& type() const override { return radio_group_type; }
  std::unique_ptr<ComponentMount> make_mount(Page& page) override;

  void paint(Painter& painter) const override {
    if (painter.changed(label)) painter.text(legend, label());
    if (painter.changed(disabled)) painter.property(0, names::disabled, disabled());
  }
};

// One option as the page has it.
class Radio final : public Mount {
 public:
  Radio(Page& page, int place, bool is_first_choice) : Mount(page, option_shape), place_(place) {
    if (is_first_choice) page.patch().property(hole(button), names::default_checked, true);
  }

  void show(const std::string& label, const std::string& name, bool is_disabled,
            RadioGroupState& group) {
    group_ = &group;
    PatchWriter& patch = page().patch();
    if (label != label_) {
      patch.text(hole(text), label_ = label);
      patch.property(hole(button), names::value, label);
    }
    if (name != name_) {
      patch.attribute(hole(button), names::name, name_ = name);
      // A name that nobody gave is none of a form's: the button belongs to one that is not there.
      if (group.name.peek().empty()) {
        patch.attribute(hole(button), form_owner, name);
      } else {
        patch.remove_attribute(hole(button), form_owner);
      }
    }
    if (is_disabled != is_disabled_) {
      patch.property(hole(button), names::disabled, is_disabled_ = is_disabled);
    }
  }
  void check(bool is_chosen) { page().patch().property(hole(button), names::checked, is_chosen); }

  const ViewBody* body() const override { return nullptr; }
  bool show(const Ref<ViewBody>&) override { return false; }
  void handle(std::uint32_t, const PageEvent& event) override {
    if (event.kind != EventKind::change || event.number != 1) return;
    // Held here: what the event leads to may remove this mount and drop the last handle.
    const Ref<RadioGroupState> group(group_);
    group->choose(place_);
  }

 private:
  int place_;
  RadioGroupState* group_ = nullptr;  // kept by the mount that this one belongs to
  std::string label_ = " ";           // as the template has it
  std::string name_;
  bool is_disabled_ = false;
};

class RadioGroupMount final : public ComponentMount {
 public:
  RadioGroupMount(Page& page, Ref<ComponentState> state)
      : ComponentMount(page, std::move(state)),
        // Buttons of one name exclude each other, those of other modules on the page too.
        own_name_(str("coracle-", node(), "-", Loop::current().now().count())) {
    hear_form_resets();
  }

 private:
  void paint() override {
    ComponentMount::paint();
    auto& group = static_cast<RadioGroupState&>(state());
    const std::vector<std::string>& labels = group.options();
    const std::vector<std::string>& disabled = group.disabled_options();
    const int chosen = group.index();
    const std::string& name = group.name().empty() ? own_name_ : group.name();
    for (; radios_.size() > labels.size(); radios_.pop_back()) {
      page().patch().remove(radios_.back()->node());
    }
    if (default_ < 0) default_ = chosen;
    while (radios_.size() < labels.size()) {
      const int place = static_cast<int>(radios_.size());
      radios_.push_back(std::make_unique<Radio>(page(), place, place == default_));
      page().patch().place(hole(list), radios_.back()->node(), 0);
    }
    for (std::size_t i = 0; i < labels.size(); ++i) {
      const bool is_disabled = std::ranges::find(disabled, labels[i]) != disabled.end();
      radios_[i]->show(labels[i], name, is_disabled, group);
    }
    if (checked_ != chosen && is_there(checked_)) radio(checked_).check(false);
    if (is_there(chosen)) radio(chosen).check(true);
    checked_ = chosen;
  }

  bool is_there(int place) const {
    return place >= 0 && static_cast<std::size_t>(place) < radios_.size();
  }
  Radio& radio(int place) { return *radios_[static_cast<std::size_t>(place)]; }

  std::string own_name_;
  std::vector<std::unique_ptr<Radio>> radios_;
  int checked_ = -1;  // as the page has it
  int default_ = -1;  // what a reset of the form chooses
};

std::unique_ptr<ComponentMount> RadioGroupState::make_mount(Page& page) {
  return std::make_unique<RadioGroupMount>(page, Ref<ComponentState>(this));
}

}  // namespace

RadioGroup::RadioGroup() : RadioGroup(Options()) {}
RadioGroup::RadioGroup(Options options)
    : Component(make_ref<RadioGroupState>(std::move(options))) {}

}  // namespace coracle
