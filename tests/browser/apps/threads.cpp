// Threads in a page: many writes, evenly, as fast as they can be and without end, a calculation
// that is stopped, one that never stops, one that traps, one that fails, one that fills the memory,
// one whose thread has things left to do after it, while a person clicks.
#include <coracle/coracle.hpp>
#include <coracle/thread/worker.hpp>

using namespace coracle;
using namespace std::chrono_literals;

namespace {

struct Counters : RefCounted {
  IntSlider newest[4] = {IntSlider({.end = 2500}), IntSlider({.end = 2500}),
                         IntSlider({.end = 2500}), IntSlider({.end = 2500})};
  Signal<int> every{0};
  int heard = 0;
};

Task<std::string> wait_for_threads() {
  while (Worker::live()) co_await sleep(1ms);
  co_return "no thread is left";
}

Task<std::string> write(bool evenly) {
  const auto counters = make_ref<Counters>();
  const Effect effect = coracle::effect([&] { counters->heard += counters->every() != 0; });
  std::vector<Task<>> parts;
  for (int thread = 0; thread < 4; ++thread) {
    const auto work = [thread, evenly](Remote<int> newest, Remote<int> every) {
      for (int i = 1; i <= 2500; ++i) {
        newest = i;
        every = thread * 2500 + i;
        if (evenly && i % 25 == 0) std::this_thread::sleep_for(5ms);
      }
    };
    parts.push_back(on_thread(work, remote(counters->newest[thread].value),
                              remote(counters->every, every_write)));
  }
  co_await all(std::move(parts));
  std::string text = str("heard ", counters->heard, ", last");
  for (const IntSlider& slider : counters->newest) text += str(" ", slider.value());
  co_return text;
}

// Writes without a pause; gives how many values arrived meanwhile, once a person has had enough.
Task<std::string> write_on(Button stop, StaticText state) {
  const Signal<double> newest(0.0);
  int heard = 0;
  const Effect effect = coracle::effect([&] { heard += newest() != 0; });
  const auto work = [](std::stop_token stop, Remote<double> value) {
    for (double number = 1; !stop.stop_requested(); ++number) value = number;
  };
  const auto show = [&]() -> Task<> {
    for (;; co_await sleep(20ms)) state.value = str("heard ", heard);
  };
  co_await any(on_thread(work, remote(newest)), next_click(stop), show());
  co_return str("heard in the end ", heard);
}

double calculate(std::stop_token stop, double sum) {
  for (; !stop.stop_requested(); sum += 1e-9) {
  }
  return sum;
}

// What a thread destroys after its function has returned, and the page knows of that.
struct LastWords {
  std::optional<Remote<std::string>> text;
  ~LastWords() {
    std::this_thread::sleep_for(200ms);
    for (int i = 0; i < 1000; ++i) std::make_unique<std::string>(100, 'x');
    if (text) *text = "these are its last words";
  }
};
thread_local LastWords last_words;

}  // namespace

View app() {
  Button other({.label = "Click"});
  StaticText clicked({.value = "no click"});
  other.on_click([clicked](Click click) { clicked.value = str("click ", click.count); });

  StaticText state({.value = "idle"});
  Button write_evenly({.label = "Write"});
  Button write_fast({.label = "Write fast"});
  for (const bool evenly : {true, false}) {
    (evenly ? write_evenly : write_fast).on_click([=](Click) -> Task<> {
      state.value = "writing";
      state.value = co_await write(evenly);
    });
  }
  Button start({.label = "Start"});
  Button stop({.label = "Stop"});
  Button write_endlessly({.label = "Write on"});
  write_endlessly.on_click([=](Click) -> Task<> { state.value = co_await write_on(stop, state); });
  start.on_click([=](Click) -> Task<> {
    state.value = "calculating";
    co_await any(on_thread(calculate, 0.0), next_click(stop));
    state.value = co_await wait_for_threads();
  });

  Button stubborn({.label = "Start for ever"});
  stubborn.on_click([=](Click) -> Task<> {
    state.value = "calculating for ever";
    // Uses the heap and the inbox all the time, and stops for nobody.
    const auto never_ends = [](Remote<std::string> text) {
      for (std::string value;; value = std::string(100, 'x')) text = value;
    };
    const Signal<std::string> text{std::string()};
    co_await any(on_thread(never_ends, remote(text)), next_click(stop));
    state.value = co_await wait_for_threads();
  });

  Button trap({.label = "Trap"});
  trap.on_click([](Click) { background([] { __builtin_trap(); }); });
  Button leave({.label = "Leave"});
  leave.on_click([=](Click) -> Task<> {
    co_await on_thread([](Remote<std::string> text) { last_words.text.emplace(text); },
                       remote(state.value));
    // What the page had for the thread may have been freed, and used again.
    std::vector<std::string> others;
    for (std::size_t size = 1; size < 1000; ++size) others.emplace_back(size, '\xff');
    co_await sleep(400ms);
  });
  Button fail_there({.label = "Fail"});
  fail_there.on_click([=](Click) -> Task<> {
    const auto work = []() -> Result<int> { return Error("user", "there is no such number"); };
    const Result<int> failed = co_await attempt(on_thread(work));
    if (!failed) state.value = str("failed: ", failed.error().message());
  });
  Button grow({.label = "Grow"});
  grow.on_click([=](Click) -> Task<> {
    const auto work = [] { return std::string(100'000'000, 'x'); };
    const std::string text = co_await on_thread(work);
    state.value = str(text.size(), " bytes, the last of them ", text.substr(text.size() - 3));
  });
  // What the library knows nothing of.
  Button own({.label = "Own thread"});
  own.on_click([=](Click) {
    std::thread([text = remote(state.value)] { text = "a thread of its own"; }).detach();
  });
  Button add({.label = "Add"});
  StaticText sum({.value = "no sum"});
  add.on_click([sum](Click) -> Task<> {
    const auto text = [](std::string name) { return str(name, " ", 2.5, " €"); };
    sum.value = co_await on_thread(text, std::string("it is"));
  });
  return Column(Row(other, clicked), Row(write_evenly, write_fast, write_endlessly),
                Row(start, stubborn, stop, trap, leave, fail_there, grow, own, add), state, sum);
}
CORACLE_APP(app)
