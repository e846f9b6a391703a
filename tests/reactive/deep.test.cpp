#include <catch_amalgamated.hpp>
#include <optional>
#include <vector>

#include "support.hpp"

using namespace coracle;
using coracle::tests::LeakCheck;

namespace {

constexpr int depth = 100'000;

/// A chain, each computed made by `next(below)` and read once, from its lower end.
template <class Next>
std::vector<Computed<int>> chain(const Signal<int>& source, Next next) {
  std::vector<Computed<int>> computeds;
  computeds.reserve(depth);
  computeds.push_back(Computed<int>([=] { return source() + 1; }));
  while (computeds.size() < depth) {
    computeds.push_back(next(computeds.back()));
    computeds.back()();
  }
  return computeds;
}

}  // namespace

TEST_CASE("a change travels through 100 000 computeds without recursion", "[b20]") {
  const LeakCheck leaks;
  {
    Signal source(0);
    auto computeds = chain(
        source, [](Computed<int> below) { return Computed<int>([=] { return below() + 1; }); });
    int seen = 0;
    Effect e = effect([&] { seen = computeds.back()(); });
    CHECK(seen == depth);
    source = 1;
    CHECK(seen == depth + 1);
    e.dispose();
    source = 2;
    CHECK(counts().links == 0);
  }
  CHECK(leaks.clean());
}

TEST_CASE("a chain that was read before is read again without recursion") {
  Signal source(0);
  auto computeds =
      chain(source, [](Computed<int> below) { return Computed<int>([=] { return below() + 1; }); });
  source = 1;
  CHECK(computeds.back()() == depth + 1);
}

TEST_CASE("a deep chain whose every member also reads the source first does not recurse") {
  Signal source(0);
  auto computeds = chain(source, [source](Computed<int> below) {
    return Computed<int>([=] { return (source() & 1) + below(); });
  });
  int seen = 0;
  Effect e = effect([&] { seen = computeds.back()(); });
  const int before = seen;
  source = 1;
  CHECK(seen == before + depth);
  e.dispose();
}

TEST_CASE("the last handle of a deep chain ends it without recursion") {
  const LeakCheck leaks;
  {
    Signal source(0);
    std::optional<Computed<int>> last;
    {
      auto computeds = chain(
          source, [](Computed<int> below) { return Computed<int>([=] { return below() + 1; }); });
      last.emplace(computeds.back());
    }
    CHECK(counts().computeds >= depth);
    last.reset();
    CHECK_FALSE(source.is_observed());
  }
  CHECK(leaks.clean());
}

TEST_CASE("a broad and deep lattice is visited once a commit") {
  Signal source(1);
  std::vector<Computed<int>> row;
  int runs = 0;
  for (int column = 0; column < 10; ++column) row.emplace_back([=] { return source() + column; });
  for (int level = 0; level < 200; ++level) {
    std::vector<Computed<int>> next;
    for (std::size_t column = 0; column < row.size(); ++column) {
      next.emplace_back([&runs, one = row[column], two = row[(column + 1) % row.size()]] {
        ++runs;
        return (one() + two()) % 1000;
      });
      next.back()();
    }
    row = std::vector<Computed<int>>();
    row.reserve(next.size());
    for (auto& computed : next) row.push_back(computed);
  }
  int total = 0;
  Effect e = effect([&] {
    total = 0;
    for (auto& computed : row) total += computed();
  });
  runs = 0;
  source = 2;
  CHECK(runs == 2000);
}
