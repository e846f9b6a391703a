#include <catch_amalgamated.hpp>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "support.hpp"

using namespace coracle;
using coracle::tests::LeakCheck;
using coracle::tests::Reports;

TEST_CASE("a batch spans objects and commits at the outermost end", "[b14][b15]") {
  Signal a(1);
  SignalNode<int> b(1);
  std::vector<int> seen;
  Effect e = effect([&] { seen.push_back(a() * 10 + b.get()); });
  const int result = batch([&] {
    a = 2;
    batch([&] {
      b.set(2);
      b.set(3);
    });
    CHECK(seen.size() == 1);
    return a();
  });
  CHECK(result == 2);
  CHECK(seen == std::vector{11, 23});
}

TEST_CASE("away and back in a batch notifies nobody", "[b16]") {
  Signal a(2);
  Signal text("before");
  int runs = 0, computed_runs = 0;
  Computed c([&] { return ++computed_runs, a(); });
  Effect e = effect([&] {
    ++runs;
    a();
    text();
    c();
  });
  batch([&] {
    a = 9;
    text = "after";
    a = a.peek() - 7;
    text = "before";
  });
  CHECK(runs == 1);
  CHECK(computed_runs == 1);
  batch([&] {
    a = 9;
    a = 2;
    a = 3;
  });
  CHECK(runs == 2);
}

TEST_CASE("reads in a batch see what was set, computeds too", "[b14]") {
  Signal a(1);
  Computed c([=] { return a() * 2; });
  int runs = 0;
  Effect e = effect([&] {
    c();
    ++runs;
  });
  batch([&] {
    a = 5;
    CHECK(c() == 10);
    a = 6;
    CHECK(c() == 12);
    CHECK(runs == 1);
  });
  CHECK(runs == 2);
}

TEST_CASE("what an effect changes leads to a second commit after the first", "[b17]") {
  Signal a(0), b(0);
  std::vector<std::string> log;
  Effect first = effect([&] {
    log.push_back("first " + std::to_string(a()));
    b = a() * 2;
  });
  Effect second = effect([&] { log.push_back("second " + std::to_string(a())); });
  Effect third = effect([&] { log.push_back("third " + std::to_string(b())); });
  log.clear();
  a = 1;
  CHECK(log == std::vector<std::string>{"first 1", "second 1", "third 2"});
}

TEST_CASE("an effect added during a commit first hears of the next change", "[b13]") {
  Signal a(0);
  int inner_runs = 0;
  std::vector<Effect> added;
  Effect e = effect([&] {
    if (a() == 1) {
      untracked([&] {
        added.push_back(effect([&] {
          a();
          ++inner_runs;
        }));
      });
    }
  });
  a = 1;
  CHECK(inner_runs == 1);
  a = 1;
  CHECK(inner_runs == 1);
}

TEST_CASE("an effect made in a batch after a write runs once", "[b13]") {
  Signal a(0);
  int runs = 0;
  Effect other = effect([&] { a(); });
  std::optional<Effect> e;
  batch([&] {
    a = 1;
    e = effect([&] {
      a();
      ++runs;
    });
  });
  CHECK(runs == 1);
}

TEST_CASE("an effect that sets what it reads ends with the live value", "[b8]") {
  Signal a(0);
  std::vector<int> one, two;
  Effect first = effect([&] {
    one.push_back(a());
    if (a() < 3) a = a() + 1;
  });
  Effect second = effect([&] { two.push_back(a()); });
  CHECK(one == std::vector{0, 1, 2, 3});
  a = 1;
  CHECK(one.back() == 3);
  CHECK(two.back() == 3);
  CHECK(std::is_sorted(two.begin() + 1, two.end()));
}

TEST_CASE("an effect that feeds itself for ever is stopped and named", "[b9]") {
  Reports reports;
  Signal a(0);
  int seen = 0;
  Effect bystander = effect("bystander", [&] { seen = a(); });
  Effect e = effect("counter", [&] { a = a() + 1; });
  REQUIRE(reports.entries.size() == 1);
  CHECK(reports.entries[0].code == "cycle");
  CHECK(reports.entries[0].origin == "counter");
  CHECK(seen == a.peek());
  // It is only stopped: the next change from outside starts it again.
  const int before = a.peek();
  a = before + 1;
  CHECK(reports.entries.size() == 2);
  CHECK(a.peek() > before + 50);
  e.dispose();
  a = 0;
  CHECK(a.peek() == 0);
  CHECK(seen == 0);
}

