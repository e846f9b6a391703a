#include <algorithm>
#include <coracle/coracle.hpp>
#include <cstdint>

using namespace coracle;
using namespace std::chrono_literals;

namespace {

const std::vector<std::string> stations = {"Bala", "Corwen", "Llangollen", "Chirk"};

// A step of a river's level, in metres.
double step() {
  static std::uint32_t state = 7;
  state = state * 1664525 + 1013904223;
  return (static_cast<double>(state >> 8) / 0x800000 - 1) / 8;
}

}  // namespace

View app() {
  // A row each half second, and for each station its last level.
  std::vector<DataColumn> columns = {{"second", {0}}};
  for (const std::string& name : stations) columns.emplace_back(name, std::vector<double>{2});
  const ColumnDataSource levels(columns);
  const ColumnDataSource latest(
      {{"station", stations}, {"level", {2, 2, 2, 2}}, {"highest", {2, 2, 2, 2}}});

  const Select station({.label = "Station", .options = stations});
  const FloatSlider limit({.label = "Warn above", .value = 2.4, .start = 1, .end = 4});
  const Toggle live({.label = "Live", .value = true});
  const Table table(latest, {.label = "Stations",
                             .digits = {{-1, 2, 2}},
                             .rows = 4,
                             .sort_by = "level",
                             .descending = true});
  Log log({.limit = 200, .label = "Warnings"});

  const auto measure = [=] {
    std::vector<DataColumn> row = {{"second", {levels["second"].back() + 0.5}}};
    for (std::size_t i = 0; i < stations.size(); ++i) {
      const double before = latest["level"][i];
      const double level = std::max(0.5, before + step());
      row.emplace_back(stations[i], std::vector<double>{level});
      latest.patch("level", {{i, level}});
      if (level > latest["highest"][i]) latest.patch("highest", {{i, level}});
      const bool rises = before <= limit.value.peek() && level > limit.value.peek();
      if (rises) log.print(stations[i], " has risen above ", limit.value.peek(), " m\n");
    }
    levels.stream(row, 120);
  };
  const Periodic clock = every(500ms, measure);
  live.value.watch([clock](Change<bool> change) {
    if (change.now) {
      clock.start();
    } else {
      clock.stop();
    }
  });

  const auto figure = bind(
      [levels](const std::string& name) {
        const Figure figure({.title = name,
                             .x_label = "seconds",
                             .y_label = "metres",
                             .height = 240,
                             .legend = false});
        figure.area(levels, {.x = "second", .y = name});
        return View(figure);
      },
      station);
  return Column(Row(station, limit, live), Grid(Card(figure), Card({.title = "Stations"}, table)),
                Card({.title = "Warnings"}, log));
}
CORACLE_APP(app)
