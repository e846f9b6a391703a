#include <coracle/ui/layout.hpp>

#include <coracle/ui/children.hpp>
#include <coracle/ui/page.hpp>

namespace coracle {

namespace {

constinit const Template row_shape(R"(<div class="coracle-row"></div>)");
constinit const ComponentType row_type{"Row", row_shape, {}};
constinit const Template column_shape(R"(<div class="coracle-column"></div>)");
constinit const ComponentType column_type{"Column", column_shape, {}};

class LayoutMount final : public ComponentMount {
 public:
  using ComponentMount::ComponentMount;

 private:
  void paint() override {
    ComponentMount::paint();
    const auto& layout = static_cast<const Layout::Parameters&>(state());
    children_.show(layout.objects(), page(), node());
  }

  Children children_;
};

class LayoutState final : public Layout::Parameters {
 public:
  LayoutState(const ComponentType& type, std::vector<View> objects)
      : Parameters(Layout::Options{.objects = std::move(objects)}), type_(type) {}

  const ComponentType& type() const override { return type_; }
  void paint(Painter&) const override {}

  std::unique_ptr<ComponentMount> make_mount(Page& page) override {
    return std::make_unique<LayoutMount>(page, Ref<ComponentState>(this));
  }

 private:
  const ComponentType& type_;
};

}  // namespace

Layout::Layout(const ComponentType& type, std::vector<View> objects)
    : Component(make_ref<LayoutState>(type, std::move(objects))) {}

Row::Row(std::vector<View> objects) : Layout(row_type, std::move(objects)) {}
Column::Column(std::vector<View> objects) : Layout(column_type, std::move(objects)) {}

}  // namespace coracle
