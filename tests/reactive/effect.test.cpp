#include <catch_amalgamated.hpp>
#include <optional>
#include <string>
#include <vector>

#include "support.hpp"

using namespace coracle;
using coracle::tests::LeakCheck;
using coracle::tests::Reports;

TEST_CASE("an effect runs at once and once for each change", "[b1]") {
  Signal a(1);
  std::vector<int> seen;
  Effect e = effect([&] { seen.push_back(a()); });
  a = 2;
  a = 2;
  a = 3;
  CHECK(seen == std::vector{1, 2, 3});
}

TEST_CASE("an effect ends with its handle, or when disposed of, twice at no harm", "[b2]") {
  const LeakCheck leaks;
  {
    Signal a(1);
    int runs = 0;
    {
      Effect e = effect([&] { runs += a(); });
      Effect moved = std::move(e);
      CHECK_FALSE(e);
      a = 2;
      CHECK(runs == 3);
      moved.dispose();
      moved.dispose();
      CHECK_FALSE(moved);
    }
    a = 3;
    CHECK(runs == 3);
    {
      Effect e = effect([&] { runs += a(); });
      CHECK(runs == 6);
      e = Effect();
      a = 4;
    }
    CHECK(runs == 6);
    CHECK_FALSE(a.is_observed());
  }
  CHECK(leaks.clean());
}

TEST_CASE("an effect may end itself in its run, and another one", "[b2]") {
  const LeakCheck leaks;
  {
    Signal a(0);
    std::optional<Effect> first, second;
    int first_runs = 0, second_runs = 0;
    std::string at_end;
    first = effect([&, text = std::string("still here")] {
      ++first_runs;
      if (a() == 1) {
        second->dispose();
        first->dispose();
        at_end = text;
      }
    });
    second = effect([&] {
      ++second_runs;
      a();
    });
    a = 1;
    CHECK(at_end == "still here");
    a = 2;
    CHECK(first_runs == 2);
    CHECK(second_runs == 1);
  }
  CHECK(leaks.clean());
}

TEST_CASE("an effect destroyed in its first run leaves an empty handle") {
  const LeakCheck leaks;
  {
    Owner owner;
    Signal a(0);
    int runs = 0;
    Effect e;
    owner.run([&] {
      e = effect([&] {
        a();
        ++runs;
        owner.dispose();
      });
    });
    CHECK_FALSE(e);
    a = 1;
    CHECK(runs == 1);
  }
  CHECK(leaks.clean());
}

TEST_CASE("nested effects belong to the outer one, which runs before them", "[b22]") {
  const LeakCheck leaks;
  {
    Signal a(0), b(0);
    std::vector<std::string> log;
    Effect outer = effect([&] {
      // The inner effect subscribes first.
      effect([&] { log.push_back("inner " + std::to_string(a()) + std::to_string(b())); });
      log.push_back("outer " + std::to_string(a()));
    });
    log.clear();
    a = 1;
    CHECK(log == std::vector<std::string>{"inner 10", "outer 1"});
    log.clear();
    b = 1;
    CHECK(log == std::vector<std::string>{"inner 11"});
    CHECK(counts().observers == 2);
  }
  CHECK(leaks.clean());
}

TEST_CASE("an effect that will end another one runs before it") {
  Signal<std::optional<int>> value(1);
  bool sane = true;
  Effect outer = effect([&] {
    if (!value().has_value()) return;
    effect([&] { sane = sane && value().has_value(); });
    effect([&] {
      Computed<int> c([=] { return value().value_or(-1); });
      sane = sane && c() != -1;
    });
  });
  value = std::nullopt;
  CHECK(sane);
  value = 2;
  CHECK(sane);
}

TEST_CASE("clean-ups run before the next run and at the end, newest first", "[b22]") {
  Signal a(0);
  std::vector<std::string> log;
  {
    Effect e = effect([&] {
      const int now = a();
      on_cleanup([&log, now] { log.push_back("first " + std::to_string(now)); });
      effect([&log] { on_cleanup([&log] { log.push_back("inner"); }); });
      on_cleanup([&log, now] { log.push_back("last " + std::to_string(now)); });
    });
    CHECK(log.empty());
    a = 1;
    CHECK(log == std::vector<std::string>{"last 0", "inner", "first 0"});
    log.clear();
  }
  CHECK(log == std::vector<std::string>{"last 1", "inner", "first 1"});
}

TEST_CASE("a clean-up runs before what its effect captured ends, and may write") {
  Signal a(0), closed(0);
  int seen = 0;
  Effect watcher = effect([&] { seen = closed(); });
  {
    Effect e = effect([&, text = std::string("a string that is on the heap, surely")] {
      a();
      on_cleanup([&] { closed.set(closed.peek() + static_cast<int>(text.size() > 10)); });
    });
    a = 1;
    CHECK(seen == 1);
  }
  CHECK(seen == 2);
}

