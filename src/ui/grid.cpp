#include <coracle/ui/grid.hpp>

#include "content_mount.hpp"

namespace coracle {

namespace {

constinit const Template shape(R"(<div class="coracle-grid"></div>)");
constinit const ComponentType grid_type{"Grid", shape, {}};
// Browsers lay out about as many.
constexpr int most_columns = 1000;
constinit const Name template_columns("grid-template-columns");

class GridState final : public Grid::Parameters {
 public:
  explicit GridState(Grid::Options&& options) : Parameters(std::move(options)) {
    if (!is_count(columns.peek())) set_fault(bad_columns(columns.peek()));
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
    if (&parameter != &columns || is_count(*static_cast<int*>(candidate))) return true;
    return refuse(bad_columns(*static_cast<int*>(candidate)));
  }

 private:
  static bool is_count(int number) { return number >= 0 && number <= most_columns; }
  static std::string bad_columns(int number) {
    return str("Grid: columns must be 0 (as many as there is room for) to ", most_columns, ", not ",
               number);
  }
};

}  // namespace

Grid::Grid(Options options) : Component(make_ref<GridState>(std::move(options))) {}

}  // namespace coracle
