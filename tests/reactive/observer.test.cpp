#include <catch_amalgamated.hpp>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "support.hpp"

using namespace coracle;
using coracle::tests::LeakCheck;
using coracle::tests::Reports;

namespace {

struct TestObserver : Observer {
  explicit TestObserver(std::function<void(TestObserver&)> on_stale = {},
                        const char* name = nullptr)
      : Observer(
            [](Observer& self) {
              auto& observer = static_cast<TestObserver&>(self);
              ++observer.calls;
              if (observer.on_stale) observer.on_stale(observer);
            },
            name),
        on_stale(std::move(on_stale)) {}

  std::function<void(TestObserver&)> on_stale;
  int calls = 0;
};

struct TestDelivery : Delivery {
  TestDelivery(std::function<void()> f, int order = 0, const char* name = nullptr)
      : Delivery([](Delivery& self) { static_cast<TestDelivery&>(self).f(); }, order, name),
        f(std::move(f)) {}

  std::function<void()> f;
};

struct Clock : ObservedSignalNode<int> {
  explicit Clock(std::vector<bool>& log)
      : ObservedSignalNode(0,
                           [](ObservedSignalNode& self, bool observed) {
                             static_cast<Clock&>(self).log.push_back(observed);
                           }),
        log(log) {}
  std::vector<bool>& log;
};

}  // namespace

TEST_CASE("an observer is told once a commit, and again without tracking again") {
  const LeakCheck leaks;
  {
    Signal a(0), b(0);
    TestObserver observer;
    CHECK(observer.track([&] { return a() + b(); }) == 0);
    batch([&] {
      a = 1;
      b = 1;
    });
    CHECK(observer.calls == 1);
    b = 2;
    a = 2;
    CHECK(observer.calls == 3);
    observer.track([&] { a(); });
    b = 3;
    CHECK(observer.calls == 3);
    observer.clear();
    a = 3;
    CHECK(observer.calls == 3);
  }
  CHECK(leaks.clean());
}

TEST_CASE("an observer that does not track again still hears of every computed") {
  Signal a(0), b(0);
  Computed of_a([=] { return a() / 2; });
  Computed of_b([=] { return b() / 2; });
  TestObserver observer;
  observer.track([&] { return of_a() + of_b(); });
  a = 1;
  CHECK(observer.calls == 0);
  batch([&] {
    a = 2;
    b = 2;
  });
  CHECK(observer.calls == 1);
  b = 4;
  CHECK(observer.calls == 2);
  a = 4;
  CHECK(observer.calls == 3);
}

TEST_CASE("observers are told before the effects of the commit run") {
  Signal a(0);
  std::vector<std::string> log;
  Effect e = effect([&] {
    a();
    log.push_back("effect");
  });
  TestObserver observer([&](TestObserver&) { log.push_back("observer"); });
  observer.track([&] { a(); });
  log.clear();
  a = 1;
  CHECK(log == std::vector<std::string>{"observer", "effect"});
}

TEST_CASE("an observer may end itself, others, and add some while being told", "[b2][b13]") {
  const LeakCheck leaks;
  {
    Signal a(0);
    std::vector<std::unique_ptr<TestObserver>> observers;
    int told = 0;
    for (int index = 0; index < 4; ++index) {
      observers.push_back(std::make_unique<TestObserver>([&](TestObserver&) { ++told; }));
      observers.back()->track([&] { a(); });
    }
    observers[1]->on_stale = [&](TestObserver&) {
      ++told;
      auto added = std::make_unique<TestObserver>([&](TestObserver&) { told += 100; });
      added->track([&] { a(); });
      auto ended = std::move(observers);
      observers.clear();
      observers.push_back(std::move(added));
    };
    a = 1;
    CHECK(told == 2);
    a = 2;
    CHECK(told == 102);
  }
  CHECK(leaks.clean());
}

TEST_CASE("an observer may be destroyed while it tracks and while its sources are asked") {
  const LeakCheck leaks;
  {
    Signal a(0);
    auto observer = std::make_unique<TestObserver>();
    observer->track([&] {
      a();
      observer.reset();
      a();
    });
    a = 1;
    observer = std::make_unique<TestObserver>();
    Computed ends([&] {
      if (a() == 2) observer.reset();
      return a();
    });
    Computed between([&] { return ends() + 1; });
    observer->track([&] { between(); });
    a = 2;
    CHECK_FALSE(observer);
    a = 3;
  }
  CHECK(leaks.clean());
}

TEST_CASE("an observer that writes what it observes is told again, and stopped in the end",
          "[b9]") {
  Reports reports;
  Signal a(0);
  TestObserver limited([&](TestObserver&) {
    if (a.peek() < 5) a = a.peek() + 1;
  });
  limited.track([&] { a(); });
  a = 1;
  CHECK(a.peek() == 5);
  CHECK(reports.entries.empty());
  TestObserver endless([&](TestObserver& self) { self.track([&] { a = a() + 1; }); }, "feeder");
  endless.track([&] { a(); });
  a = 10;
  REQUIRE_FALSE(reports.entries.empty());
  CHECK(reports.entries[0].code == "cycle");
  CHECK(reports.entries[0].origin == "feeder");
}

