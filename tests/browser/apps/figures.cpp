// Figures of every glyph; and one into which data streams.
#include <cmath>
#include <coracle/coracle.hpp>

using namespace coracle;
using namespace std::chrono_literals;

namespace {

std::vector<double> range(int count, double step) {
  std::vector<double> values;
  for (int i = 0; i < count; ++i) values.push_back(i * step);
  return values;
}

std::vector<double> of(const std::vector<double>& xs, double (*f)(double)) {
  std::vector<double> values;
  for (const double x : xs) values.push_back(f(x));
  return values;
}

}  // namespace

View app() {
  const std::vector<double> x = range(60, 0.2);
  const ColumnDataSource waves({{"x", x},
                                {"sine", of(x, [](double t) { return std::sin(t); })},
                                {"cosine", of(x, [](double t) { return std::cos(t); })}});
  const ColumnDataSource counts({{"day", {1, 2, 3, 4, 5, 6, 7}}, {"count", {3, 5, 2, 8, 6, 7, 4}}});
  const ColumnDataSource points({{"x", {3, 1, 2, 2, 5, 4}}, {"y", {1, 2, 3, 2, 1, 2}}});

  const Figure lines({.title = "Waves", .x_label = "seconds", .y_label = "metres", .height = 260});
  lines.area(waves, {.y = "sine"});
  lines.line(waves, {.y = "cosine"});
  const Figure bars({.title = "Days", .height = 220});
  bars.bar(counts, {.x = "day", .y = "count"});
  const Figure scatter({.title = "Points", .height = 220, .legend = false});
  scatter.scatter(points);

  const ColumnDataSource stream({{"x", {0}}, {"y", {0}}});
  const Figure live({.title = "Stream", .height = 220});
  live.line(stream);
  const Button start({.label = "Stream"});
  const Button click({.label = "Click"});
  const IntSlider batches({.label = "Batches", .value = 60, .start = 1, .end = 2000});
  const Str done("not streamed");
  // 11 points 60 times a second; the newest 20 000 are kept.
  start.on_click([=](Click) -> Task<> {
    done.object = "streaming";
    double at = stream["x"].back();
    for (int i = 0; i < batches.value.peek(); ++i) {
      std::vector<double> xs;
      std::vector<double> ys;
      for (int k = 0; k < 11; ++k) {
        at += 1;
        xs.push_back(at);
        ys.push_back(std::sin(at / 100) + 0.1 * std::sin(at));
      }
      stream.stream({{"x", xs}, {"y", ys}}, 20'000);
      co_await next_frame();
    }
    done.object = str("streamed ", stream.size());
  });
  const Str clicked("no click");
  click.on_click([clicked](Click press) { clicked.object = str("click ", press.count); });
  return Column(Row(start, click, batches), Row(done, clicked), live, lines, Row(bars, scatter));
}
CORACLE_APP(app)