TEST_CASE("reads in a clean-up are not recorded, and it may end its own effect") {
  const LeakCheck leaks;
  {
    Signal a(0), b(0);
    int runs = 0;
    Effect e;
    e = effect([&] {
      ++runs;
      a();
      on_cleanup([&] { b(); });
    });
    a = 1;
    CHECK(runs == 2);
    b = 1;
    CHECK(runs == 2);
    Effect self;
    self = effect([&] {
      a();
      on_cleanup([&] { self.dispose(); });
    });
    a = 2;
    CHECK_FALSE(self);
  }
  CHECK(leaks.clean());
}

TEST_CASE("on_cleanup outside of any owner is reported") {
  Reports reports;
  bool ran = false;
  on_cleanup([&] { ran = true; });
  REQUIRE(reports.entries.size() == 1);
  CHECK(reports.entries[0].code == "bad_argument");
  CHECK_FALSE(ran);
}

TEST_CASE("an owner ends what was made in its run, and can be used again") {
  const LeakCheck leaks;
  {
    Signal a(0);
    int runs = 0;
    std::vector<int> ended;
    Owner owner;
    CHECK(Owner::current() == nullptr);
    const int result = owner.run([&] {
      CHECK(Owner::current() == &owner);
      for (int index = 0; index < 3; ++index) {
        effect([&, index] {
          CHECK(Owner::current() == nullptr);
          a();
          ++runs;
          on_cleanup([&ended, index] { ended.push_back(index); });
        });
      }
      return 7;
    });
    CHECK(result == 7);
    CHECK(Owner::current() == nullptr);
    a = 1;
    CHECK(runs == 6);
    ended.clear();
    owner.dispose();
    CHECK(ended == std::vector{2, 1, 0});
    CHECK(owner.empty());
    a = 2;
    CHECK(runs == 6);
    owner.run([&] { effect([&] { runs += a(); }); });
    CHECK(runs == 8);
  }
  CHECK(leaks.clean());
}

TEST_CASE("an owner may end inside its own run and inside its own effect") {
  const LeakCheck leaks;
  {
    Signal a(0);
    auto owner = std::make_unique<Owner>();
    int runs = 0;
    owner->run([&] {
      effect([&] { runs += 1 + a(); });
      owner.reset();
      effect([&] { runs += 100 + a(); });
    });
    CHECK(runs == 101);
    a = 1;
    CHECK(runs == 101);
    owner = std::make_unique<Owner>();
    owner->run([&] {
      effect([&] {
        ++runs;
        if (a() == 2) owner.reset();
      });
    });
    a = 2;
    a = 3;
    CHECK(runs == 103);
  }
  CHECK(leaks.clean());
}

TEST_CASE("a hundred thousand effects of one owner end in one go") {
  const LeakCheck leaks;
  {
    Signal a(0);
    Owner owner;
    owner.run([&] {
      for (int index = 0; index < 100'000; ++index) effect([a] { a(); });
    });
    CHECK(counts().observers >= 100'000);
    owner.dispose();
    CHECK_FALSE(a.is_observed());
  }
  CHECK(leaks.clean());
}

#if CORACLE_EXCEPTIONS
TEST_CASE("a failing effect stops no other, is reported once and stays alive", "[b7]") {
  Reports reports;
  Signal a(0);
  int before = 0, after = 0;
  Effect first = effect([&] { before += a(); });
  Effect failing = effect("painter", [&] {
    if (a() == 1) throw std::runtime_error("no paint");
  });
  Effect last = effect([&] { after += a(); });
  a = 1;
  CHECK(before == 1);
  CHECK(after == 1);
  REQUIRE(reports.entries.size() == 1);
  CHECK(reports.entries[0].code == "exception");
  CHECK(reports.entries[0].message == "no paint");
  CHECK(reports.entries[0].origin == "painter");
  CHECK(a() == 1);
  a = 2;
  CHECK(after == 3);
  a = 1;
  CHECK(reports.entries.size() == 2);
}

TEST_CASE("a computed that throws does so to its reader, and recovers", "[b7]") {
  Reports reports;
  Signal a(0);
  int runs = 0;
  Computed inner([&] {
    ++runs;
    if (a() % 2) throw std::runtime_error("odd");
    return a();
  });
  Computed outer([&] { return inner() + 1; });
  std::vector<int> seen;
  Effect e = effect([&] { seen.push_back(outer()); });
  a = 1;
  CHECK(reports.entries.size() == 1);
  CHECK_THROWS_AS(outer(), std::runtime_error);
  CHECK_THROWS_AS(inner(), std::runtime_error);
  a = 2;
  CHECK(seen == std::vector{1, 3});
  CHECK(reports.entries.size() == 1);
  a = 3;
  a = 5;
  CHECK(reports.entries.size() == 3);
  a = 6;
  CHECK(seen == std::vector{1, 3, 7});
}

TEST_CASE("an effect whose computed throws at first hears when it recovers", "[b7]") {
  Reports reports;
  Signal a(1);
  Computed c([&] {
    if (a() == 1) throw std::runtime_error("not yet");
    return a();
  });
  int seen = 0;
  Effect e = effect([&] { seen = c(); });
  CHECK(reports.entries.size() == 1);
  a = 5;
  CHECK(seen == 5);
}
#endif
