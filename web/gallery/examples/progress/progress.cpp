#include <coracle/coracle.hpp>

using namespace coracle;
using namespace std::chrono_literals;

View app() {
  FloatProgress progress({.min = 0.0, .max = 1.0, .label = "Work on a thread"});
  background([bar = remote(progress.value)] {
    for (int i = 0; i < 100; ++i) {
      std::this_thread::sleep_for(200ms);
      bar = (i + 1) / 100.0;
    }
  });

  Button button({.label = "The page stays live"});
  StaticText text;
  button.on_click([text](Click click) { text.value = str("Pressed: ", click.count); });
  return Column(progress, Row(button, text));
}
CORACLE_APP(app)
