// Threads in a page: many writes, a calculation that is stopped, one that never stops, one that
// traps, one whose thread has things left to do after it, while a person clicks.
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

AsyncGenerator<View> write(bool pressed) {
  if (!pressed) co_return;
  const auto counters = make_ref<Counters>();
  const Effect effect = coracle::effect([&] { counters->heard += counters->every() != 0; });
  std::vector<Task<>> parts;
  for (int thread = 0; thread < 4; ++thread) {
    const auto work = [thread](Remote<int> newest, Remote<int> every) {
      for (int i = 1; i <= 2500; ++i) {
        newest = i;
        every = thread * 2500 + i;
        if (i % 25 == 0) std::this_thread::sleep_for(5ms);
      }
    };
    parts.push_back(on_thread(work, remote(counters->newest[thread].value),
                              remote(counters->every, every_write)));
  }
  co_yield "writing";
  co_await all(std::move(parts));
  std::string text = str("heard ", counters->heard, ", last");
  for (const IntSlider& slider : counters->newest) text += str(" ", slider.value());
  co_yield text;
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

  Button write_all({.label = "Write"});
  Button start({.label = "Start"});
  Button stop({.label = "Stop"});
  StaticText state({.value = "idle"});
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
  Button add({.label = "Add"});
  StaticText sum({.value = "no sum"});
  add.on_click([sum](Click) -> Task<> {
    const auto text = [](std::string name) { return str(name, " ", 2.5, " €"); };
    sum.value = co_await on_thread(text, std::string("it is"));
  });
  return Column(Row(other, clicked), Row(write_all, start, stubborn, stop, trap, leave, add), state,
                sum, bind(write, write_all));
}
CORACLE_APP(app)
