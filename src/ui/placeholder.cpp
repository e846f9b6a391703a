#include <coracle/ui/placeholder.hpp>

#include "content_mount.hpp"

namespace coracle {

namespace {

constinit const Template shape(R"(<div class="coracle-placeholder"></div>)");
constinit const ComponentType placeholder_type{"Placeholder", shape, {}};

class PlaceholderState final : public Placeholder::Parameters {
 public:
  explicit PlaceholderState(Placeholder::Options&& options) : Parameters(std::move(options)) {}

  static constexpr std::uint32_t content = 0;
  std::vector<View> contents() const { return {object()}; }

  const ComponentType& type() const override { return placeholder_type; }
  void paint(Painter&) const override {}
  std::unique_ptr<ComponentMount> make_mount(Page& page) override {
    return make_content_mount(*this, page);
  }
};

}  // namespace

Placeholder::Placeholder() : Placeholder(Options()) {}
Placeholder::Placeholder(Options options)
    : Component(make_ref<PlaceholderState>(std::move(options))) {}
Placeholder::Placeholder(View object) : Placeholder(Options{.object = std::move(object)}) {}

}  // namespace coracle
