#include <coracle/ui/html.hpp>

#include "module_pane.hpp"

namespace coracle {

namespace {

constinit const Template shape(R"(<div class="coracle-module coracle-prose"></div>)");
constinit const ComponentType html_type{"Html", shape, {}};

class HtmlState final : public ModulePane<Html> {
 public:
  explicit HtmlState(Html::Options&& options)
      : ModulePane(html_type, "coracle:html", {"html", "trusted"}, std::move(options)) {
    tell("html", object);
    tell("trusted", trusted);
  }

  void settled(const ParameterBase& parameter) override {
    if (&parameter == &object) tell("html", object);
    if (&parameter == &trusted) tell("trusted", trusted);
  }
};

}  // namespace

Html::Html() : Html(Options()) {}
Html::Html(Options options) : Component(make_ref<HtmlState>(std::move(options))) {}
Html::Html(std::string object) : Html(Options{.object = std::move(object)}) {}

}  // namespace coracle
