#include <catch_amalgamated.hpp>
#include <functional>
#include <memory>
#include <utility>

#include "support.hpp"

using namespace coracle;
using namespace coracle::thread_test;

namespace {

// A value that does something when it is compared, which is while it is being set.
struct Slow {
  int number = 0;
  std::function<void()>* meanwhile = nullptr;

  friend bool operator==(const Slow& a, const Slow& b) {
    for (const Slow* each : {&a, &b}) {
      if (each->meanwhile && *each->meanwhile) std::exchange(*each->meanwhile, nullptr)();
    }
    return a.number == b.number;
  }
};

}  // namespace

TEST_CASE("ten thousand writes from four threads arrive, the last of each wins", "[thread]") {
  Scene scene;
  const std::vector<Ref<Bar>> bars = {make_ref<Bar>(), make_ref<Bar>(), make_ref<Bar>(),
                                      make_ref<Bar>()};
  int commits = 0;
  scene.scope.enter([&] {
    for (const Ref<Bar>& bar : bars) {
      bar->value.watch([&](Change<double>) { ++commits; });
      background([value = remote(bar->value)] {
        for (int i = 1; i <= 2500; ++i) value = i;
      });
    }
  });
  CHECK(scene.wait_for_all_threads());
  for (const Ref<Bar>& bar : bars) CHECK(bar->value() == 2500);
  CHECK(commits >= 4);
  CHECK(commits <= 10'000);
}

TEST_CASE("every write arrives, in order, where that is asked for", "[thread]") {
  Scene scene;
  const auto bar = make_ref<Bar>();
  std::vector<int> next(4, 0);
  bool in_order = true;
  int heard = 0;
  scene.scope.enter([&] {
    bar->value.watch([&](Change<double> change) {
      const int code = static_cast<int>(change.now) - 1;
      in_order = in_order && next[code / 2500]++ == code % 2500;
      ++heard;
    });
    const Remote<double> value = remote(bar->value, every_write);
    for (int thread = 0; thread < 4; ++thread) {
      background([value, thread] {
        for (int i = 0; i < 2500; ++i) value = thread * 2500 + i + 1;
      });
    }
  });
  CHECK(scene.wait_for_all_threads());
  CHECK(heard == 10'000);
  CHECK(in_order);
  CHECK(next == std::vector<int>(4, 2500));
}

TEST_CASE("what is written between two deliveries is one commit, of the newest values",
          "[thread]") {
  Scene scene;
  const auto bar = make_ref<Bar>();
  std::vector<std::string> seen;
  const Effect effect = coracle::effect([&] { seen.push_back(str(bar->value(), bar->label())); });
  const Remote<double> value = remote(bar->value);
  const Remote<std::string> label = remote(bar->label);
  std::thread([value, label] {
    value = 1;
    label = "a";
    value = 2;
    label = "b";
  }).join();
  CHECK(seen == std::vector<std::string>{"0"});
  Inbox::get().deliver();
  CHECK(seen == std::vector<std::string>{"0", "2b"});
}

TEST_CASE("writes of all kinds arrive in the order in which they were made", "[thread]") {
  Scene scene;
  const auto bar = make_ref<Bar>();
  std::vector<std::string> seen;
  scene.scope.enter([&] {
    bar->value.watch([&](Change<double> change) { seen.push_back(str(change.now)); });
    bar->label.watch([&](Change<std::string> change) { seen.push_back(change.now); });
  });
  const Remote<double> value = remote(bar->value);
  const Remote<std::string> label = remote(bar->label, every_write);
  std::thread([value, label] {
    value = 1;  // is overtaken
    label = "a";
    label = "b";
    value = 2;
    label = "c";
  }).join();
  Inbox::get().deliver();
  CHECK(seen == std::vector<std::string>{"a", "b", "2", "c"});
}

TEST_CASE("a value that is written anew each time while others are delivered is heard all the same",
          "[thread]") {
  Scene scene;
  const auto bar = make_ref<Bar>();
  const Remote<std::string> label = remote(bar->label, every_write);
  const Remote<double> value = remote(bar->value);
  std::vector<double> heard;
  int round = 0;
  const auto write = [&] {
    std::thread([label, value, number = ++round] {
      label = str("round ", number);
      value = number;
    }).join();
  };
  scene.scope.enter([&] {
    bar->label.watch([&](Change<std::string>) { write(); });
    bar->value.watch([&](Change<double> change) { heard.push_back(change.now); });
  });
  write();
  for (int i = 0; i < 5; ++i) Inbox::get().deliver();
  CHECK(heard == std::vector<double>{1, 2, 3, 4, 5});
}

TEST_CASE("a thread that writes without a pause is heard while it writes", "[thread]") {
  Scene scene;
  const auto bar = make_ref<Bar>();
  const auto other = make_ref<Bar>();
  std::vector<double> heard;
  int heard_of_other = 0;
  const auto write = [](std::stop_token stop, Remote<double> value) {
    for (double number = 1; !stop.stop_requested(); ++number) value = number;
  };
  scene.scope.enter([&] {
    bar->value.watch([&](Change<double> change) { heard.push_back(change.now); });
    other->value.watch([&](Change<double>) { ++heard_of_other; });
    background(write, remote(bar->value));
    background(write, remote(other->value));
  });
  CHECK(scene.wait_for([&] { return heard.size() >= 100 && heard_of_other >= 100; }));
  CHECK(std::is_sorted(heard.begin(), heard.end()));
  scene.scope.cancel();
  CHECK(scene.wait_for_all_threads());
}

TEST_CASE("a thread that outlives its parameter writes into nothing", "[thread]") {
  Scene scene;
  auto bar = make_ref<Bar>();
  const ReactiveCounts before = counts();
  Gate gone;
  std::atomic<bool> was_open = true;
  scene.scope.enter([&] {
    background([&, value = remote(bar->value), label = remote(bar->label, every_write)] {
      gone.pass();
      was_open = value.is_open() || label.is_open();
      value = 1;
      label = "nobody";
    });
  });
  scene.loop.run_ready();
  bar = nullptr;
  gone.open();
  CHECK(scene.wait_for_all_threads());
  CHECK(!was_open);
  CHECK(counts().signals == before.signals - 2);
  CHECK(counts().observers == 0);
}

TEST_CASE("what is on its way to a parameter that has gone is dropped", "[thread]") {
  Scene scene;
  auto bar = make_ref<Bar>();
  const Remote<double> value = remote(bar->value);
  const Remote<std::string> label = remote(bar->label, every_write);
  std::thread([value, label] {
    value = 1;
    label = "late";
  }).join();
  bar = nullptr;
  Inbox::get().deliver();
  CHECK(!value.is_open());
}

TEST_CASE("what is written for a scope that has gone is dropped, the parameter stays", "[thread]") {
  Scene scene;
  const auto bar = make_ref<Bar>();
  std::optional<Remote<double>> value;
  {
    Scope inner(scene.scope);
    inner.enter([&] { value.emplace(remote(bar->value)); });
    CHECK(value->is_open());
    *value = 1;
    Inbox::get().deliver();
    CHECK(bar->value() == 1);
    *value = 2;
  }
  CHECK(!value->is_open());
  *value = 3;
  Inbox::get().deliver();
  CHECK(bar->value() == 1);
}

TEST_CASE("a remote made in a closed scope is closed, also when that scope has gone", "[thread]") {
  Scene scene;
  const auto bar = make_ref<Bar>();
  const Signal signal(1);
  auto parent = std::make_unique<Scope>();
  std::optional<Scope> closed(*parent);
  parent.reset();
  std::optional<Remote<double>> value;
  std::optional<Remote<int>> number;
  closed->enter([&] {
    value.emplace(remote(bar->value, every_write));
    number.emplace(remote(signal));
  });
  closed.reset();
  CHECK_FALSE(value->is_open());
  CHECK_FALSE(number->is_open());
  std::thread([&] {
    *value = 2;
    *number = 2;
  }).join();
  Inbox::get().deliver();
  CHECK(bar->value.peek() == 0);
  CHECK(signal.peek() == 1);
}

TEST_CASE("what is written last is set although its handle has gone", "[thread]") {
  Scene scene;
  const auto bar = make_ref<Bar>();
  const auto label = make_ref<Bar>();
  const std::uint32_t observers = counts().observers;
  std::thread([value = remote(bar->value), text = remote(label->label, every_write)] {
    value = 5;
    text = "five";
  }).join();
  Inbox::get().deliver();
  Inbox::get().deliver();
  CHECK(bar->value() == 5);
  CHECK(label->label() == "five");
  CHECK(counts().observers == observers);
}

TEST_CASE("what a thread writes last, while the value before is being set, is set too",
          "[thread]") {
  Scene scene;
  const Signal<Slow> signal(Slow{});
  std::optional<Remote<Slow>> handle(remote(signal));
  std::function<void()> write_and_end = [&] {
    std::thread([last = *std::exchange(handle, std::nullopt)] { last = Slow{2}; }).join();
  };
  *handle = Slow{1, &write_and_end};
  Inbox::get().deliver();
  CHECK(!handle);
  Inbox::get().deliver();
  CHECK(signal().number == 2);
}

TEST_CASE("a signal can be written to from a thread", "[thread]") {
  Scene scene;
  const Signal<std::string> text(std::string("before"));
  scene.scope.enter([&] { background([remote = remote(text)] { remote = "after"; }); });
  CHECK(scene.wait_for_all_threads());
  CHECK(text() == "after");
}

TEST_CASE("a watcher may end what the next write is for", "[thread]") {
  Scene scene;
  auto bar = make_ref<Bar>();
  const auto other = make_ref<Bar>();
  scene.scope.enter([&] { other->value.watch([&](Change<double>) { bar = nullptr; }); });
  const Remote<double> first = remote(other->value, every_write);
  const Remote<double> second = remote(bar->value, every_write);
  std::thread([first, second] {
    first = 1;
    second = 2;
    first = 3;
  }).join();
  Inbox::get().deliver();
  CHECK(!bar);
  CHECK(other->value() == 3);
}
