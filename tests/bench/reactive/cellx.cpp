#include <array>

#include "bench.hpp"

namespace coracle::bench {

namespace {

using Ends = std::array<Computed<double>, 4>;

struct Cellx {
  Owner owner;
  std::array<Signal<double>, 4> start{Signal(1.0), Signal(2.0), Signal(3.0), Signal(4.0)};
  std::optional<Ends> end;
};

std::optional<Cellx> cellx;

template <class Layer>
Ends next_layer(const Layer& layer) {
  const auto& [one, two, three, four] = layer;
  Ends next{Computed<double>([two] { return two(); }),
            Computed<double>([one, three] { return one() - three(); }),
            Computed<double>([two, four] { return two() + four(); }),
            Computed<double>([three] { return three(); })};
  for (const auto& each : next) effect([each] { each(); });
  return next;
}

void check(const std::array<double, 4>& expected) {
  for (std::size_t i = 0; i < 4; ++i) expect((*cellx->end)[i]() == expected[i]);
}

}  // namespace

CORACLE_BENCH_EXPORT void cellx_build(int layers) {
  tally = {};
  cellx.emplace();
  cellx->owner.run([&] {
    cellx->end = next_layer(cellx->start);
    for (int i = 1; i < layers; ++i) cellx->end = next_layer(*cellx->end);
  });
}

/// Reads the ends, writes the sources, reads the ends. Timed.
CORACLE_BENCH_EXPORT void cellx_window() {
  check({-3, -6, -2, 2});
  batch([] {
    for (std::size_t i = 0; i < 4; ++i) cellx->start[i] = 4.0 - static_cast<double>(i);
  });
  check({-2, -4, 2, 3});
}

CORACLE_BENCH_EXPORT void cellx_end() { cellx.reset(); }

}  // namespace coracle::bench
