#include <emscripten/bind.h>

#include <coracle/ui/column_data_source.hpp>
#include <coracle/ui/figure.hpp>
#include <string>
#include <utility>

#include "objects.hpp"
#include "types.hpp"

namespace coracle::javascript {

namespace {

void figure_add(Address component, std::string kind, Address source, val texts, double size) {
  const Figure figure{Ref<ComponentState>(&component_at(component))};
  const auto text_at = [&](std::uint32_t index) { return text_of(element(texts, index)); };
  Glyph glyph{
      .x = text_at(0), .y = text_at(1), .label = text_at(2), .color = text_at(3), .size = size};
  const ColumnDataSource data = source_at(source);
  if (kind == "line")
    figure.line(data, std::move(glyph));
  else if (kind == "scatter")
    figure.scatter(data, std::move(glyph));
  else if (kind == "bar")
    figure.bar(data, std::move(glyph));
  else
    figure.area(data, std::move(glyph));
}

}  // namespace

EMSCRIPTEN_BINDINGS(coracle_figures) {
  using namespace emscripten;
  function("figureAdd", &figure_add);
}

}  // namespace coracle::javascript
