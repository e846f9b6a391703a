#include <array>
#include <catch_amalgamated.hpp>
#include <optional>
#include <string>
#include <vector>

#include "support.hpp"

using namespace coracle;
using coracle::tests::LeakCheck;
using coracle::tests::Reports;

TEST_CASE("a computed runs when it is read, and not again until something changed", "[b21]") {
  Signal a(1);
  int runs = 0;
  Computed c([&] {
    ++runs;
    return a() * 2;
  });
  CHECK(runs == 0);
  CHECK(c() == 2);
  CHECK(c() == 2);
  CHECK(runs == 1);
  a = 2;
  a = 3;
  CHECK(runs == 1);
  CHECK(c.peek() == 6);
  CHECK(runs == 2);
}

TEST_CASE("a diamond computes once with consistent inputs, in any order of declaration", "[b20]") {
  // The order in which the three readers of the source come to read it.
  const std::array<std::array<int, 3>, 6> orders{
      {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}}};
  for (const auto& order : orders) {
    Signal a(1);
    Computed left([=] { return a() + 1; });
    Computed right([=] { return a() * 10; });
    std::vector<std::array<int, 3>> seen;
    std::optional<Effect> e;
    for (const int which : order) {
      if (which == 0) left();
      if (which == 1) right();
      if (which == 2) {
        e = effect([&] {
          const int l = left(), r = right();
          seen.push_back({a(), l, r});
        });
      }
    }
    a = 2;
    a = 3;
    CHECK(seen == std::vector<std::array<int, 3>>{{1, 2, 10}, {2, 3, 20}, {3, 4, 30}});
  }
}

TEST_CASE("a diamond across objects and effects sees no half-updated values", "[b20]") {
  struct Model {
    SignalNode<int> value{1};
  } one, two;
  Computed sum([&] { return one.value.get() + two.value.get(); });
  Computed difference([&] { return one.value.get() - two.value.get(); });
  std::vector<int> seen;
  Effect e = effect([&] { seen.push_back(sum() * 100 + difference()); });
  batch([&] {
    one.value.set(5);
    two.value.set(2);
  });
  CHECK(seen == std::vector{200, 703});
}

TEST_CASE("a computed that comes out equal stops the change there", "[b21]") {
  Signal a(1);
  Computed parity([=] { return a() % 2; });
  int below = 0, runs = 0;
  Computed text([&] {
    ++below;
    return std::string(parity() ? "odd" : "even");
  });
  Effect e = effect([&] {
    text();
    ++runs;
  });
  a = 3;
  a = 5;
  CHECK(below == 1);
  CHECK(runs == 1);
  a = 6;
  CHECK(below == 2);
  CHECK(runs == 2);
}

TEST_CASE("only the branches whose inputs changed recompute", "[b21]") {
  Signal a(1), b(1);
  int a_runs = 0, b_runs = 0, runs = 0;
  Computed left([&] { return ++a_runs, a() + 1; });
  Computed right([&] { return ++b_runs, b() + 1; });
  Computed unobserved([&] { return ++runs, a() + b(); });
  int total = 0;
  Effect e = effect([&] { total = left() + right(); });
  unobserved();
  b = 5;
  CHECK(a_runs == 1);
  CHECK(b_runs == 2);
  CHECK(total == 8);
  for (int value = 0; value < 100; ++value) a = value;
  CHECK(runs == 1);
  CHECK(unobserved() == 104);
}

TEST_CASE("only what the last run read counts", "[b22]") {
  const LeakCheck leaks;
  {
    Signal which(true);
    Signal a(1), b(2);
    int runs = 0;
    Computed c([&] { return which() ? a() : b(); });
    Effect e = effect([&] {
      ++runs;
      c();
    });
    b = 3;
    CHECK(runs == 1);
    CHECK_FALSE(b.is_observed());
    which = false;
    CHECK(runs == 2);
    CHECK_FALSE(a.is_observed());
    a = 7;
    CHECK(runs == 2);
    b = 4;
    CHECK(runs == 3);
  }
  CHECK(leaks.clean());
}

