// A table of 100 000 rows and ten columns, one of a few rows of which one can be selected, and a
// log.
#include <coracle/coracle.hpp>

using namespace coracle;
using namespace std::chrono_literals;

namespace {

constexpr int many = 100'000;

ColumnDataSource numbers(int count) {
  std::vector<double> values;
  for (int row = 0; row < count; ++row) values.push_back(row);
  return ColumnDataSource({{"n", std::move(values)}});
}

ColumnDataSource measurements() {
  std::vector<DataColumn> columns;
  std::vector<std::string> names;
  for (int row = 0; row < many; ++row) names.push_back(str("row ", row));
  columns.emplace_back("name", names);
  for (int column = 1; column < 10; ++column) {
    std::vector<double> values;
    for (int row = 0; row < many; ++row) values.push_back((row * 7919 + column) % 10'007);
    columns.emplace_back(str("value ", column), std::move(values));
  }
  return ColumnDataSource(std::move(columns));
}

}  // namespace

View app() {
  const ColumnDataSource source = measurements();
  const Table large(source, {.label = "Measurements", .selectable = true, .multiple = true});
  const ColumnDataSource people({{"name", {"Ada", "Grace", "Edsger", "Barbara"}},
                                 {"born", {1815, 1906, 1930, 1939}},
                                 {"score", {1.5, 12.25, -0.25, 1.5}}});
  const Table small(people, {.label = "People", .digits = {{-1, 0, 2}}, .selectable = true});
  const Table long_one(numbers(1'000'000), {.label = "Long", .rows = 5});
  const Button change({.label = "Change"});
  change.on_click([source] { source.patch("value 1", {{1, -1}, {50'000, -1}}); });
  const Button add({.label = "Add"});
  add.on_click([people] { people.stream({{"name", {"Mary"}}, {"born", {1923}}, {"score", {7}}}); });

  const Log log;
  const Button print({.label = "Print 10 000 lines"});
  print.on_click([log](Click) -> Task<> {
    for (int i = 0; i < 10'000; ++i) {
      log.print("line ", i, "\n");
      if (i % 50 == 49) co_await sleep(1ms);
    }
    log.print("that is all\n");
  });
  const Button click({.label = "Click"});
  const Str clicked("no click");
  click.on_click([clicked](Click press) { clicked.object = str("click ", press.count); });
  const auto selected = [](const std::vector<int>& rows) { return str(rows.size(), " selected"); };
  return Column(Row(change, add, print, click), Row(clicked, bind(selected, large)), large, small,
                log, long_one);
}
CORACLE_APP(app)
