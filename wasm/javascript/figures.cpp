#include <emscripten/bind.h>

#include <coracle/ui/column_data_source.hpp>
#include <coracle/ui/figure.hpp>
#include <string>
#include <utility>
#include <vector>

#include "objects.hpp"
#include "types.hpp"

namespace coracle::javascript {

namespace {

// The bytes of a Float64Array, as JavaScript passes it.
std::vector<double> numbers_of(const val& bytes) {
  std::vector<double> numbers(length_of(bytes) / sizeof(double));
  coracle_javascript_copy_bytes(bytes.as_handle(), reinterpret_cast<std::uint8_t*>(numbers.data()),
                                numbers.size() * sizeof(double));
  return numbers;
}

std::vector<DataColumn> columns_of(const val& names, const val& columns) {
  std::vector<DataColumn> list;
  for (std::uint32_t i = 0; i < length_of(names); ++i) {
    list.push_back({text_of(element(names, i)), numbers_of(element(columns, i))});
  }
  return list;
}

ColumnDataSource& source_at(Address source) { return object_at<ColumnDataSource>(source); }

Address create_source() { return detached(ColumnDataSource()); }

std::string source_set(Address source, val names, val columns) {
  return source_at(source).try_set(columns_of(names, columns));
}
std::string source_stream(Address source, val names, val columns, std::uint32_t rollover) {
  return source_at(source).try_stream(columns_of(names, columns), rollover);
}
std::string source_patch(Address source, std::string column, val pairs) {
  std::vector<std::pair<std::size_t, double>> changes;
  const std::vector<double> numbers = numbers_of(pairs);
  for (std::size_t i = 0; i + 1 < numbers.size(); i += 2) {
    changes.emplace_back(static_cast<std::size_t>(numbers[i]), numbers[i + 1]);
  }
  return source_at(source).try_patch(column, changes);
}

double source_size(Address source) { return static_cast<double>(source_at(source).size()); }
val source_names(Address source) {
  return Type<std::vector<std::string>>::to(source_at(source).names());
}
val source_column(Address source, std::string name) {
  const std::span<const double> values = source_at(source)[name];
  return val::take_ownership(coracle_javascript_bytes(
      reinterpret_cast<const std::uint8_t*>(values.data()), values.size_bytes()));
}

void figure_add(Address component, std::string kind, Address source, val texts, double size) {
  const Figure figure{Ref<ComponentState>(&component_at(component))};
  const auto text_at = [&](std::uint32_t index) { return text_of(element(texts, index)); };
  Glyph glyph{
      .x = text_at(0), .y = text_at(1), .label = text_at(2), .color = text_at(3), .size = size};
  const ColumnDataSource& data = source_at(source);
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
  function("createSource", &create_source);
  function("releaseSource", &release<ColumnDataSource>);
  function("sourceSet", &source_set);
  function("sourceStream", &source_stream);
  function("sourcePatch", &source_patch);
  function("sourceSize", &source_size);
  function("sourceNames", &source_names);
  function("sourceColumn", &source_column);
  function("figureAdd", &figure_add);
}

}  // namespace coracle::javascript