TEST_CASE("a source that the change makes needless is not computed", "[b21][b22]") {
  Signal<std::optional<int>> value(1);
  Computed has([=] { return value().has_value(); });
  bool sane = true;
  Computed content([&] {
    sane = sane && value.peek().has_value();
    return value().value_or(0);
  });
  int seen = 0;
  Effect e = effect([&] { seen = has() ? content() : -1; });
  value = std::nullopt;
  CHECK(seen == -1);
  CHECK(sane);
}

TEST_CASE("sources swap their order and repeat from run to run") {
  const LeakCheck leaks;
  {
    std::vector<Signal<int>> sources;
    for (int index = 0; index < 5; ++index) sources.emplace_back(index);
    Signal turn(0);
    int sum = 0, runs = 0;
    Effect e = effect([&] {
      ++runs;
      sum = 0;
      for (int step = 0; step < 5; ++step) {
        sum += sources[static_cast<std::size_t>((turn() + step * (turn() + 1)) % 5)]();
      }
    });
    const auto all = counts().links;
    for (int round = 1; round < 50; ++round) turn = round;
    CHECK(counts().links <= all);
    turn = 0;
    runs = 0;
    for (auto& source : sources) source = source.peek() + 10;
    CHECK(runs == 5);
    CHECK(sum == 60);
  }
  CHECK(leaks.clean());
}

TEST_CASE("a dropped computed leaves no subscription behind", "[b24]") {
  const LeakCheck leaks;
  {
    Signal a(1);
    {
      Computed c([=] { return a(); });
      Computed d([=] { return c() + 1; });
      d();
      CHECK(a.is_observed());
    }
    CHECK_FALSE(a.is_observed());
    CHECK(counts().links == 0);
    CHECK(counts().computeds == 0);
  }
  CHECK(leaks.clean());
}

TEST_CASE("a computed that lost its last reader lets go of its sources", "[b21][b24]") {
  Signal a(1);
  int runs = 0, cleaned = 0;
  Computed c([&] {
    ++runs;
    on_cleanup([&] { ++cleaned; });
    return a();
  });
  {
    Effect e = effect([&] { c(); });
    CHECK(a.is_observed());
    CHECK(cleaned == 0);
  }
  CHECK_FALSE(a.is_observed());
  CHECK(cleaned == 1);
  a = 2;
  CHECK(c() == 2);
  CHECK(runs == 2);
}

TEST_CASE("a computed keeps alive what it captured and nothing else") {
  const LeakCheck leaks;
  std::optional<Computed<int>> last;
  {
    Signal a(1);
    Computed b([=] { return a() + 1; });
    last = Computed<int>([=] { return b() + 1; });
  }
  CHECK((*last)() == 3);
  last.reset();
  CHECK(leaks.clean());
}

TEST_CASE("a computed may be dropped from inside its own function") {
  const LeakCheck leaks;
  {
    Signal a(1);
    std::optional<Computed<int>> c;
    c = Computed<int>([&, text = std::string("long enough for the heap")] {
      const int value = a();
      c.reset();
      return value + static_cast<int>(text.size());
    });
    untracked([&] { static_cast<void>((*c)()); });
    CHECK_FALSE(c.has_value());
  }
  CHECK(leaks.clean());
}

TEST_CASE("an effect may drop the computed it reads, and others that are due") {
  const LeakCheck leaks;
  {
    Signal a(1);
    auto c = std::make_unique<Computed<int>>([=] { return a() * 2; });
    auto d = std::make_unique<Computed<int>>([=, inner = *c] { return inner() + 1; });
    int seen = 0;
    Effect e = effect([&] {
      if (d) seen = (*d)();
      if (a() == 2) {
        c.reset();
        d.reset();
      }
    });
    int other_runs = 0;
    Effect other = effect([&] {
      ++other_runs;
      if (d) (*d)();
      a();
    });
    a = 2;
    a = 3;
    CHECK(seen == 5);
    CHECK(other_runs == 3);
  }
  CHECK(leaks.clean());
}

