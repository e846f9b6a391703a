#include "sleeper.hpp"

#include "imports.hpp"

namespace coracle::javascript {

Sleeper::Sleeper(std::uint32_t id)
    : Timer([](Timer& timer) {
        auto& sleeper = static_cast<Sleeper&>(timer);
        const std::uint32_t id = sleeper.id_;
        delete &sleeper;
        coracle_javascript_wake(id);
      }),
      id_(id) {}

Sleeper& Sleeper::start(Time delay, std::uint32_t id) {
  auto* sleeper = new Sleeper(id);
  Loop::current().set_timer_after(*sleeper, delay);
  return *sleeper;
}

}  // namespace coracle::javascript
