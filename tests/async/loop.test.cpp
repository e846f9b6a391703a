#include <algorithm>
#include <catch_amalgamated.hpp>
#include <memory>

#include "support.hpp"

using namespace coracle;
using namespace coracle::async_test;

namespace {

// A loop whose clock the test moves while things run.
class SlowLoop final : public Loop {
 public:
  SlowLoop() : former(install(this)) {}
  ~SlowLoop() override { install(former); }
  Time now() override {
    ++clock_reads;
    return time;
  }
  void request_turn() override { ++turns; }
  void request_wake(Time deadline) override { wake = deadline; }
  void cancel_wake() override { wake = Time(-1); }
  void request_frame() override { ++frames; }

  Loop* former;
  Time time{0};
  Time wake{-1};
  int turns = 0;
  int frames = 0;
  int clock_reads = 0;
};

struct Step : ReadyNode {
  Step(SlowLoop& loop, Time cost, bool measured)
      : ReadyNode(&step, measured), loop(loop), cost(cost) {}
  static void step(ReadyNode& node) {
    auto& self = static_cast<Step&>(node);
    self.loop.time += self.cost;
    ++self.count;
    if (self.count < self.limit) self.loop.post(self);
  }
  SlowLoop& loop;
  Time cost;
  int count = 0;
  int limit = 1'000'000;
};

}  // namespace

TEST_CASE("a turn ends when its slice is spent, and asks for another", "[async][b50]") {
  SlowLoop loop;
  Step step(loop, 3ms, true);
  loop.post(step);
  CHECK(loop.turns == 1);
  loop.run_turn();
  CHECK(step.count == 3);
  CHECK(loop.turns == 2);
  loop.set_slice(20ms);
  loop.run_turn();
  CHECK(step.count == 3 + 7);
}

TEST_CASE("long measured steps take a turn each, after however many short ones", "[async][b50]") {
  SlowLoop loop;
  Step quick(loop, 0.0001ms, false);
  quick.limit = 10'000;
  Step slow(loop, 20ms, true);
  slow.limit = 5;
  loop.post(quick);
  loop.run_turn();
  quick.count = 0;
  loop.post(quick);
  loop.post(slow);
  for (int turn = 1; turn <= 5; ++turn) {
    loop.run_turn();
    CHECK(slow.count == turn);
  }
}

TEST_CASE("plain switches read the clock rarely, and never run long past the slice",
          "[async][b51]") {
  SlowLoop loop;
  Step step(loop, 0.001ms, false);
  loop.post(step);
  loop.run_turn();
  CHECK(step.count >= 8000);
  CHECK(step.count <= 8100);
  CHECK(loop.clock_reads < 300);
  // Steps that become slow without warning are noticed within one stride.
  step.cost = 1ms;
  step.count = 0;
  loop.run_turn();
  CHECK(step.count <= 10);
}

TEST_CASE("the embedder is asked once, for the earliest deadline only", "[async]") {
  SlowLoop loop;
  struct Bell : Timer {
    Bell() : Timer(&ring) {}
    static void ring(Timer& timer) { ++static_cast<Bell&>(timer).rung; }
    int rung = 0;
  };
  Bell late;
  loop.set_timer(late, Time(20));
  CHECK(loop.wake == 20ms);
  {
    Bell early;
    loop.set_timer(early, Time(10));
    CHECK(loop.wake == 10ms);
  }
  CHECK(loop.wake == 20ms);
  loop.time = Time(19);
  loop.run_timers();  // too early, as a browser may be
  CHECK(late.rung == 0);
  CHECK(loop.wake == 20ms);
  loop.set_timer(late, Time(15));
  CHECK(loop.wake == 15ms);
  loop.run_timers();
  CHECK(late.rung == 1);
  CHECK(!late.is_set());
  CHECK(loop.timer_count() == 0);
}

TEST_CASE("a frame runs its waiters, what they wake, then the hooks; measured steps wait",
          "[async]") {
  SlowLoop loop;
  Scope scope;
  Diary diary;
  WaitList list;
  struct Hook : FrameHook {
    explicit Hook(Diary& diary) : FrameHook(&commit), diary(diary) {}
    static void commit(FrameHook& hook) { static_cast<Hook&>(hook).diary.add("commit"); }
    Diary& diary;
  } hook(diary);
  Step step(loop, 20ms, true);
  step.limit = 1;
  scope.spawn([&]() -> Task<> {
    co_await list.wait();
    diary.add("woken");
  });
  scope.spawn([&]() -> Task<> {
    const Time time = co_await next_frame();
    diary.add(str("frame ", time.count()));
    list.wake_all();
    loop.post(step);
    co_await next_frame();
    diary.add("next");
  });
  loop.run_turn();
  loop.request(hook);
  loop.request(hook);
  CHECK(loop.frames == 1);
  loop.run_frame(Time(16));
  CHECK(diary.text() == "frame 16 woken commit");
  CHECK(step.count == 0);
  CHECK(!hook.is_requested());
  CHECK(loop.frames == 2);
  loop.run_turn();
  CHECK(step.count == 1);
  loop.run_frame(Time(32));
  CHECK(diary.text() == "frame 16 woken commit next");
  CHECK(loop.frames == 2);
}

TEST_CASE("a measured run that waits for a frame is run in that frame", "[async]") {
  class Run final : public Root {
   public:
    Run() : Root(true) {}

   private:
    void finished() override { release_frame(); }
    void failed(Error) override {}
  };
  SlowLoop loop;
  Scope scope;
  Run run;
  Time time{0};
  const auto wait = [&]() -> Task<> { time = co_await next_frame(); };
  run.start(scope, wait());
  loop.run_turn();
  loop.run_frame(Time(16));
  CHECK(time == 16ms);
  CHECK(!run.is_live());
}

TEST_CASE("nodes that are destroyed in the queue leave it", "[async]") {
  SlowLoop loop;
  Step stays(loop, 0ms, false);
  stays.limit = 1;
  {
    Step goes(loop, 0ms, false);
    loop.post(goes);
    loop.post(stays);
    loop.post(stays);
    CHECK(loop.ready_count() == 2);
  }
  CHECK(loop.ready_count() == 1);
  loop.run_turn();
  CHECK(stays.count == 1);
}

TEST_CASE("the queue grows while it is in use and keeps its order", "[async]") {
  Scene scene;
  std::vector<int> order;
  for (int i = 0; i < 1000; ++i) {
    scene.scope.spawn([&order, i]() -> Task<> {
      co_await reschedule();
      order.push_back(i);
    });
  }
  scene.loop.run_until_idle();
  REQUIRE(order.size() == 1000);
  CHECK(std::is_sorted(order.begin(), order.end()));
}

TEST_CASE("a loop that goes away forgets what stands in it", "[async]") {
  auto loop = std::make_unique<VirtualLoop>();
  Scope scope;
  const TaskHandle sleeper = scope.spawn([]() -> Task<> { co_await sleep(1h); });
  const TaskHandle ready = scope.spawn([]() -> Task<> { co_return; });
  loop->advance(0ms);
  WaitList list;
  scope.spawn([&]() -> Task<> {
    const AtEnd cleanup([&] { list.wake_all(); });
    co_await list.wait();
  });
  loop->advance(0ms);
  const TaskHandle waiting = scope.spawn([]() -> Task<> { co_return; });
  loop.reset();
  CHECK(!sleeper.done());
  CHECK(ready.done());
  CHECK(!waiting.done());
  scope.cancel();
  CHECK(async_counts().roots == 0);
}
