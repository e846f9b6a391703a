#include "bench.hpp"

namespace coracle::bench {

namespace {

using Sources = std::vector<Signal<double>>;

/// Makes what a part measures and returns how many updates follow.
struct Part {
  void (*create)(int n, Sources& sources);
  void (*update)(int n, const Signal<double>& source);
};

void create_signals(int n, Sources& sources) {
  for (int i = 0; i < n; ++i) sources.emplace_back(i);
}

void react(double value) {
  tally.sum += value;
  ++tally.runs;
}

/// `per_source` effects on each of n / per_source sources.
template <int per_source>
void create_one_to_many(int n, Sources& sources) {
  for (int i = 0; i < n / per_source; ++i) {
    const Signal<double>& source = sources[static_cast<std::size_t>(i)];
    for (int j = 0; j < per_source; ++j) effect([source] { react(source()); });
  }
}

/// n effects that read `count` sources each, the first `count`, the next…
template <std::size_t count>
void create_many_to_one(int n, Sources& sources) {
  for (std::size_t i = 0; i < static_cast<std::size_t>(n); ++i) {
    if constexpr (count == 0) {
      effect([i] { react(static_cast<double>(i)); });
    } else if constexpr (count == 2) {
      effect([a = sources[i * 2], b = sources[i * 2 + 1]] { react(a() + b()); });
    } else if constexpr (count == 4) {
      effect([a = sources[i * 4], b = sources[i * 4 + 1], c = sources[i * 4 + 2],
              d = sources[i * 4 + 3]] { react(a() + b() + c() + d()); });
    } else {
      effect([&sources, offset = i * count] {
        double sum = 0;
        for (std::size_t k = 0; k < count; ++k) sum += sources[offset + k]();
        react(sum);
      });
    }
  }
}

/// `effects` effects that read the first `count` sources.
template <int effects, int count>
void create_for_update(int, Sources& sources) {
  for (int i = 0; i < effects; ++i) {
    if constexpr (count == 1) {
      create_one_to_many<1>(1, sources);
    } else {
      create_many_to_one<count>(1, sources);
    }
  }
}

void no_update(int, const Signal<double>&) {}

void update(int n, const Signal<double>& source) {
  for (int i = 0; i < n; ++i) batch([&] { source = i; });
}

constexpr Part parts[] = {
    {create_signals, no_update},          {create_many_to_one<0>, no_update},
    {create_one_to_many<1>, no_update},   {create_many_to_one<2>, no_update},
    {create_many_to_one<4>, no_update},   {create_many_to_one<1000>, no_update},
    {create_one_to_many<2>, no_update},   {create_one_to_many<4>, no_update},
    {create_one_to_many<8>, no_update},   {create_one_to_many<1000>, no_update},
    {create_for_update<1, 1>, update},    {create_for_update<1, 2>, update},
    {create_for_update<1, 4>, update},    {create_for_update<1, 1000>, update},
    {create_for_update<2, 1>, update},    {create_for_update<4, 1>, update},
    {create_for_update<1000, 1>, update},
};

Sources sources;
std::optional<Owner> owner;

}  // namespace

/// Makes the sources and reads each three times. Not timed.
CORACLE_BENCH_EXPORT void sbench_prepare(int which, int source_count) {
  tally = {};
  sources.reserve(static_cast<std::size_t>(source_count));
  if (which == 0) return;  // these sources are what is measured
  create_signals(source_count, sources);
  for (const auto& source : sources) {
    source();
    source();
    source();
  }
}

/// Creates, updates and ends the effects; for signals, their end is included too. Timed.
CORACLE_BENCH_EXPORT void sbench_run(int which, int n, int updates) {
  owner.emplace();
  owner->run([&] { parts[which].create(n, sources); });
  if (updates > 0) parts[which].update(updates, sources[0]);
  owner.reset();
  if (which == 0) sources.clear();
}

/// Ends the sources. Not timed: JavaScript leaves this to the garbage collector.
CORACLE_BENCH_EXPORT void sbench_end() { sources.clear(); }

}  // namespace coracle::bench
