#include <coracle/async/async.hpp>
#include <cstdint>
#include <utility>

// The C++ side of the suite `coroutine`: each case does `count` operations and gives their sum, as
// its twin in javascript.mjs does.

#define CORACLE_BENCH_EXPORT extern "C" [[gnu::used, gnu::visibility("default")]]

// What the browser's loop reads its clock with.
extern "C" double emscripten_get_now();

using namespace coracle;

namespace {

// A loop that is turned by hand until nothing is left, on the real clock.
class HandLoop final : public Loop {
 public:
  HandLoop() { install(this); }
  Time now() override { return Time(emscripten_get_now()); }
  void request_turn() override { turn_ = true; }
  void request_wake(Time) override {}
  void cancel_wake() override {}
  void request_frame() override {}
  void run() {
    while (std::exchange(turn_, false)) run_turn();
  }

 private:
  bool turn_ = false;
};

HandLoop loop;
Scope scope;

template <class F>
double run(F f) {
  std::int64_t result = 0;
  scope.spawn([&]() -> Task<> { result = co_await f(); });
  loop.run();
  return static_cast<double>(result);
}

// Functions the compiler may not look into: each call makes a frame.
[[gnu::noinline]] Task<int> leaf(int value) { co_return value + 1; }
[[gnu::noinline]] Task<int> middle(int value) { co_return co_await leaf(value) + 1; }
[[gnu::noinline]] Generator<int> opaque_numbers(int count) {
  for (int i = 0; i < count; ++i) co_yield int(i);
}
[[gnu::noinline]] AsyncGenerator<int> numbers_later(int count) {
  for (int i = 0; i < count; ++i) co_yield int(i);
}

// The same for it to look into.
Task<int> visible_leaf(int value) { co_return value + 1; }
Task<int> visible_middle(int value) { co_return co_await visible_leaf(value) + 1; }
Generator<int> numbers(int count) {
  for (int i = 0; i < count; ++i) co_yield int(i);
}

Task<std::int64_t> switching(int count) {
  std::int64_t sum = 0;
  for (int i = 0; i < count; ++i) {
    co_await reschedule();
    sum += i;
  }
  co_return sum;
}

}  // namespace

CORACLE_BENCH_EXPORT double nested_await(int count) {
  return run([=]() -> Task<std::int64_t> {
    std::int64_t sum = 0;
    for (int i = 0; i < count; ++i) sum += co_await middle(i);
    co_return sum;
  });
}

CORACLE_BENCH_EXPORT double nested_await_visible(int count) {
  return run([=]() -> Task<std::int64_t> {
    std::int64_t sum = 0;
    for (int i = 0; i < count; ++i) sum += co_await visible_middle(i);
    co_return sum;
  });
}

CORACLE_BENCH_EXPORT double ready_switch(int count) {
  return run([=]() -> Task<std::int64_t> {
    auto [first, second] = co_await all(switching(count / 2), switching(count / 2));
    co_return first + second;
  });
}

CORACLE_BENCH_EXPORT double generator_step(int count) {
  std::int64_t sum = 0;
  for (const int value : numbers(count)) sum += value;
  return static_cast<double>(sum);
}

CORACLE_BENCH_EXPORT double generator_step_opaque(int count) {
  std::int64_t sum = 0;
  for (const int value : opaque_numbers(count)) sum += value;
  return static_cast<double>(sum);
}

CORACLE_BENCH_EXPORT double async_generator_step(int count) {
  return run([=]() -> Task<std::int64_t> {
    std::int64_t sum = 0;
    auto generator = numbers_later(count);
    while (const int* value = co_await generator.next()) sum += *value;
    co_return sum;
  });
}
