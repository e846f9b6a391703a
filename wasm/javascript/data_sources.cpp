#include <emscripten/bind.h>

#include <coracle/ui/column_data_source.hpp>
#include <string>
#include <utility>
#include <vector>

#include "objects.hpp"
#include "types.hpp"

namespace coracle::javascript {

namespace {

using Texts = std::vector<std::string>;

// The bytes of a Float64Array, as JavaScript passes it.
std::vector<double> numbers_of(const val& bytes) {
  std::vector<double> numbers(length_of(bytes) / sizeof(double));
  coracle_javascript_copy_bytes(bytes.as_handle(), reinterpret_cast<std::uint8_t*>(numbers.data()),
                                numbers.size() * sizeof(double));
  return numbers;
}

// A column of texts is an array of them.
std::vector<DataColumn> columns_of(const val& names, const val& columns) {
  std::vector<DataColumn> list;
  for (std::uint32_t i = 0; i < length_of(names); ++i) {
    const val column = element(columns, i);
    std::string name = text_of(element(names, i));
    if (column.isArray()) {
      list.emplace_back(std::move(name), Type<Texts>::from(column));
    } else {
      list.emplace_back(std::move(name), numbers_of(column));
    }
  }
  return list;
}

Address create_source() {
  Ref<ParameterOwner> owner = ColumnDataSource().owner();
  return reinterpret_cast<Address>(owner.detach());
}
void retain_source(Address source) { object_at<ParameterOwner>(source).retain(); }
void release_source(Address source) { object_at<ParameterOwner>(source).release(); }

std::string source_set(Address source, val names, val columns) {
  return source_at(source).try_set(columns_of(names, columns));
}
std::string source_stream(Address source, val names, val columns, std::uint32_t rollover) {
  return source_at(source).try_stream(columns_of(names, columns), rollover);
}
// `values`: those of the places, as a column.
std::string source_patch(Address source, std::string column, val places, val values) {
  const std::vector<double> rows = numbers_of(places);
  const auto paired = [&](auto list) {
    std::vector<std::pair<std::size_t, typename decltype(list)::value_type>> changes;
    for (std::size_t i = 0; i < list.size(); ++i) {
      changes.emplace_back(static_cast<std::size_t>(rows[i]), std::move(list[i]));
    }
    return changes;
  };
  if (values.isArray()) {
    return source_at(source).try_patch_texts(column, paired(Type<Texts>::from(values)));
  }
  return source_at(source).try_patch(column, paired(numbers_of(values)));
}

double source_size(Address source) { return static_cast<double>(source_at(source).size()); }
val source_names(Address source) { return Type<Texts>::to(source_at(source).names()); }
val source_column(Address source, std::string name) {
  const std::span<const double> values = source_at(source)[name];
  return val::take_ownership(coracle_javascript_bytes(
      reinterpret_cast<const std::uint8_t*>(values.data()), values.size_bytes()));
}

val source_texts(Address source, std::string name) {
  const std::span<const std::string> texts = source_at(source).texts(name);
  return Type<Texts>::to({texts.begin(), texts.end()});
}

}  // namespace

EMSCRIPTEN_BINDINGS(coracle_data_sources) {
  using namespace emscripten;
  function("createSource", &create_source);
  function("retainSource", &retain_source);
  function("releaseSource", &release_source);
  function("sourceSet", &source_set);
  function("sourceStream", &source_stream);
  function("sourcePatch", &source_patch);
  function("sourceSize", &source_size);
  function("sourceNames", &source_names);
  function("sourceColumn", &source_column);
  function("sourceTexts", &source_texts);
}

}  // namespace coracle::javascript
