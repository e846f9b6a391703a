#include <coracle/coracle.hpp>

using namespace coracle;
using namespace std::chrono_literals;

View app() {
  Button button({.label = "Press me, and again"});
  StaticText text;

  button.on_click([text](Click click) -> Task<> {
    text.value = str("Running ", click.count);
    co_await sleep(2s);
    text.value = str("Finished ", click.count);
  });

  return Row(button, text);
}
CORACLE_APP(app)
