#include "options.hpp"

#include "call.hpp"

namespace coracle::javascript {

namespace {

// In the order of the numbers in web/npm/policies.ts.
Policy policy_of(int kind, std::size_t count) {
  switch (kind) {
    case 1: return latest;
    case 2: return queue(count);
    case 3: return drop;
    case 4: return count == 0 ? parallel() : parallel(count);
    default: return {};
  }
}

Rate rate_of(int kind, Time time, unsigned edges) {
  switch (kind) {
    case 1: return frame;
    case 2: return debounce(time);
    case 3: return throttle(time, {.leading = (edges & 1) != 0, .trailing = (edges & 2) != 0});
    case 4: return on_commit;
    default: return immediate;
  }
}

}  // namespace

Options::Options(const val& numbers, val handler) {
  if (!numbers.isUndefined()) {
    const auto at = [&](std::uint32_t index) { return number_of(element(numbers, index)); };
    policy = policy_of(static_cast<int>(at(0)), static_cast<std::size_t>(at(1)));
    rate = rate_of(static_cast<int>(at(2)), Time(at(3)), static_cast<unsigned>(at(4)));
    always = at(5) != 0;
    order = static_cast<int>(at(6));
  }
  if (!handler.isUndefined()) {
    on_error = [function = AnyValue(std::move(handler))](Error error) {
      val arguments = val::array();
      append(arguments, raw_error(error));
      call_at_once(function, arguments);
    };
  }
}

}  // namespace coracle::javascript
