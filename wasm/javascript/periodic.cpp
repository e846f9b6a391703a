#include <emscripten/bind.h>

#include <coracle/flow/periodic.hpp>

#include "call.hpp"
#include "objects.hpp"

namespace coracle::javascript {

namespace {

// `numbers`: count or -1, until or -1, immediately, pacing, late.
Address every(double milliseconds, val function, val numbers) {
  const auto at = [&](std::uint32_t index) { return number_of(element(numbers, index)); };
  PeriodOptions options;
  if (at(0) >= 0) options.count = static_cast<std::uint64_t>(at(0));
  if (at(1) >= 0) options.until = Time(at(1));
  options.immediately = at(2) != 0;
  options.pacing = static_cast<Pacing>(at(3));
  options.late = static_cast<LateTick>(at(4));
  const auto tick = [function = AnyValue(std::move(function))]() -> Task<> {
    co_await call(function, val::array());
  };
  return detached(coracle::every(Time(milliseconds), tick, options));
}

void start(Address periodic) { object_at<Periodic>(periodic).start(); }
void stop(Address periodic) { object_at<Periodic>(periodic).stop(); }
void set_period(Address periodic, double milliseconds) {
  object_at<Periodic>(periodic).set_period(Time(milliseconds));
}
val state(Address address) {
  const Periodic& periodic = object_at<Periodic>(address);
  val numbers = val::array();
  append(numbers, number(periodic.is_running()));
  append(numbers, number(periodic.period().count()));
  append(numbers, number(static_cast<double>(periodic.count())));
  append(numbers, number(static_cast<double>(periodic.skipped())));
  append(numbers, number(periodic.drift().count()));
  return numbers;
}

}  // namespace

EMSCRIPTEN_BINDINGS(coracle_periodic) {
  using emscripten::function;
  function("every", &every);
  function("startPeriodic", &start);
  function("stopPeriodic", &stop);
  function("setPeriod", &set_period);
  function("periodicState", &state);
  function("releasePeriodic", &release<Periodic>);
}

}  // namespace coracle::javascript
