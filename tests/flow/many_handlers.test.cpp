#include <algorithm>
#include <catch_amalgamated.hpp>
#include <coracle/async/async.hpp>
#include <coracle/flow/event.hpp>
#include <coracle/reactive/reactive.hpp>
#include <coracle/testing/virtual_loop.hpp>
#include <cstddef>

using namespace coracle;
using namespace std::chrono_literals;

namespace {

struct Thing : ParameterOwner {
  Event pressed{*this, "pressed"};
};

constexpr int presses = 10'000;

std::size_t memory_pages() {
#if defined(__wasm__)
  return __builtin_wasm_memory_size(0);
#else
  return 0;
#endif
}

}  // namespace

TEST_CASE("10 000 handlers at once all finish, and give everything back", "[b39]") {
  VirtualLoop loop;
  const auto owner = make_ref<Thing>();
  int running = 0;
  int most = 0;
  int finished = 0;
  const Subscription subscription = owner->pressed.watch([&](Pulse) -> Task<> {
    most = std::max(most, ++running);
    co_await sleep(2s);
    --running;
    ++finished;
  });

  const auto press_all = [&] {
    for (int i = 0; i < presses; ++i) owner->pressed.pulse();
    loop.advance(1s);
    CHECK(running == presses);
    loop.advance(2s);
  };
  const AsyncCounts before = async_counts();
  const ReactiveCounts reactive_before = counts();
  press_all();
  const std::size_t pages = memory_pages();
  press_all();

  CHECK(most == presses);
  CHECK(finished == 2 * presses);
  CHECK(running == 0);
  CHECK(async_counts() == before);
  CHECK(counts() == reactive_before);
  // The same again needs no more memory than the first time.
  CHECK(memory_pages() == pages);
}
