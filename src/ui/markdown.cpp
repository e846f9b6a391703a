#include <coracle/ui/markdown.hpp>

#include "module_pane.hpp"

namespace coracle {

namespace {

constinit const Template shape(R"(<div class="coracle-module coracle-prose"></div>)");
constinit const ComponentType markdown_type{"Markdown", shape, {}};

class MarkdownState final : public ModulePane<Markdown> {
 public:
  explicit MarkdownState(Markdown::Options&& options)
      : ModulePane(markdown_type, "coracle:markdown", {"markdown"}, std::move(options)) {
    tell("markdown", object);
  }

  void settled(const ParameterBase&) override { tell("markdown", object); }
};

}  // namespace

Markdown::Markdown() : Markdown(Options()) {}
Markdown::Markdown(Options options) : Component(make_ref<MarkdownState>(std::move(options))) {}
Markdown::Markdown(std::string object) : Markdown(Options{.object = std::move(object)}) {}

}  // namespace coracle
