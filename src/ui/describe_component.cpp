#include <coracle/ui/describe_component.hpp>

#include <algorithm>
#include <coracle/ui/accordion.hpp>
#include <coracle/ui/button.hpp>
#include <coracle/ui/card.hpp>
#include <coracle/ui/checkbox.hpp>
#include <coracle/ui/color_picker.hpp>
#include <coracle/ui/date_picker.hpp>
#include <coracle/ui/figure.hpp>
#include <coracle/ui/file_input.hpp>
#include <coracle/ui/float_progress.hpp>
#include <coracle/ui/float_slider.hpp>
#include <coracle/ui/grid.hpp>
#include <coracle/ui/html.hpp>
#include <coracle/ui/image.hpp>
#include <coracle/ui/int_slider.hpp>
#include <coracle/ui/json.hpp>
#include <coracle/ui/layout.hpp>
#include <coracle/ui/log.hpp>
#include <coracle/ui/markdown.hpp>
#include <coracle/ui/module.hpp>
#include <coracle/ui/number.hpp>
#include <coracle/ui/number_input.hpp>
#include <coracle/ui/placeholder.hpp>
#include <coracle/ui/progress.hpp>
#include <coracle/ui/radio_group.hpp>
#include <coracle/ui/select.hpp>
#include <coracle/ui/spinner.hpp>
#include <coracle/ui/static_text.hpp>
#include <coracle/ui/status_indicator.hpp>
#include <coracle/ui/table.hpp>
#include <coracle/ui/tabs.hpp>
#include <coracle/ui/text_area.hpp>
#include <coracle/ui/text_input.hpp>
#include <coracle/ui/titled.hpp>

namespace coracle::detail {

namespace {

// Refers to what the headers say, and so to no component's own code: a program that takes snapshots
// contains no more components than it uses.
#define CORACLE_DESCRIBED_(Name) description_of<Name>(#Name)
constexpr ComponentDescription known[] = {
    // clang-format off
    CORACLE_DESCRIBED_(Accordion),
    CORACLE_DESCRIBED_(Button),
    CORACLE_DESCRIBED_(Card),
    CORACLE_DESCRIBED_(Checkbox),
    CORACLE_DESCRIBED_(ColorPicker),
    CORACLE_DESCRIBED_(Column),
    CORACLE_DESCRIBED_(DatePicker),
    CORACLE_DESCRIBED_(Figure),
    CORACLE_DESCRIBED_(FileInput),
    CORACLE_DESCRIBED_(FloatProgress),
    CORACLE_DESCRIBED_(FloatSlider),
    CORACLE_DESCRIBED_(Gif),
    CORACLE_DESCRIBED_(Grid),
    CORACLE_DESCRIBED_(Html),
    CORACLE_DESCRIBED_(IntSlider),
    CORACLE_DESCRIBED_(Jpg),
    CORACLE_DESCRIBED_(Json),
    CORACLE_DESCRIBED_(Log),
    CORACLE_DESCRIBED_(Markdown),
    CORACLE_DESCRIBED_(Module),
    CORACLE_DESCRIBED_(Number),
    CORACLE_DESCRIBED_(NumberInput),
    CORACLE_DESCRIBED_(Placeholder),
    CORACLE_DESCRIBED_(Png),
    CORACLE_DESCRIBED_(Progress),
    CORACLE_DESCRIBED_(RadioGroup),
    CORACLE_DESCRIBED_(Row),
    CORACLE_DESCRIBED_(Select),
    CORACLE_DESCRIBED_(Spinner),
    CORACLE_DESCRIBED_(StaticText),
    CORACLE_DESCRIBED_(StatusIndicator),
    CORACLE_DESCRIBED_(Str),
    CORACLE_DESCRIBED_(Svg),
    CORACLE_DESCRIBED_(Table),
    CORACLE_DESCRIBED_(Tabs),
    CORACLE_DESCRIBED_(TextArea),
    CORACLE_DESCRIBED_(TextInput),
    CORACLE_DESCRIBED_(Titled),
    CORACLE_DESCRIBED_(Toggle),
    CORACLE_DESCRIBED_(WebP),
    // clang-format on
};
#undef CORACLE_DESCRIBED_

std::vector<ComponentDescription>& added() {
  static auto& descriptions = *new std::vector<ComponentDescription>();
  return descriptions;
}

}  // namespace

void add_description(const ComponentDescription& description) {
  if (!find_description(description.name)) added().push_back(description);
}

const ComponentDescription* find_description(std::string_view name) {
  for (const ComponentDescription& description : known) {
    if (description.name == name) return &description;
  }
  const auto found = std::ranges::find(added(), name, &ComponentDescription::name);
  return found == added().end() ? nullptr : &*found;
}

}  // namespace coracle::detail