TEST_CASE("deliveries run after all observers were told, by order, then by age", "[b4][b6]") {
  Signal a(0);
  std::vector<std::string> log;
  TestDelivery late([&] { log.push_back("late"); }, 5);
  TestDelivery one([&] { log.push_back("one"); });
  TestDelivery two([&] { log.push_back("two"); });
  TestDelivery early([&] { log.push_back("early"); }, -1);
  TestObserver first([&](TestObserver&) {
    log.push_back("told");
    late.request();
    two.request();
  });
  TestObserver second([&](TestObserver&) {
    log.push_back("told");
    one.request();
    early.request();
    two.request();
  });
  first.track([&] { a(); });
  second.track([&] { a(); });
  a = 1;
  CHECK(log == std::vector<std::string>{"told", "told", "early", "one", "two", "late"});
  log.clear();
  one.request();
  CHECK(log == std::vector<std::string>{"one"});
}

TEST_CASE("what a delivery changes is delivered after the others have heard", "[b8][b17]") {
  Signal a(0);
  std::vector<int> first_seen, second_seen;
  int first_noted = 0, second_noted = 0;
  TestDelivery first([&] {
    first_seen.push_back(first_noted);
    if (first_noted == 1) a = 2;
  });
  TestDelivery second([&] { second_seen.push_back(second_noted); });
  TestObserver one([&](TestObserver&) {
    first_noted = a.peek();
    first.request();
  });
  TestObserver two([&](TestObserver&) {
    second_noted = a.peek();
    second.request();
  });
  one.track([&] { a(); });
  two.track([&] { a(); });
  a = 1;
  CHECK(first_seen == std::vector{1, 2});
  CHECK(second_seen == std::vector{1, 2});
}

TEST_CASE("a delivery may be destroyed while it is due, also by itself; an endless one stops") {
  Reports reports;
  std::unique_ptr<TestDelivery> one, two;
  int runs = 0;
  one = std::make_unique<TestDelivery>([&] {
    ++runs;
    two.reset();
    auto self = std::move(one);
  });
  two = std::make_unique<TestDelivery>([&] { runs += 100; });
  batch([&] {
    one->request();
    two->request();
  });
  CHECK(runs == 1);
  int rounds = 0;
  TestDelivery* again = nullptr;
  TestDelivery endless(
      [&] {
        ++rounds;
        again->request();
      },
      0, "again");
  again = &endless;
  endless.request();
  CHECK(rounds == 100);
  REQUIRE(reports.entries.size() == 1);
  CHECK(reports.entries[0].code == "cycle");
  CHECK(reports.entries[0].origin == "again");
}

TEST_CASE("a signal is told when it is first observed and when no more") {
  std::vector<bool> log;
  Clock clock(log);
  Signal on(true);
  Computed text([&] { return std::to_string(clock.get()); });
  {
    Effect one = effect([&] {
      if (on()) text();
    });
    CHECK(log == std::vector{true});
    Effect two = effect([&] { clock.get(); });
    CHECK(log.size() == 1);
    two.dispose();
    CHECK(log.size() == 1);
    on = false;
    CHECK(log == std::vector{true, false});
    on = true;
    CHECK(log == std::vector{true, false, true});
  }
  CHECK(log == std::vector{true, false, true, false});
}

TEST_CASE("a reader that goes and comes back within one operation goes unnoticed") {
  std::vector<bool> log;
  Clock clock(log);
  Signal version(0);
  Effect outer = effect([&] {
    version();
    effect([&] { clock.get(); });
  });
  version = 1;
  version = 2;
  CHECK(log == std::vector{true});
  batch([&] {
    outer.dispose();
    outer = effect([&] { clock.get(); });
  });
  CHECK(log == std::vector{true});
}

TEST_CASE("an observed signal may end before its readers") {
  const LeakCheck leaks;
  {
    std::vector<bool> log;
    auto clock = std::make_unique<Clock>(log);
    TestObserver observer;
    observer.track([&] { clock->get(); });
    batch([&] {
      observer.clear();
      clock.reset();
    });
    CHECK(log == std::vector{true});
  }
  CHECK(leaks.clean());
}

TEST_CASE("an observer may be cleared, and ended, by what is being asked on its behalf") {
  const LeakCheck leaks;
  for (const bool ends : {false, true}) {
    Signal source(0), other(0);
    auto observer = std::make_unique<TestObserver>();
    const Computed first([&] {
      if (source() == 1) ends ? observer.reset() : observer->clear();
      return source() / 2;
    });
    observer->track([&] { return first() + other(); });
    source = 1;
    CHECK((!observer || observer->calls == 0));
    other = 1;
    CHECK((!observer || observer->calls == 0));
    if (!observer) continue;
    observer->track([&] { return other(); });
    other = 2;
    CHECK(observer->calls == 1);
  }
  CHECK(leaks.clean());
}
