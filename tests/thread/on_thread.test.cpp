#include <catch_amalgamated.hpp>
#include <coracle/base/bytes.hpp>
#include <numeric>
#include <stdexcept>

#include "support.hpp"

using namespace coracle;
using namespace coracle::thread_test;

namespace {

/// Threads on which nothing ever runs.
class FailingThreads : public Threads {
 public:
  void finished(Worker&) override {}
  bool end(Worker&) override { return false; }
  void wake() override {}

 protected:
  ~FailingThreads() = default;
};

}  // namespace

TEST_CASE("a thread's result comes to who awaits it, on the page's thread", "[thread]") {
  Scene scene;
  const std::thread::id page = std::this_thread::get_id();
  int sum = 0;
  bool elsewhere = false;
  bool back = false;
  CHECK(scene.run([&]() -> Task<> {
    sum = co_await on_thread(
        [&elsewhere, page](int a, int b) {
          elsewhere = std::this_thread::get_id() != page;
          return a + b;
        },
        2, 3);
    back = std::this_thread::get_id() == page;
  }));
  CHECK(sum == 5);
  CHECK(elsewhere);
  CHECK(back);
  CHECK(Worker::live() == 0);
}

TEST_CASE("the README's line: a function gets what was moved there", "[thread]") {
  Scene scene;
  int found = 0;
  CHECK(scene.run([&]() -> Task<> {
    const auto add_up = [](const std::vector<int>& numbers) {
      return std::reduce(numbers.begin(), numbers.end());
    };
    std::vector<int> numbers{1, 2, 3, 4};
    int sum = co_await on_thread(add_up, std::move(numbers));  // or its error
    found = sum;
  }));
  CHECK(found == 10);
}

TEST_CASE("what a thread gives may be moved only, or nothing at all", "[thread]") {
  Scene scene;
  std::unique_ptr<int> given;
  std::atomic<bool> called = false;
  CHECK(scene.run([&]() -> Task<> {
    given = co_await on_thread([](std::unique_ptr<int> number) { return number; },
                               std::make_unique<int>(7));
    co_await on_thread([&called] { called = true; });
  }));
  CHECK((given && *given == 7));
  CHECK(called);
}

TEST_CASE("an error that a thread returns fails who awaits it", "[thread]") {
  Scene scene;
  std::string code;
  int value = 0;
  CHECK(scene.run([&]() -> Task<> {
    const auto half = [](int number) -> Result<int> {
      if (number % 2) return Error("user", "it is odd");
      return number / 2;
    };
    value = co_await on_thread(half, 8);
    const Result<int> failed = co_await attempt(on_thread(half, 7));
    code = failed ? "none" : str(failed.error().code(), ": ", failed.error().message());
    const auto nothing = [](bool fails) -> Result<void> {
      if (fails) return Error("user", "it fails");
      return {};
    };
    co_await on_thread(nothing, false);
    if (co_await attempt(on_thread(nothing, true))) code = "none";
  }));
  CHECK(value == 4);
  CHECK(code == "user: it is odd");
}

#if CORACLE_EXCEPTIONS
TEST_CASE("an exception on a thread is an error for who awaits it", "[thread]") {
  Scene scene;
  std::string told;
  CHECK(scene.run([&]() -> Task<> {
    const Result<void> failed =
        co_await attempt(on_thread([] { throw std::runtime_error("it broke"); }));
    told = failed ? "none" : str(failed.error().code(), ": ", failed.error().message());
  }));
  CHECK(told == "exception: it broke");
}
#endif

TEST_CASE("cancelling asks the thread to stop, and the scope waits for it without blocking",
          "[thread]") {
  Scene scene;
  Gate started;
  Gate may_end;
  std::atomic<bool> asked = false;
  const TaskHandle run = scene.scope.spawn([&]() -> Task<> {
    co_await on_thread([&](std::stop_token stop) {
      started.open();
      while (!stop.stop_requested()) std::this_thread::yield();
      asked = true;
      may_end.pass();
    });
  });
  bool closed = false;
  Scope outside;
  scene.loop.run_ready();
  started.pass();
  outside.spawn([&]() -> Task<> {
    co_await scene.scope.close();
    closed = true;
  });
  scene.loop.run_ready();
  CHECK(run.done());
  while (!asked) std::this_thread::yield();
  scene.loop.run_ready();
  CHECK(!closed);
  CHECK(Worker::live() == 1);
  may_end.open();
  CHECK(scene.wait_for([&] { return closed; }));
  CHECK(Worker::live() == 0);
  CHECK(scene.reports.empty());
}

