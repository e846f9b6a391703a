#include <cmath>
#include <cstdint>
#include <string_view>

#include "bench.hpp"

namespace coracle::bench {

namespace {

/// sfc32, seeded by four outputs of a hash in the manner of MurmurHash3.
class Random {
 public:
  Random() {
    Hash hash("seed");
    for (std::uint32_t& word : state_) word = hash();
  }

  double operator()() {
    auto& [a, b, c, d] = state_;
    std::uint32_t t = a + b;
    a = b ^ (b >> 9);
    b = c + (c << 3);
    c = (c << 21) | (c >> 11);
    d += 1;
    t += d;
    c += t;
    return t / 4294967296.0;
  }

 private:
  class Hash {
   public:
    explicit Hash(std::string_view text) {
      for (const char character : text) {
        std::uint32_t k = static_cast<std::uint32_t>(character) * 3432918353U;
        k = (k << 15) | (k >> 17);
        state_ ^= k * 461845907U;
        state_ = (state_ << 13) | (state_ >> 19);
        state_ = state_ * 5 + 3864292196U;
      }
      state_ ^= static_cast<std::uint32_t>(text.size());
    }
    std::uint32_t operator()() {
      state_ ^= state_ >> 16;
      state_ *= 2246822507U;
      state_ ^= state_ >> 13;
      state_ *= 3266489909U;
      state_ ^= state_ >> 16;
      return state_;
    }

   private:
    std::uint32_t state_ = 2166136261U;
  };

  std::uint32_t state_[4];
};

using Row = std::vector<Computed<double>>;

struct Graph {
  Owner owner;
  std::vector<Signal<double>> sources;
  std::vector<Row> rows;
  Row leaves;
};

std::optional<Graph> graph;

template <class Source>
Computed<double> make_static(std::vector<Source> mine) {
  return Computed<double>([mine = std::move(mine)] {
    ++tally.runs;
    double sum = 0;
    for (const auto& source : mine) sum += source();
    return sum;
  });
}

template <class Source>
Computed<double> make_dynamic(std::vector<Source> mine) {
  return Computed<double>([mine = std::move(mine)] {
    ++tally.runs;
    double sum = mine[0]();
    const std::size_t tail = mine.size() - 1;
    const auto whole = static_cast<std::uint64_t>(sum);
    const bool drops = whole & 1;
    const std::size_t dropped = whole % tail;
    for (std::size_t i = 0; i < tail; ++i) {
      if (drops && i == dropped) continue;
      sum += mine[i + 1]();
    }
    return sum;
  });
}

template <class Source>
Row make_row(const std::vector<Source>& above, double static_share, std::size_t reads,
             Random& random) {
  Row row;
  row.reserve(above.size());
  for (std::size_t column = 0; column < above.size(); ++column) {
    std::vector<Source> mine;
    mine.reserve(reads);
    for (std::size_t i = 0; i < reads; ++i) mine.push_back(above[(column + i) % above.size()]);
    row.push_back(random() < static_share ? make_static(std::move(mine))
                                          : make_dynamic(std::move(mine)));
  }
  return row;
}

}  // namespace

CORACLE_BENCH_EXPORT void dynamic_build(int width, int layers, double static_share, int reads,
                                        double read_share) {
  graph.emplace();
  graph->owner.run([&] {
    for (int i = 0; i < width; ++i) graph->sources.emplace_back(i);
    Random random;
    for (int layer = 0; layer < layers - 1; ++layer) {
      const auto count = static_cast<std::size_t>(reads);
      graph->rows.push_back(layer == 0 ? make_row(graph->sources, static_share, count, random)
                                       : make_row(graph->rows.back(), static_share, count, random));
    }
    graph->leaves = graph->rows.back();
    Random choice;
    for (long skip = std::lround(width * (1 - read_share)); skip > 0; --skip) {
      const double index = std::floor(choice() * static_cast<double>(graph->leaves.size()));
      graph->leaves.erase(graph->leaves.begin() + static_cast<std::ptrdiff_t>(index));
    }
    effect([leaves = graph->leaves] {
      for (const auto& leaf : leaves) leaf();
    });
  });
}

/// One run; leaves the sum of the leaves and the recomputations in the tally. Timed.
CORACLE_BENCH_EXPORT void dynamic_run(int iterations) {
  tally = {};
  const auto& sources = graph->sources;
  for (int i = 0; i < iterations; ++i) {
    const std::size_t column = static_cast<std::size_t>(i) % sources.size();
    batch([&] { sources[column] = static_cast<double>(i) + static_cast<double>(column); });
    for (const auto& leaf : graph->leaves) leaf();
  }
  for (const auto& leaf : graph->leaves) tally.sum = leaf() + tally.sum;
}

CORACLE_BENCH_EXPORT void dynamic_end() { graph.reset(); }

}  // namespace coracle::bench
