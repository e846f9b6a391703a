#include <coracle/coracle.hpp>

using namespace coracle;

View app() {
  IntSlider slider({.label = "Move me"});
  Log log;

  spawn([slider, log]() -> Task<> {
    for (int i = 0; i < 10; ++i) {
      log.print("did work ", i, "\n");
      int value = co_await next_change(slider.value);
      log.print("continued with value ", value, "\n");
    }
  });

  return Column(slider, log);
}
CORACLE_APP(app)
