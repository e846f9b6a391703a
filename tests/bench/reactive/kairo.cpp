#include <array>
#include <functional>
#include <memory>

#include "bench.hpp"

namespace coracle::bench {

namespace {

/// 100 steps that the compiler may not remove.
void busy() {
  int a = 0;
  for (int i = 0; i < 100; ++i) {
    ++a;
    asm volatile("" : "+r"(a));
  }
}

[[gnu::noinline]] int fibonacci(int n) {
  asm volatile("" : "+r"(n));  // or it would be computed at compile time
  return n < 2 ? 1 : fibonacci(n - 1) + fibonacci(n - 2);
}

int hard(int n) { return n + fibonacci(16); }

/// Builds the graph of a case and returns the body of one iteration.
using Build = std::function<void()> (*)();

std::function<void()> avoidable_propagation() {
  Signal head(0);
  Computed computed1([=] { return head(); });
  Computed computed2([=] {
    computed1();
    return 0;
  });
  Computed computed3([=] {
    busy();
    return computed2() + 1;
  });
  Computed computed4([=] { return computed3() + 2; });
  Computed computed5([=] { return computed4() + 3; });
  effect([=] {
    computed5();
    busy();
  });
  return [=] {
    batch([&] { head = 1; });
    expect(computed5() == 6);
    for (int i = 0; i < 1000; ++i) {
      batch([&] { head = i; });
      expect(computed5() == 6);
    }
  };
}

std::function<void()> broad_propagation() {
  Signal head(0);
  std::optional<Computed<int>> last;
  for (int i = 0; i < 50; ++i) {
    Computed current([=] { return head() + i; });
    Computed current2([=] { return current() + 1; });
    effect([=] {
      current2();
      ++tally.runs;
    });
    last = current2;
  }
  return [=, last = *last] {
    batch([&] { head = 1; });
    tally.runs = 0;
    for (int i = 0; i < 50; ++i) {
      batch([&] { head = i; });
      expect(last() == i + 50);
    }
    expect(tally.runs == 50 * 50);
  };
}

std::function<void()> deep_propagation() {
  constexpr int length = 50;
  Signal head(0);
  Computed current([=] { return head() + 1; });
  for (int i = 1; i < length; ++i) {
    current = Computed([=] { return current() + 1; });
  }
  effect([=] {
    current();
    ++tally.runs;
  });
  return [=] {
    batch([&] { head = 1; });
    tally.runs = 0;
    for (int i = 0; i < 50; ++i) {
      batch([&] { head = i; });
      expect(current() == length + i);
    }
    expect(tally.runs == 50);
  };
}

std::function<void()> diamond() {
  constexpr int width = 5;
  Signal head(0);
  std::vector<Computed<int>> current;
  for (int i = 0; i < width; ++i) current.emplace_back([=] { return head() + 1; });
  Computed sum([=] {
    int total = 0;
    for (const auto& branch : current) total += branch();
    return total;
  });
  effect([=] {
    sum();
    ++tally.runs;
  });
  return [=] {
    batch([&] { head = 1; });
    expect(sum() == 2 * width);
    tally.runs = 0;
    for (int i = 0; i < 500; ++i) {
      batch([&] { head = i; });
      expect(sum() == (i + 1) * width);
    }
    expect(tally.runs == 500);
  };
}

std::function<void()> mux() {
  // A fresh object of all heads: it has no ==, so each counts as another.
  struct Muxed {
    std::array<int, 100> values;
  };
  std::vector<Signal<int>> heads;
  for (int i = 0; i < 100; ++i) heads.emplace_back(0);
  Computed muxed([=] {
    Muxed all;
    for (std::size_t i = 0; i < 100; ++i) all.values[i] = heads[i]();
    return all;
  });
  std::vector<Computed<int>> split;
  for (std::size_t i = 0; i < 100; ++i) {
    Computed selected([=] { return muxed().values[i]; });
    split.emplace_back([=] { return selected() + 1; });
  }
  for (const auto& each : split) effect([=] { each(); });
  return [=] {
    for (int i = 0; i < 10; ++i) {
      const auto index = static_cast<std::size_t>(i);
      batch([&] { heads[index] = i; });
      expect(split[index]() == i + 1);
    }
    for (int i = 0; i < 10; ++i) {
      const auto index = static_cast<std::size_t>(i);
      batch([&] { heads[index] = i * 2; });
      expect(split[index]() == i * 2 + 1);
    }
  };
}

std::function<void()> repeated_observers() {
  constexpr int size = 30;
  Signal head(0);
  Computed current([=] {
    int result = 0;
    for (int i = 0; i < size; ++i) result += head();
    return result;
  });
  effect([=] {
    current();
    ++tally.runs;
  });
  return [=] {
    batch([&] { head = 1; });
    expect(current() == size);
    tally.runs = 0;
    for (int i = 0; i < 100; ++i) {
      batch([&] { head = i; });
      expect(current() == i * size);
    }
    expect(tally.runs == 100);
  };
}

std::function<void()> triangle() {
  constexpr int width = 10;
  Signal head(0);
  std::vector<Computed<int>> list;
  Computed current([=] { return head() + 1; });
  for (int i = 1; i < width; ++i) {
    list.push_back(current);
    current = Computed([=] { return current() + 1; });
  }
  Computed sum([=] {
    int total = head();
    for (const auto& each : list) total += each();
    return total;
  });
  effect([=] {
    sum();
    ++tally.runs;
  });
  return [=] {
    constexpr int constant = width * (width + 1) / 2;
    batch([&] { head = 1; });
    expect(sum() == constant);
    tally.runs = 0;
    for (int i = 0; i < 100; ++i) {
      batch([&] { head = i; });
      expect(sum() == constant - width + i * width);
    }
    expect(tally.runs == 100);
  };
}

std::function<void()> unstable() {
  Signal head(0);
  Computed twice([=] { return head() * 2; });
  Computed inverse([=] { return -head(); });
  Computed current([=] {
    int result = 0;
    for (int i = 0; i < 20; ++i) result += head() % 2 ? twice() : inverse();
    return result;
  });
  effect([=] {
    current();
    ++tally.runs;
  });
  return [=] {
    batch([&] { head = 1; });
    expect(current() == 40);
    tally.runs = 0;
    for (int i = 0; i < 100; ++i) {
      batch([&] { head = i; });
      expect(current() == (i % 2 ? i * 40 : i * -20));
    }
    expect(tally.runs == 100);
  };
}

std::function<void()> mol() {
  // Five fresh objects: they have no ==, so each counts as another.
  struct Item {
    int x;
  };
  struct Items {
    std::array<Item, 5> all;
  };
  Signal a(0), b(0);
  Computed c([=] { return a() % 2 + b() % 2; });
  Computed d([=] {
    Items items;
    for (int i = 0; i < 5; ++i) items.all[static_cast<std::size_t>(i)] = {i + a() % 2 - b() % 2};
    return items;
  });
  Computed e([=] { return hard(c() + a() + d().all[0].x); });
  Computed f([=] {
    const int x = d().all[2].x;
    return hard(x ? x : b());
  });
  Computed g([=] {
    const int sum = c();
    const int second = c();
    return sum + (second ? second : e() % 2) + d().all[4].x + f();
  });
  auto results = std::make_shared<std::vector<int>>();
  effect([=] { results->push_back(hard(g())); });
  effect([=] { results->push_back(g()); });
  effect([=] { results->push_back(hard(f())); });
  return [=, i = 0]() mutable {
    ++i;
    results->clear();
    batch([&] {
      b = 1;
      a = 1 + i * 2;
    });
    batch([&] {
      a = 2 + i * 2;
      b = 2;
    });
    for (const int result : *results) tally.sum += result;
    tally.runs += static_cast<double>(results->size());
  };
}

constexpr Build cases[] = {avoidable_propagation, broad_propagation, deep_propagation, diamond, mux,
                           repeated_observers,    triangle,          unstable,         mol};

std::optional<Owner> owner;
std::function<void()> iterate;

}  // namespace

CORACLE_BENCH_EXPORT void kairo_build(int which) {
  tally = {};
  owner.emplace();
  iterate = owner->run(cases[which]);
}

CORACLE_BENCH_EXPORT void kairo_iterate() { iterate(); }

CORACLE_BENCH_EXPORT void kairo_end() {
  owner.reset();
  iterate = nullptr;
}

CORACLE_BENCH_EXPORT double tally_wrong() { return tally.wrong; }
CORACLE_BENCH_EXPORT double tally_runs() { return tally.runs; }
CORACLE_BENCH_EXPORT double tally_sum() { return tally.sum; }

}  // namespace coracle::bench
