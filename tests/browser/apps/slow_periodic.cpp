// A function that takes 30 ms, called every 10 ms, while a person clicks.
#include <coracle/coracle.hpp>

#include "calculate.hpp"

using namespace coracle;
using namespace std::chrono_literals;

View app() {
  Button start_skipping({.label = "Start skipping"});
  Button start_at_once({.label = "Start at once"});
  Button start_tasks({.label = "Start tasks"});
  Button other({.label = "Click"});
  StaticText clicked({.value = "no click"});
  StaticText calls({.value = "no call"});
  other.on_click([clicked](Click click) { clicked.value = str("click ", click.count); });

  const auto slow = [calls](Periodic self) {
    calculate(30ms);
    calls.value = str("call ", self.count(), ", skipped ", self.skipped());
  };
  const auto slow_task = [calls](Periodic self) -> Task<> {
    calculate(15ms);
    co_await reschedule();
    calculate(15ms);
    calls.value = str("call ", self.count(), ", skipped ", self.skipped());
  };
  start_skipping.on_click([slow] { every(10ms, slow, {.until = 1min}); });
  start_at_once.on_click(
      [slow] { every(10ms, slow, {.until = 1min, .late = LateTick::run_at_once}); });
  start_tasks.on_click([slow_task] { every(10ms, slow_task, {.until = 1min}); });
  return Column(Row(start_skipping, start_at_once, start_tasks, other), clicked, calls);
}
CORACLE_APP(app)
