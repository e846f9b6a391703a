// What goes wrong, each beside something that goes on.
#include <coracle/coracle.hpp>
#include <memory>
#include <vector>

using namespace coracle;
using namespace std::chrono_literals;

View app() {
  Button handler({.label = "Failing handler"});
  handler.on_click([]() -> Task<> { co_await fail("user", "the handler failed on purpose"); });

  IntSlider slider({.label = "Good slider", .value = 4});
  Button reverse({.label = "Reverse bounds"});
  reverse.on_click([slider] { slider.start = 20; });

  Button trap({.label = "Trap"});
  trap.on_click([] { __builtin_trap(); });

  Button exhaust({.label = "Exhaust"});
  exhaust.on_click([] {
    for (std::vector<std::unique_ptr<char[]>> held;;) {
      held.emplace_back(new char[std::size_t{1} << 28]);
    }
  });

  Button good({.label = "Good"});
  StaticText said({.value = "not pressed"});
  good.on_click([said](Click click) { said.value = str("good ", click.count); });

  const auto load = [](std::string url) -> Task<View> {
    Response response = co_await fetch(url);
    co_return response.text();
  };
  return Column(Row(handler, reverse, trap, exhaust, good), said, slider,
                IntSlider({.label = "Bad slider", .start = 5, .end = 1}), bind([]() -> Task<View> {
                  co_await fail("user", "failed at the first run");
                  co_return View();
                }),
                bind(load, "missing.txt"), bind(load, "cut.txt?cut=3"), bind(load, "http://"),
                bind(load, "there.txt"));
}
CORACLE_APP(app)
