#include <coracle/coracle.hpp>

using namespace coracle;
using namespace std::chrono_literals;

View app() {
  Button run({.label = "Press to run calculation"});

  auto runner = [](bool pressed) -> AsyncGenerator<View> {
    if (!pressed) {
      co_yield "Calculation did not run yet";
      co_return;
    }
    for (int percent = 0; percent <= 100; ++percent) {
      co_await sleep(10ms);  // some calculation
      co_yield Column(str("Running (", percent, "/100%)"), Progress({.value = percent}));
    }
    co_yield "Success ✅";
  };

  return Row(run, bind(runner, run));
}
CORACLE_APP(app)