TEST_CASE("two effects that feed each other through computeds are stopped", "[b9]") {
  Reports reports;
  Signal a(0), b(0);
  Computed more_a([=] { return a() + 1; });
  Computed more_b([=] { return b() + 1; });
  int unrelated = 0;
  Signal c(0);
  Effect one = effect([=] { b = more_a(); });
  Effect two = effect([=] { a = more_b(); });
  Effect three = effect([&] { unrelated = c(); });
  CHECK_FALSE(reports.entries.empty());
  for (const auto& entry : reports.entries) CHECK(entry.code == "cycle");
  c = 3;
  CHECK(unrelated == 3);
  reports.entries.clear();
  a = -1000;
  CHECK_FALSE(reports.entries.empty());
}

TEST_CASE("effects that are due may be destroyed by one that runs before", "[b2]") {
  const LeakCheck leaks;
  {
    Signal a(0);
    std::vector<Effect> effects;
    int runs = 0;
    effects.push_back(effect([&] {
      if (a() == 1) {
        effects.erase(effects.begin() + 1, effects.end());
      }
    }));
    for (int index = 0; index < 10; ++index) {
      effects.push_back(effect([&] {
        a();
        ++runs;
      }));
    }
    a = 1;
    CHECK(runs == 10);
    CHECK(effects.size() == 1);
  }
  CHECK(leaks.clean());
}

TEST_CASE("signals written in a batch may be destroyed in it") {
  const LeakCheck leaks;
  {
    int runs = 0;
    auto signals = std::make_unique<std::vector<std::unique_ptr<SignalNode<std::string>>>>();
    for (int index = 0; index < 100; ++index) {
      signals->push_back(std::make_unique<SignalNode<std::string>>("before"));
    }
    Effect e = effect([&] {
      ++runs;
      if (signals) {
        for (auto& signal : *signals) signal->get();
      }
    });
    batch([&] {
      for (auto& signal : *signals) signal->set("a text that is too long to be short");
      signals.reset();
    });
    CHECK(runs == 1);
  }
  CHECK(leaks.clean());
}

TEST_CASE("very many signals may be written and destroyed in one batch") {
  const LeakCheck leaks;
  {
    std::vector<std::unique_ptr<SignalNode<int>>> signals;
    for (int index = 0; index < 100'000; ++index) {
      signals.push_back(std::make_unique<SignalNode<int>>(index));
    }
    int sum = 0;
    Effect e = effect([&] {
      for (auto& signal : signals) sum += signal->get() & 1;
    });
    batch([&] {
      for (auto& signal : signals) signal->set(-1);
      signals.clear();
    });
    CHECK(sum == 50'000);
  }
  CHECK(leaks.clean());
}

TEST_CASE("a former value whose end changes the graph does no harm") {
  const LeakCheck leaks;
  {
    struct Ender {
      std::shared_ptr<Effect> ends;
    };
    Signal b(0);
    int runs = 0;
    Signal a(Ender{std::make_shared<Effect>(effect([&] {
      b();
      ++runs;
      on_cleanup([&] { b = 5; });
    }))});
    int seen = 0;
    Effect e = effect([&] {
      a();
      seen = b();
    });
    batch([&] {
      b = 1;
      a = Ender{};
    });
    CHECK(seen == 5);
  }
  CHECK(leaks.clean());
}

#if CORACLE_EXCEPTIONS
TEST_CASE("a batch that fails commits what was set, its error goes to the caller", "[b18]") {
  Signal a(0), b(0);
  int seen = 0;
  Effect e = effect([&] { seen = a() + b(); });
  CHECK_THROWS_AS(batch([&] {
                    a = 1;
                    batch([&] {
                      b = 2;
                      throw std::runtime_error("half way");
                    });
                  }),
                  std::runtime_error);
  CHECK(seen == 3);
  a = 5;
  CHECK(seen == 7);
}
#endif

namespace {

struct FakeCoroutine {
  struct promise_type {};
};

template <class R>
concept Batched = !reactive::Coroutine<R>;

}  // namespace

TEST_CASE("a batch cannot be held open across a suspension", "[b19]") {
  // `batch` asserts this concept of the result of its function.
  static_assert(!Batched<FakeCoroutine>);
  static_assert(Batched<int>);
  static_assert(Batched<void>);
  SUCCEED();
}