TEST_CASE("a thread that does not stop within its grace period is left behind, and that is told",
          "[thread]") {
  Scene scene;
  Gate started;
  Gate may_end;
  bool closed = false;
  scene.scope.spawn([&]() -> Task<> {
    co_await on_thread([&] {
      started.open();
      may_end.pass();
    });
  });
  scene.loop.run_ready();
  started.pass();
  Scope outside;
  outside.spawn([&]() -> Task<> {
    co_await scene.scope.close();
    closed = true;
  });
  scene.loop.advance(worker_grace - Time(1));
  CHECK(!closed);
  CHECK(scene.reports.empty());
  scene.loop.advance(2ms);
  CHECK(closed);
  REQUIRE(scene.reports.size() == 1);
  CHECK(scene.reports[0].starts_with(
      "on_thread: threads: a thread did not stop within 1000 ms of being asked to, and is left"));
  CHECK(Worker::live() == 1);
  may_end.open();
  CHECK(scene.wait_for_all_threads());
}

TEST_CASE("a thread may be given more time to come to its end, or less", "[thread]") {
  for (const Time grace : {Time(5000), Time(20)}) {
    Scene scene;
    Gate started;
    Gate may_end;
    const auto work = [&] {
      started.open();
      may_end.pass();
    };
    scene.scope.enter([&] { background(ThreadOptions{.grace = grace}, work); });
    scene.loop.run_ready();
    started.pass();
    scene.scope.cancel();
    scene.loop.advance(grace - Time(1));
    CHECK(scene.reports.empty());
    scene.loop.advance(2ms);
    REQUIRE(scene.reports.size() == 1);
    CHECK(scene.reports[0].starts_with(
        str("on_thread: threads: a thread did not stop within ", grace.count(), " ms ")));
    may_end.open();
    CHECK(scene.wait_for_all_threads());
  }
}

TEST_CASE("who was asked to stop when the program ends is waited for by no timer", "[thread]") {
  Scene scene;
  Gate started;
  Gate may_end;
  const auto work = [&] {
    started.open();
    may_end.pass();
  };
  scene.scope.enter([&] {
    background([] {});
    background(ThreadOptions{.grace = 5s}, work);
  });
  scene.loop.run_ready();
  started.pass();
  scene.scope.cancel();
  CHECK(scene.loop.timer_count() == 2);
  scene.loop.advance(2s);
  CHECK(Worker::dismiss_all() == Time(3s));
  CHECK(scene.loop.timer_count() == 0);
  CHECK(Worker::dismiss_all() == Time(0));
  may_end.open();
  CHECK(scene.wait_for_all_threads());
}

TEST_CASE("a thread that is promised and never comes is an error for who awaits it", "[thread]") {
  // As in a browser, where the script that it runs may not load.
  class Broken final : public FailingThreads {
   public:
    Worker* promised = nullptr;

    Error start(Worker& worker) override {
      promised = &worker;
      return {};
    }
    void finished(Worker&) override { promised = nullptr; }
  };
  Scene scene;
  Broken broken;
  Threads* const former = Threads::install(&broken);
  std::vector<std::string> errors;
  scene.scope.on_error([&](Error error) { errors.push_back(std::string(error.message())); });
  scene.scope.enter([] { background([] {}); });
  scene.loop.run_ready();
  REQUIRE(broken.promised);
  broken.promised->fail_to_run(Error("threads", "it cannot be loaded"));
  scene.loop.run_ready();
  CHECK(errors == std::vector<std::string>{"it cannot be loaded"});
  CHECK(Worker::live() == 0);

  const TaskHandle run = scene.scope.enter([] { return background([] {}); });
  scene.loop.run_ready();
  REQUIRE(broken.promised);
  run.cancel();
  broken.promised->fail_to_run(Error("threads", "it cannot be loaded"));
  CHECK(Worker::live() == 0);
  CHECK(scene.loop.timer_count() == 0);
  Threads::install(former);
  CHECK(errors.size() == 1);
}