TEST_CASE("a computed that reads itself is reported and gives its last value", "[b9]") {
  Reports reports;
  const LeakCheck leaks;
  {
    Signal a(1);
    std::optional<Computed<int>> c;
    c = Computed<int>("total", [&] { return a() + (*c)(); });
    CHECK((*c)() == 1);
    REQUIRE(reports.entries.size() == 1);
    CHECK(reports.entries[0].code == "cycle");
    CHECK(reports.entries[0].message.find("total") != std::string::npos);
    a = 5;
    CHECK((*c)() == 6);
  }
  CHECK(leaks.clean());
}

TEST_CASE("two computeds that need each other are reported, not followed for ever", "[b9]") {
  Reports reports;
  Signal a(1);
  Signal closed(false);
  std::optional<Computed<int>> one, two;
  two = Computed<int>([&] { return (closed() ? (*one)() : 0) + a(); });
  one = Computed<int>([&] { return (*two)() + 1; });
  int seen = 0;
  Effect e = effect([&] { seen = (*one)(); });
  CHECK(seen == 2);
  CHECK(reports.entries.empty());
  closed = true;
  CHECK_FALSE(reports.entries.empty());
  CHECK(reports.entries[0].code == "cycle");
  a = 2;
  a = 3;
  reports.entries.clear();
  closed = false;
  a = 10;
  CHECK(seen == 11);
}

TEST_CASE("a dependency may change its direction without being taken for a cycle") {
  Reports reports;
  Signal forward(true);
  Computed way([=] { return forward(); });
  std::optional<Computed<int>> one, two;
  one = Computed<int>([&] { return way() ? (*two)() + 1 : 1; });
  two = Computed<int>([&] { return way() ? 1 : (*one)() + 1; });
  int sum = 0;
  Effect e = effect([&] { sum = (*one)() * 10 + (*two)(); });
  CHECK(sum == 21);
  forward = false;
  CHECK(sum == 12);
  forward = true;
  CHECK(sum == 21);
  CHECK(reports.entries.empty());
}

TEST_CASE("a computed that writes is settled by a following commit") {
  Reports reports;
  Signal a(1), copy(0);
  Computed doubled([=] {
    copy.set(a());
    return a() * 2;
  });
  Computed of_copy([=] { return copy() * 100; });
  int seen = 0, seen_copy = 0;
  Effect first = effect([&] { seen_copy = of_copy(); });
  Effect second = effect([&] { seen = doubled(); });
  CHECK(seen_copy == 100);
  a = 2;
  CHECK(seen == 4);
  CHECK(seen_copy == 200);
  CHECK(reports.entries.empty());
}

TEST_CASE("a computed that writes what it read settles when that stops changing") {
  Reports reports;
  Signal a(0);
  int runs = 0;
  Computed up([&] {
    ++runs;
    if (a() < 5) a.set(a.peek() + 1);
    return a();
  });
  int seen = 0;
  Effect e = effect([&] { seen = up(); });
  CHECK(seen == 5);
  CHECK(runs <= 7);
  CHECK(up() == 5);
  a = 3;
  CHECK(seen == 5);
  CHECK(reports.entries.empty());
}

TEST_CASE("a computed that never settles is reported", "[b9]") {
  Reports reports;
  Signal a(0);
  Computed up([=] {
    a.set(a() + 1);
    return a.peek();
  });
  Effect e = effect([&] { up(); });
  CHECK_FALSE(reports.entries.empty());
}

TEST_CASE("a write outside any batch while a computed runs outside any effect is delivered") {
  Signal a(1), seen(0);
  int delivered = 0;
  Effect e = effect([&] { delivered = seen(); });
  Computed c([=] {
    seen.set(a());
    return a();
  });
  CHECK(c() == 1);
  CHECK(delivered == 1);
}
