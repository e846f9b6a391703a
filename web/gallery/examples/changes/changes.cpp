#include <coracle/coracle.hpp>

using namespace coracle;

View app() {
  IntSlider slider({.label = "Move me"});
  Log log;

  auto work = [log]() -> Generator<Wait, int> {
    for (int i = 0; i < 10; ++i) {
      log.print("did work ", i, "\n");
      int value = co_yield Wait{};
      log.print("continued with value ", value, "\n");
    }
  };
  for_each_change(slider.value, work);

  return Column(slider, log);
}
CORACLE_APP(app)