TEST_CASE("bytes and errors that the page keeps go to a thread and back", "[thread]") {
  Scene scene;
  const Bytes kept("an image");
  const Error reason("user", "it is no image");
  const auto copy_both = [](const Bytes& bytes, const Error& error) {
    std::size_t sum = 0;
    for (int i = 0; i < 1000; ++i) {
      const Bytes same_bytes = bytes;
      const Error same_error = error;
      sum += same_bytes.size() + same_error.message().size();
    }
    return sum;
  };
  std::vector<Bytes> given;
  std::string told;
  scene.scope.spawn([&]() -> Task<> {
    const auto work = [copy_both](Bytes bytes, Error error) -> Result<Bytes> {
      if (copy_both(bytes, error) == 0) return error;
      return bytes;
    };
    const auto fail = [](Error error) -> Result<void> { return error; };
    std::vector<Task<Bytes>> both;
    for (int i = 0; i < 2; ++i) both.push_back(on_thread(work, kept, reason));
    given = co_await all(std::move(both));
    const Result<void> failed = co_await attempt(on_thread(fail, reason));
    if (!failed) told = failed.error().message();
  });
  scene.loop.run_ready();
  CHECK(copy_both(kept, reason) == 22'000);
  CHECK(scene.wait_for([&] { return !told.empty(); }));
  CHECK(told == "it is no image");
  for (const Bytes& bytes : given) CHECK(bytes.data() == kept.data());
  CHECK(given.size() == 2);
}

TEST_CASE("a thread that comes to its end as its grace period ends is not told of", "[thread]") {
  Scene scene;
  Gate started;
  std::atomic<bool> ended = false;
  scene.scope.spawn([&]() -> Task<> {
    co_await on_thread([&](std::stop_token stop) {
      started.open();
      while (!stop.stop_requested()) std::this_thread::yield();
      ended = true;
    });
  });
  scene.loop.run_ready();
  started.pass();
  scene.scope.cancel();
  // The page hears of it after the time, because it was busy.
  while (!ended || !NativeThreads::get().wait(10ms)) {
  }
  scene.loop.advance(worker_grace);
  CHECK(scene.wait_for_all_threads());
  CHECK(scene.reports.empty());
}

TEST_CASE("a result that nobody waits for any more is dropped", "[thread]") {
  Scene scene;
  bool resumed = false;
  const TaskHandle run = scene.scope.spawn([&]() -> Task<> {
    co_await on_thread([] { return std::string(100, 'x'); });
    resumed = true;
  });
  scene.loop.run_ready();
  // It is there, but was not delivered, and then not resumed.
  NativeThreads::get().wait(10s);
  Inbox::get().deliver();
  run.cancel();
  CHECK(scene.wait_for_all_threads());
  CHECK(!resumed);
}

TEST_CASE("a page without threads says so at the call, and what to do", "[thread]") {
  class None final : public FailingThreads {
   public:
    Error start(Worker&) override { return Error("threads", "there are no threads here"); }
  };
  Scene scene;
  None none;
  Threads* const former = Threads::install(&none);
  std::vector<std::string> errors;
  scene.scope.on_error([&](Error error) { errors.push_back(std::string(error.message())); });
  scene.scope.enter([] { background([] {}); });
  scene.loop.run_ready();
  Threads::install(former);
  CHECK(errors == std::vector<std::string>{"there are no threads here"});
  CHECK(Worker::live() == 0);
}

TEST_CASE("many threads at once", "[thread]") {
  Scene scene;
  int sum = 0;
  CHECK(scene.run([&]() -> Task<> {
    std::vector<Task<int>> parts;
    for (int i = 0; i < 32; ++i) {
      parts.push_back(on_thread([i] { return i; }));
    }
    for (const int part : co_await all(std::move(parts))) sum += part;
  }));
  CHECK(sum == 496);
}
