#include <coracle/coracle.hpp>

#include "png.hpp"

using namespace coracle;
using namespace std::chrono_literals;

constexpr int width = 480;
constexpr int height = 320;
constexpr int threads = 4;
// How many steps each point is followed at most: from picture to picture more, for minutes.
constexpr int depths[] = {100, 1'000, 10'000, 100'000, 1'000'000, 10'000'000, 100'000'000};

struct Line {
  int y = 0;
  std::vector<std::uint8_t> pixels;
};

// How soon a point is known to lie outside of the set; 0 for those that seem to lie in it.
std::uint8_t colour(const std::stop_token& stop, double x, double y, int depth) {
  double a = 0;
  double b = 0;
  for (int i = 0; i < depth; ++i) {
    if (i % 65'536 == 0 && stop.stop_requested()) return 0;
    if (a * a + b * b > 4) return static_cast<std::uint8_t>(1 + i % 255);
    b = 2 * a * std::exchange(a, a * a - b * b + x) + y;
  }
  return 0;
}

// On a thread: every fourth line, each sent to the page as soon as it is done.
void draw(std::stop_token stop, int first, Remote<Line> done) {
  for (const int depth : depths) {
    for (int y = first; y < height; y += threads) {
      Line line = {y, {}};
      for (int x = 0; x < width; ++x) {
        line.pixels.push_back(colour(stop, (x - 360) / 160.0, (y - 160) / 140.0, depth));
      }
      if (stop.stop_requested()) return;
      done = std::move(line);
    }
  }
}

std::string palette() {
  std::string colours(3, '\0');
  for (int i = 1; i < 256; ++i) {
    for (const int speed : {5, 9, 17}) {
      colours += static_cast<char>(255 - std::abs(i * speed % 510 - 255));
    }
  }
  return colours;
}

View app() {
  Button start({.label = "Draw"});
  Button stop({.label = "Stop"});
  StaticText text({.value = "Nothing drawn yet"});
  constexpr int all_lines = height * static_cast<int>(std::size(depths));
  Progress progress({.value = 0, .max = all_lines, .label = "Lines drawn"});
  Png image({.alt = "The Mandelbrot set", .width = width, .height = height});

  start.on_click(
      [=](Click) -> Task<> {
        text.value = "Drawing";
        std::vector<std::uint8_t> pixels(width * height);
        int count = 0;
        const Signal<Line> line{Line()};
        const Effect received = effect([&] {
          std::copy(line().pixels.begin(), line().pixels.end(), pixels.begin() + line().y * width);
          count += !line().pixels.empty();
        });
        const auto show = [&] {
          image.object = write_png(width, height, pixels, palette());
          progress.value = count;
        };

        std::vector<Task<>> parts;
        for (int i = 0; i < threads; ++i) {
          parts.push_back(on_thread(draw, i, remote(line, every_write)));
        }
        const auto show_meanwhile = [&]() -> Task<> {
          for (;; co_await sleep(50ms)) show();
        };
        // What comes first ends the others: a press asks the threads to stop.
        const auto first = co_await any(named("Done", all(std::move(parts))),
                                        named("Stopped", next_click(stop)), show_meanwhile());
        co_await current_scope().released();  // the threads have come to their end
        show();
        text.value = str(first.name(), " after ", count, " lines");
      },
      {.policy = drop});
  return Column(Row(start, stop, text), progress, image);
}
CORACLE_APP(app)
