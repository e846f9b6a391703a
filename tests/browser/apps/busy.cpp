// Twenty steps of 20 ms of pure calculation, with no wait in them, while a person clicks.
#include <coracle/coracle.hpp>

#include "calculate.hpp"

using namespace coracle;
using namespace std::chrono_literals;

namespace {

AsyncGenerator<View> asynchronous(bool pressed) {
  if (!pressed) co_return;
  for (int i = 1; i <= 20; ++i) {
    calculate(20ms);
    co_yield str("async step ", i);
  }
}

Generator<View> plain(bool pressed) {
  if (!pressed) co_return;
  for (int i = 1; i <= 20; ++i) {
    calculate(20ms);
    co_yield str("plain step ", i);
  }
}

AsyncGenerator<View> million(bool pressed) {
  if (!pressed) co_return;
  for (int i = 1; i <= 1'000'000; ++i) co_yield str("value ", i);
}

}  // namespace

View app() {
  Button run_async({.label = "Run async"});
  Button run_plain({.label = "Run plain"});
  Button run_million({.label = "Run million"});
  Button other({.label = "Click"});
  StaticText clicked({.value = "no click"});
  other.on_click([clicked](Click click) { clicked.value = str("click ", click.count); });
  return Column(Row(run_async, run_plain, run_million, other), clicked,
                bind(asynchronous, run_async), bind(plain, run_plain), bind(million, run_million));
}
CORACLE_APP(app)
