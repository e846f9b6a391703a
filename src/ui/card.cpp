#include <coracle/ui/card.hpp>

#include <coracle/ui/names.hpp>

#include "content_mount.hpp"

namespace coracle {

namespace {

constinit const Template shape(
    R"(<div class="coracle-card" role="group"><div class="coracle-title"> </div><div class="coracle-column" hole></div></div>)");
enum Hole : std::uint32_t { title_text = 1, content_hole = 2 };
constinit const ComponentType card_type{"Card", shape, {}};

class CardState final : public Card::Parameters {
 public:
  explicit CardState(Card::Options&& options) : Parameters(std::move(options)) {}

  static constexpr std::uint32_t content = content_hole;
  const std::vector<View>& contents() const { return objects(); }

  const ComponentType& type() const override { return card_type; }
  void paint(Painter& painter) const override {
    if (!painter.changed(title)) return;
    painter.text(title_text, title());
    painter.optional_attribute(0, names::aria_label, title());
  }
  std::unique_ptr<ComponentMount> make_mount(Page& page) override {
    return make_content_mount(*this, page);
  }
};

}  // namespace

Card::Card(Options options) : Component(make_ref<CardState>(std::move(options))) {}

}  // namespace coracle
