#include <coracle/ui/static_text.hpp>

namespace coracle {

namespace {

constinit const Template static_text_shape(
    R"(<div class="coracle-text"><span class="coracle-label"> </span><span> </span></div>)");
constinit const ComponentType static_text_type{"StaticText", static_text_shape, {}};

class StaticTextState final : public StaticText::Parameters {
 public:
  explicit StaticTextState(StaticText::Options&& options) : Parameters(std::move(options)) {}

  const ComponentType& type() const override { return static_text_type; }

  void paint(Painter& painter) const override {
    if (painter.changed(label)) painter.text(1, label());
    if (painter.changed(value)) painter.text(2, value());
  }
};

constinit const Template str_shape(R"(<pre class="coracle-str"> </pre>)");
constinit const ComponentType str_type{"Str", str_shape, {}};

class StrState final : public Str::Parameters {
 public:
  explicit StrState(Str::Options&& options) : Parameters(std::move(options)) {}

  const ComponentType& type() const override { return str_type; }

  void paint(Painter& painter) const override {
    if (painter.changed(object)) painter.text(1, object());
  }
};

}  // namespace

StaticText::StaticText() : StaticText(Options()) {}
StaticText::StaticText(Options options)
    : Component(make_ref<StaticTextState>(std::move(options))) {}

Str::Str() : Str(Options()) {}
Str::Str(Options options) : Component(make_ref<StrState>(std::move(options))) {}
Str::Str(std::string object) : Str(Options{.object = std::move(object)}) {}

}  // namespace coracle
