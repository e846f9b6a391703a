#include <coracle/ui/titled.hpp>

#include "content_mount.hpp"
#include "sections.hpp"

namespace coracle {

namespace {

constinit const Template shape(
    R"(<div class="coracle-titled"><div class="coracle-title"> </div><div hole></div></div>)");
enum Hole : std::uint32_t { title_text = 1, content_hole = 2 };
constinit const ComponentType titled_type{"Titled", shape, {}};

class TitledState final : public Titled::Parameters {
 public:
  explicit TitledState(Titled::Options&& options) : Parameters(std::move(options)) {}

  static constexpr std::uint32_t content = content_hole;
  std::vector<View> contents() const { return {object()}; }

  const ComponentType& type() const override { return titled_type; }
  void paint(Painter& painter) const override {
    if (painter.changed(title)) painter.text(title_text, title());
  }
  std::unique_ptr<ComponentMount> make_mount(Page& page) override {
    return make_content_mount(*this, page);
  }
};

}  // namespace

Titled::Titled() : Titled(Options()) {}
Titled::Titled(Options options) : Component(make_ref<TitledState>(std::move(options))) {}
Titled::Titled(std::string title, View object)
    : Titled(Options{.object = std::move(object), .title = std::move(title)}) {}

Section section_of(const View& view, std::string_view word, std::size_t index) {
  ComponentState* const component = view ? view.body()->as_component() : nullptr;
  if (component && &component->type() == &titled_type) {
    const auto& titled = static_cast<const Titled::Parameters&>(*component);
    return {view, titled.title(), titled.object()};
  }
  return {view, str(word, ' ', index + 1), view};
}

}  // namespace coracle
