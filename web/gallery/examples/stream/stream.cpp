#include <coracle/coracle.hpp>
#include <cstdint>

using namespace coracle;
using namespace std::chrono_literals;

// Up or down by at most 1 each step.
std::vector<double> random_walk(double from, int steps) {
  static std::uint32_t state = 1;
  std::vector<double> values;
  for (int i = 0; i < steps; ++i) {
    state = state * 1664525 + 1013904223;
    values.push_back(from += static_cast<double>(state >> 8) / 0x800000 - 1);
  }
  return values;
}

std::vector<double> next_five(double x) { return {x + 1, x + 2, x + 3, x + 4, x + 5}; }

View app() {
  ColumnDataSource source({{"x", {0}}, {"y", {0}}});
  Figure figure({.title = "A random walk", .x_label = "step", .height = 260, .legend = false});
  figure.line(source);

  Button button({.label = "Five more, in a second"});
  // Locked: no other press reads the last point before this one has added to it.
  button.on_click(with_lock([source](Click) -> Task<> {
    co_await sleep(1s);
    const double x = source["x"].back();
    const double y = source["y"].back();
    source.stream({{"x", next_five(x)}, {"y", random_walk(y, 5)}}, 200);
  }));
  return Column(button, figure);
}
CORACLE_APP(app)
