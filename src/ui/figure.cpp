#include <coracle/ui/figure.hpp>

#include <algorithm>
#include <coracle/base/str.hpp>
#include <coracle/ui/names.hpp>

#include "column_data_source_state.hpp"
#include "module_pane.hpp"

namespace coracle {

namespace {

constinit const Template shape(R"(<div class="coracle-module coracle-figure"></div>)");
constinit const ComponentType figure_type{"Figure", shape, {}};

Bytes bytes_of(const std::vector<double>& numbers) {
  return Bytes(std::span(reinterpret_cast<const std::uint8_t*>(numbers.data()),
                         numbers.size() * sizeof(double)));
}

JsonValue as_json(const std::vector<DataColumn>& columns) {
  JsonValue values{JsonValue::Object()};
  for (const DataColumn& column : columns) {
    if (!column.is_text) values.set(column.name, bytes_of(column.values));
  }
  return values;
}

class FigureState final : public ModulePane<Figure>, private DataListener {
 public:
  explicit FigureState(Figure::Options&& options)
      : ModulePane(figure_type, options.renderer.value_or(light_renderer),
                   {"title", "label", "x_label", "y_label", "height", "legend", "glyphs"},
                   std::move(options)) {
    if (height.peek() <= 0) set_fault(bad_height(height.peek()));
    for (const auto& [name, value] : settings()) module().parameter(name) = value;
    module().parameter("glyphs") = glyphs_;
    module().begin_with([this] { return data(); });
    module().continue_with([this](const ComponentState& shown) { return data_after(shown); });
  }
  ~FigureState() override {
    for (const Ref<ColumnDataSourceState>& source : sources_) source->remove(*this);
  }

  void paint(Painter& painter) const override {
    painter.style(0, names::block_size, str(height.peek(), "px"));
  }

  bool admit(const ParameterBase& parameter, void* candidate) override {
    if (&parameter == &renderer) {
      return *static_cast<std::string*>(candidate) == renderer.peek() ||
             refuse("Figure: its renderer is chosen when it is made; make another figure");
    }
    if (&parameter != &height || *static_cast<int*>(candidate) > 0) return true;
    return refuse(bad_height(*static_cast<int*>(candidate)));
  }
  void settled(const ParameterBase& parameter) override {
    for (const auto& [name, value] : settings()) {
      if (name == parameter.name()) module().parameter(name) = value;
    }
  }

  void add(std::string_view kind, const ColumnDataSource& source, Glyph&& glyph) {
    for (const std::string& name : {glyph.x, glyph.y}) {
      const DataColumn* column = source.state().find(name);
      if (column && !column->is_text) continue;
      complain(str("Figure: the source has no column ", column ? "of numbers " : "", '"', name,
                   "\" to draw"));
      return;
    }
    ColumnDataSourceState& data = source.state();
    const std::ptrdiff_t number = number_of(data);
    if (number == std::ssize(sources_)) {
      data.add(*this);
      sources_.push_back(Ref(&data));
      send_data(data);
    }
    JsonValue::List list = *glyphs_.list();
    list.push_back(JsonValue::object({{"kind", kind},
                                      {"source", number},
                                      {"x", glyph.x},
                                      {"y", glyph.y},
                                      {"label", glyph.label.empty() ? glyph.y : glyph.label},
                                      {"color", glyph.color},
                                      {"size", glyph.size}}));
    glyphs_ = std::move(list);
    module().parameter("glyphs") = glyphs_;
  }

 private:
  static std::string bad_height(int height) {
    return str("Figure: height must be above 0, not ", height);
  }

  JsonValue::Object settings() const {
    return {{"title", title.peek()},     {"label", label.peek()},   {"x_label", x_label.peek()},
            {"y_label", y_label.peek()}, {"height", height.peek()}, {"legend", legend.peek()}};
  }

  std::ptrdiff_t number_of(const ColumnDataSourceState& source) const {
    return std::ranges::find(sources_, &source, &Ref<ColumnDataSourceState>::get) -
           sources_.begin();
  }

  // All there is, for a page that begins to show it.
  JsonValue::Object data() const {
    JsonValue::List list;
    for (const Ref<ColumnDataSourceState>& source : sources_) {
      list.push_back(as_json(source->peek_columns()));
    }
    return {{"data", std::move(list)}};
  }

  // What the page does not have from the figure that it has shown.
  JsonValue::List data_after(const ComponentState& shown) const {
    const std::vector<Ref<ColumnDataSourceState>>& known =
        static_cast<const FigureState&>(shown).sources_;
    JsonValue::List list;
    for (std::size_t i = 0; i < sources_.size(); ++i) {
      if (i >= known.size() || known[i] != sources_[i]) list.push_back(data_of(*sources_[i]));
    }
    return list;
  }

  JsonValue data_of(const ColumnDataSourceState& source) const {
    return JsonValue::object({{"type", "data"},
                              {"source", number_of(source)},
                              {"columns", as_json(source.peek_columns())}});
  }
  void send_data(const ColumnDataSourceState& source) { module().send(data_of(source)); }

  void streamed(const ColumnDataSourceState& source, const std::vector<DataColumn>& columns,
                std::size_t rollover) override {
    module().send(JsonValue::object({{"type", "stream"},
                                     {"source", number_of(source)},
                                     {"columns", as_json(columns)},
                                     {"rollover", rollover}}));
  }

  void patched(const ColumnDataSourceState& source, std::string_view column,
               const std::vector<std::pair<std::size_t, double>>& changes) override {
    std::vector<double> pairs;
    for (const auto& [place, value] : changes) {
      pairs.push_back(static_cast<double>(place));
      pairs.push_back(value);
    }
    module().send(JsonValue::object({{"type", "patch"},
                                     {"source", number_of(source)},
                                     {"column", column},
                                     {"changes", bytes_of(pairs)}}));
  }

  void replaced(const ColumnDataSourceState& source) override { send_data(source); }

  std::vector<Ref<ColumnDataSourceState>> sources_;
  JsonValue glyphs_{JsonValue::List()};
};

FigureState& state_of(const Figure& figure) { return static_cast<FigureState&>(*figure.state()); }

}  // namespace

Figure::Figure() : Figure(Options()) {}
Figure::Figure(Options options) : Component(make_ref<FigureState>(std::move(options))) {}

void Figure::line(const ColumnDataSource& source, Glyph glyph) const {
  state_of(*this).add("line", source, std::move(glyph));
}
void Figure::scatter(const ColumnDataSource& source, Glyph glyph) const {
  state_of(*this).add("scatter", source, std::move(glyph));
}
void Figure::bar(const ColumnDataSource& source, Glyph glyph) const {
  state_of(*this).add("bar", source, std::move(glyph));
}
void Figure::area(const ColumnDataSource& source, Glyph glyph) const {
  state_of(*this).add("area", source, std::move(glyph));
}

}  // namespace coracle
