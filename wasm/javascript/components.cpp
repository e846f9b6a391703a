#include <coracle/flow/source.hpp>
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
#include <utility>
#include <vector>

#include "registry.hpp"

namespace coracle::javascript {

namespace {

struct OptionReader {
  const val& options;
  std::uint32_t index = 0;

  template <class T>
  void option(const char*, std::optional<T>& option) {
    const val given = element(options, index++);
    if (!given.isUndefined()) option = Type<T>::from(given);
  }
};

template <class C>
C make(const val& options) {
  typename C::Options read;
  OptionReader reader{options};
  read.describe(reader);
  if constexpr (std::constructible_from<C, typename C::Options>) {
    return C(std::move(read));
  } else {
    return C(std::move(read.objects).value_or(std::vector<View>()));
  }
}

struct IndexFinder final : MemberVisitor {
  explicit IndexFinder(const ParameterBase& wanted) : wanted(wanted) {}
  void member(const char*, const ParameterBase& parameter, const ParameterType&, val,
              const char*) override {
    if (&parameter == &wanted) found = next;
    ++next;
  }
  const ParameterBase& wanted;
  int next = 0;
  int found = -1;
};

template <class C>
int value_index() {
  if constexpr (HasValueSource<C>) {
    const C component = make<C>(val::array());
    IndexFinder finder(component.value_source());
    static_cast<const typename C::Parameters&>(*component.state()).describe(finder);
    return finder.found;
  } else {
    return -1;
  }
}

template <class C>
ComponentEntry expose(const char* handler = "", const char* occur = "", const char* count = "") {
  return {[](const val& options) { return make<C>(options).state(); },
          [](const ComponentState& state, MemberVisitor& visitor) {
            static_cast<const typename C::Parameters&>(state).describe(visitor);
          },
          value_index<C>(),
          &make<C>(val::array()).state()->type(),
          handler,
          occur,
          count};
}

// `options`: the address, the names of the parameters and their values.
Ref<ComponentState> make_module(const val& options) {
  if (length_of(options) == 0) return Module("").state();
  const val names = element(options, 1);
  std::vector<JsonMember> members;
  for (std::uint32_t i = 0; i < length_of(names); ++i) {
    members.push_back(
        {text_of(element(names, i)), Type<JsonValue>::from(element(element(options, 2), i))});
  }
  return Module(text_of(element(options, 0)), std::move(members)).state();
}

// The last member is what it has said.
void visit_module(const ComponentState& state, MemberVisitor& visitor) {
  const auto& module = static_cast<const ModuleState&>(state);
  module.describe(visitor);
  visitor.parameter("message", module.message(), JsonValue(), "");
}

ComponentEntry expose_module() {
  return {&make_module, &visit_module, -1, &make_module(val::array())->type(), "", "", "", true};
}

}  // namespace

std::span<const ComponentEntry> registry() {
  static const std::vector<ComponentEntry>& entries = *new std::vector<ComponentEntry>{
      expose<Accordion>(),
      expose<Button>("onClick", "press", "clicks"),
      expose<Card>(),
      expose<Checkbox>(),
      expose<ColorPicker>(),
      expose<Column>(),
      expose<DatePicker>(),
      expose<Figure>(),
      expose<FileInput>(),
      expose<FloatProgress>(),
      expose<FloatSlider>(),
      expose<Gif>(),
      expose<Grid>(),
      expose<Html>(),
      expose<IntSlider>(),
      expose<Jpg>(),
      expose<Json>(),
      expose<Log>(),
      expose<Markdown>(),
      expose_module(),
      expose<Number>(),
      expose<NumberInput>(),
      expose<Placeholder>(),
      expose<Png>(),
      expose<Progress>(),
      expose<RadioGroup>(),
      expose<Row>(),
      expose<Select>(),
      expose<Spinner>(),
      expose<StaticText>(),
      expose<StatusIndicator>(),
      expose<Str>(),
      expose<Svg>(),
      expose<Table>(),
      expose<Tabs>(),
      expose<TextArea>(),
      expose<TextInput>("onEnter", "enter"),
      expose<Titled>(),
      expose<Toggle>(),
      expose<WebP>(),
  };
  return entries;
}

}  // namespace coracle::javascript
