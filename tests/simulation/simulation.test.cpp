#include <catch_amalgamated.hpp>
#include <cstdint>

#include "program.hpp"
#include "world.hpp"

using namespace coracle::simulation;

namespace {

// `npm run simulate` runs as many more as one likes.
#if defined(__wasm__)
constexpr std::uint64_t schedules = 500;
#else
constexpr std::uint64_t schedules = 10'000;
#endif

}  // namespace

TEST_CASE("random programs under random schedules: nothing stale, clean-up once, nothing left",
          "[b38][b40][b47][b49]") {
  for (std::uint64_t seed = 1; seed <= schedules; ++seed) {
    const std::string fault = run_program(make_program(seed));
    if (fault.empty()) continue;
    const Program smallest = shrink(make_program(seed));
    FAIL_CHECK("seed " << seed << ": " << run_program(smallest) << "\n" << describe(smallest));
    return;
  }
  CHECK(schedules > 0);
}
