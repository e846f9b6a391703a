#include <catch_amalgamated.hpp>
#include <cstdint>
#include <memory>
#include <vector>

#include "simulation/random.hpp"
#include "support.hpp"

// A random graph is changed at random and compared, after every step, with a model that knows
// nothing of caches: it computes everything anew from the values of the signals.

using namespace coracle;
using coracle::simulation::Random;
using coracle::tests::LeakCheck;
using coracle::tests::Reports;

namespace {

constexpr int signal_count = 8;

/// What a node reads: some earlier ones, of which a value that it reads first may skip one.
struct Formula {
  std::vector<int> reads;
  int modulus;
  bool dynamic;

  template <class Read>
  int operator()(Read&& read) const {
    int sum = 0;
    const int first = read(reads[0]);
    for (std::size_t index = 1; index < reads.size(); ++index) {
      if (dynamic && static_cast<int>(index) == first % static_cast<int>(reads.size())) continue;
      sum += read(reads[index]) + static_cast<int>(index);
    }
    return (sum + first) % modulus;
  }
};

class World {
 public:
  explicit World(std::uint32_t seed) : random_(seed) {
    for (int index = 0; index < signal_count; ++index) {
      values_.push_back(index);
      signals_.push_back(std::make_unique<SignalNode<int>>(index));
    }
    for (int index = 0; index < 24; ++index) add_computed();
    for (int index = 0; index < 6; ++index) add_watcher();
  }

  void step() {
    switch (random_.below(12)) {
      case 0: add_watcher(); break;
      case 1:
        if (!watchers_.empty()) {
          watchers_.erase(watchers_.begin() + random_.below(static_cast<int>(watchers_.size())));
        }
        break;
      case 2: {
        // Read something nobody may be watching.
        const int index = random_.below(static_cast<int>(formulas_.size()));
        CHECK((*computeds_[static_cast<std::size_t>(index)])() == model(signal_count + index));
        break;
      }
      case 3: replace_last(); break;
      case 4:
      case 5:
        batch([&] {
          const int writes = 1 + random_.below(5);
          for (int write = 0; write < writes; ++write) set();
          if (random_.below(3) == 0) {
            const int index = random_.below(static_cast<int>(formulas_.size()));
            CHECK((*computeds_[static_cast<std::size_t>(index)])() == model(signal_count + index));
            set();
          }
        });
        break;
      case 6: {
        // Away and back: nobody may run.
        const std::size_t index = static_cast<std::size_t>(random_.below(signal_count));
        const int runs = total_runs();
        batch([&] {
          signals_[index]->set(values_[index] + 1);
          signals_[index]->set(values_[index]);
        });
        CHECK(total_runs() == runs);
        break;
      }
      default: set();
    }
    check();
  }

 private:
  struct Watcher {
    int target;
    int seen = 0;
    int runs = 0;
    int expected = 0;
    Effect effect;
  };

  void set() {
    const std::size_t index = static_cast<std::size_t>(random_.below(signal_count));
    values_[index] = random_.below(6);
    signals_[index]->set(values_[index]);
  }

  Formula formula(int nodes_before) {
    Formula result{{}, 2 + random_.below(7), random_.below(2) == 0};
    const int count = 1 + random_.below(4);
    for (int read = 0; read < count; ++read) result.reads.push_back(random_.below(nodes_before));
    return result;
  }

  void add_computed() {
    formulas_.push_back(formula(signal_count + static_cast<int>(formulas_.size())));
    computeds_.push_back(make_computed(formulas_.back()));
  }

  std::unique_ptr<Computed<int>> make_computed(const Formula& formula) {
    return std::make_unique<Computed<int>>(
        [this, formula] { return formula([this](int index) { return read(index); }); });
  }

  /// Drops the last computed, watched or not, and puts another in its place.
  void replace_last() {
    const int last = signal_count + static_cast<int>(formulas_.size()) - 1;
    std::erase_if(watchers_, [&](const auto& watcher) { return watcher->target == last; });
    formulas_.back() = formula(last);
    computeds_.back() = make_computed(formulas_.back());
  }

  void add_watcher() {
    auto watcher = std::make_unique<Watcher>();
    Watcher& self = *watcher;
    self.target = random_.below(signal_count + static_cast<int>(formulas_.size()));
    self.effect = effect([this, &self] {
      self.seen = read(self.target);
      ++self.runs;
    });
    self.expected = self.seen;
    CHECK(self.runs == 1);
    self.runs = 0;
    watchers_.push_back(std::move(watcher));
  }

  int read(int index) {
    if (index < signal_count) return signals_[static_cast<std::size_t>(index)]->get();
    return (*computeds_[static_cast<std::size_t>(index - signal_count)])();
  }

  int model(int index) const {
    if (index < signal_count) return values_[static_cast<std::size_t>(index)];
    return formulas_[static_cast<std::size_t>(index - signal_count)](
        [this](int read) { return model(read); });
  }

  int total_runs() const {
    int runs = 0;
    for (const auto& watcher : watchers_) runs += watcher->runs;
    return runs;
  }

  void check() {
    bool right = true;
    for (const auto& watcher : watchers_) {
      const int now = model(watcher->target);
      right = right && watcher->seen == now;
      // At most one run, and one if the value differs from that at the last step.
      right = right && watcher->runs <= 1 && (watcher->runs == 1 || now == watcher->expected);
      watcher->expected = now;
      watcher->runs = 0;
    }
    CHECK(right);
  }

  Random random_;
  std::vector<int> values_;
  std::vector<std::unique_ptr<SignalNode<int>>> signals_;
  std::vector<Formula> formulas_;
  std::vector<std::unique_ptr<Computed<int>>> computeds_;
  std::vector<std::unique_ptr<Watcher>> watchers_;
};

}  // namespace

TEST_CASE("a random graph always agrees with computing everything anew", "[b20][b21]") {
  Reports reports;
  const LeakCheck leaks;
  for (std::uint32_t seed = 1; seed <= 40; ++seed) {
    World world(seed);
    for (int step = 0; step < 400; ++step) world.step();
  }
  CHECK(reports.entries.empty());
  CHECK(leaks.clean());
}
