#include <coracle/ui/grid.hpp>

#include "content_mount.hpp"

namespace coracle {

namespace {

constinit const Template shape(R"(<div class="coracle-grid"></div>)");
constinit const ComponentType grid_type{"Grid", shape, {}};
constinit const Name template_columns("grid-template-columns");

class GridState final : public Grid::Parameters {
 public:
  explicit GridState(Grid::Options&& options) : Parameters(std::move(options)) {
    if (columns.peek() < 0) set_fault(bad_columns(columns.peek()));
  }

  static constexpr std::uint32_t content = 0;
  const std::vector<View>& contents() const { return objects(); }

  const ComponentType& type() const override { return grid_type; }
  void paint(Painter& painter) const override {
    if (!painter.changed(columns) || (painter.first() && columns() == 0)) return;
    // Nothing: what the style sheet says.
    painter.style(0, template_columns,
                  columns() == 0 ? std::string() : str("repeat(", columns(), ",minmax(0,1fr))"));
  }
  std::unique_ptr<ComponentMount> make_mount(Page& page) override {
    return make_content_mount(*this, page);
  }

  bool admit(const ParameterBase& parameter, void* candidate) override {
    if (&parameter != &columns || *static_cast<int*>(candidate) >= 0) return true;
    return refuse(bad_columns(*static_cast<int*>(candidate)));
  }

 private:
  static std::string bad_columns(int number) {
    return str("Grid: columns must be 0 (as many as there is room for) or more, not ", number);
  }
};

}  // namespace

Grid::Grid(Options options) : Component(make_ref<GridState>(std::move(options))) {}

}  // namespace coracle
