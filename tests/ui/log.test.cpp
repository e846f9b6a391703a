// Log: what it shows, what that costs, and whose output is whose.
#include <catch_amalgamated.hpp>
#include <coracle/coracle.hpp>
#include <coracle/testing/test_app.hpp>

using namespace coracle;
using namespace std::chrono_literals;
using coracle::testing::TestApp;
using Lines = std::vector<std::string>;

namespace {

// A log in a page.
struct Shown {
  explicit Shown(Log::Options options = {}) : log(std::move(options)) {
    app.show([this] { return log; });
  }

  Lines lines() {
    app.settle();
    Lines texts;
    for (const auto& line : app.page().find(".coracle-log")->children[0]->children) {
      std::string text;
      for (const auto& piece : line->children) text += piece->text;
      texts.push_back(text);
    }
    return texts;
  }

  TestApp app;
  Log log;
};

std::size_t bytes_of(Shown& shown, int lines) {
  const std::size_t before = shown.app.page().patch_bytes();
  for (int i = 0; i < lines; ++i) {
    shown.log.print("line ", 10000 + i, "\n");
    if (i % 10 == 0) shown.app.settle();
  }
  shown.app.settle();
  return shown.app.page().patch_bytes() - before;
}

}  // namespace

TEST_CASE("what is printed is shown, line by line", "[b84]") {
  Shown shown;
  shown.log.print("did work ", 1, "\n");
  shown.log.print("did", " ");
  CHECK(shown.lines() == Lines{"did work 1", "did "});
  shown.log.print("work 2\n\nend");
  CHECK(shown.lines() == Lines{"did work 1", "did work 2", "\n", "end"});
  shown.log.print("");
  shown.log.print("\n<b>\n");
  CHECK(shown.lines() == Lines{"did work 1", "did work 2", "\n", "end", "<b>"});
  CHECK(shown.app.page().faults().empty());
}

TEST_CASE("errors are lines of their own", "[b84]") {
  Shown shown;
  shown.log.print("begins");
  shown.log.error("fails");
  shown.log.error(" badly\n");
  shown.log.print("goes on");
  CHECK(shown.lines() == Lines{"begins", "fails badly", "goes on"});
  CHECK(shown.app.page().find_all(".coracle-log-error").size() == 1);
  CHECK(shown.app.page().find(".coracle-log-error")->visible_text() == "fails badly");
}

TEST_CASE("ten thousand lines cost what ten thousand lines weigh", "[b84]") {
  Shown shown;
  shown.log.print("the first\n");
  shown.app.settle();
  const std::size_t first = bytes_of(shown, 1000);
  CHECK(first < std::size_t{1000} * 60);
  const std::size_t rest = bytes_of(shown, 8999);
  CHECK(rest <= first * 9);
  CHECK(first + rest < 1'000'000);
  CHECK(shown.lines().size() == 10000);
  CHECK(shown.app.page().faults().empty());
}

TEST_CASE("a long line that grows costs what it weighs", "[b84]") {
  Shown shown;
  std::size_t cost[2];
  for (std::size_t& bytes : cost) {
    const std::size_t before = shown.app.page().patch_bytes();
    for (int i = 0; i < 500; ++i) {
      shown.log.print(".");
      shown.app.settle();
    }
    bytes = shown.app.page().patch_bytes() - before;
  }
  CHECK(cost[1] <= cost[0]);
  CHECK(shown.lines() == Lines{std::string(1000, '.')});
}

TEST_CASE("a limit drops the oldest lines", "[b84]") {
  Shown shown({.limit = 3});
  for (int i = 0; i < 5; ++i) {
    shown.log.print(i, "\n");
    shown.app.settle();
  }
  CHECK(shown.lines() == Lines{"2", "3", "4"});
  const std::size_t nodes = shown.app.page().live_nodes();
  for (int i = 0; i < 1000; ++i) shown.log.print(i, "\n");
  CHECK(shown.lines() == Lines{"997", "998", "999"});
  CHECK(shown.app.page().live_nodes() == nodes);
  shown.log.limit = 1;
  CHECK(shown.lines() == Lines{"999"});
  shown.log.limit = 0;
  for (int i = 0; i < 10; ++i) shown.log.print(i, "\n");
  CHECK(shown.lines().size() == 11);
  shown.log.limit = -1;
  CHECK(shown.log.limit() == 0);
  CHECK(shown.app.take_reports().size() == 1);
  CHECK(shown.app.page().faults().empty());
}

TEST_CASE("clear empties the log, or waits for what comes after", "[b84]") {
  Shown shown;
  shown.log.print("old\nopen");
  shown.log.clear();
  CHECK(shown.lines().empty());
  shown.log.print("new\n");
  CHECK(shown.lines() == Lines{"new"});
  shown.log.clear(after_next);
  CHECK(shown.lines() == Lines{"new"});
  shown.log.print("newer\n");
  shown.log.print("newest\n");
  CHECK(shown.lines() == Lines{"newer", "newest"});
  shown.log.clear(after_next);
  shown.log.show("view");
  CHECK(shown.app.text() == "newer newest");
  shown.app.settle();
  CHECK(shown.app.text() == "view");
  CHECK(shown.app.page().faults().empty());
}

TEST_CASE("views stand between the lines, and live", "[b84]") {
  Shown shown;
  Str str("before");
  shown.log.print("one\n");
  shown.log.show(str);
  shown.log.show(View());
  shown.log.print("two\n");
  shown.app.settle();
  CHECK(shown.app.text() == "one before two");
  str.object = "after";
  shown.app.settle();
  CHECK(shown.app.text() == "one after two");
  shown.log.clear();
  shown.app.settle();
  CHECK(shown.app.page().find("pre") == nullptr);
  CHECK(shown.app.page().faults().empty());
}

TEST_CASE("a log shown anew, or in two places, has all its lines", "[b84]") {
  TestApp app;
  Log log;
  Column column(log);
  app.show([&] { return column; });
  const auto nodes = app.page().live_nodes();
  log.print("a\nb");
  app.settle();
  column.objects = std::vector<View>{};
  log.print("c\n");
  app.settle();
  CHECK(app.text().empty());
  column.objects = std::vector<View>{log, log};
  app.settle();
  CHECK(app.text() == "a bc a bc");
  log.clear();
  column.objects = std::vector<View>{log};
  app.settle();
  CHECK(app.page().live_nodes() == nodes);
  // Another log in its place.
  Log other;
  other.print("other\n");
  column.objects = std::vector<View>{other};
  app.settle();
  CHECK(app.text() == "other");
  CHECK(app.page().faults().empty());
}

TEST_CASE("random output is shown as it would be from the start", "[b84]") {
  std::uint32_t state = 7;
  const auto random = [&state](std::uint32_t below) {
    state ^= state << 13;
    state ^= state >> 17;
    state ^= state << 5;
    return state % below;
  };
  Shown shown({.limit = 7});
  for (int round = 0; round < 2000; ++round) {
    switch (random(8)) {
      case 0: shown.log.error(round, "\n"); break;
      case 1: shown.log.print(round, "\n", round); break;
      case 2: shown.log.show(str("view ", round)); break;
      case 3:
        if (random(10) == 0) shown.log.clear();
        break;
      case 4:
        if (random(10) == 0) shown.log.clear(after_next);
        break;
      default: shown.log.print(round, random(2) ? "\n" : " ");
    }
    if (random(3) != 0) continue;
    shown.app.settle();
    INFO("round " << round);
    REQUIRE(shown.app.page().faults().empty());
  }
  const std::string incremental = shown.app.text();
  TestApp other;
  other.show([&] { return shown.log; });
  CHECK(other.text() == incremental);
}

TEST_CASE("a run prints to its own log, also after a wait", "[b84]") {
  TestApp app;
  Log first;
  Log second;
  const auto work = [](int count, Time pause) -> Task<> {
    for (int i = 0; i < count; ++i) {
      print(i, " ");
      co_await sleep(pause);
    }
    print("end");
  };
  app.show([&] { return Column(first, "|", second); });
  app.scope().spawn(first.capture(work), 3, Time(10));
  app.scope().spawn(second.capture(work), 2, Time(12));
  app.advance(100ms);
  CHECK(app.text() == "0 1 2 end | 0 1 end");
  CHECK(app.take_reports().empty());
}

TEST_CASE("captured functions keep their kind: plain, task, generators, handlers", "[b84]") {
  TestApp app;
  Log log;
  Button button({.label = "Go"});
  app.show([&] {
    Signal source(3);
    const auto plain = [](int value) {
      print("plain ");
      return value + 1;
    };
    auto task = [](int value) -> Task<int> {
      print("task ");
      co_await sleep(1ms);
      print("after ");
      co_return value + 2;
    };
    auto generator = [](int value) -> Generator<int> {
      print("generator ");
      co_yield value;
      print("next ");
      co_yield value + 3;
    };
    auto async_generator = [](int value) -> AsyncGenerator<View> {
      print("async ");
      co_yield str(value);
      co_await sleep(1ms);
      print("next ");
      co_yield str(value + 4);
    };
    button.on_click(log.capture([](Click click) -> Task<> {
      co_await sleep(1ms);
      print("click ", click.count, " ");
    }));
    button.on_click(log.capture([] { print("plain click "); }));
    return Row(button, bind(log.capture(plain), source), bind(log.capture(task), source),
               bind(log.capture(generator), source), bind(log.capture(async_generator), source),
               "|", log);
  });
  app.advance(10ms);
  CHECK(app.text() == "Go 4 5 6 7 | plain task generator async next after next");
  log.clear();
  app.click("Go");
  app.advance(10ms);
  CHECK(app.text() == "Go 4 5 6 7 | plain click click 1");
  CHECK(app.take_reports().empty());
}

TEST_CASE("branches print to the log of the run, and a log within a log has its own", "[b84]") {
  TestApp app;
  Log outer;
  Log inner;
  app.show([&] { return Column(outer, "|", inner); });
  const auto branch = [](const char* text, Time pause) -> Task<> {
    co_await sleep(pause);
    print(text, " ");
  };
  app.scope().spawn(outer.capture([&]() -> Task<> {
    print("begin ");
    co_await all(branch("slow", Time(20)), inner.capture(branch)("inside", Time(5)),
                 branch("quick", Time(10)));
    print("end");
  }));
  app.advance(100ms);
  CHECK(app.text() == "begin quick slow end | inside");
}

TEST_CASE("a generator's consumer does not print to the generator's log", "[b84]") {
  TestApp app;
  Log log;
  Log consumers;
  app.show([&] { return Column(log, "|", consumers); });
  const auto numbers = log.capture([]() -> AsyncGenerator<int> {
    for (int i = 0; i < 2; ++i) {
      print("make ", i, " ");
      co_await sleep(1ms);
      co_yield i;
    }
  });
  app.scope().spawn(consumers.capture([&]() -> Task<> {
    auto generator = numbers();
    while (const int* number = co_await generator.next()) print("got ", *number, " ");
  }));
  app.advance(10ms);
  CHECK(app.text() == "make 0 make 1 | got 0 got 1");
}

TEST_CASE("a run that is superseded leaves nobody printing to its log", "[b84]") {
  TestApp app;
  Log log;
  Signal source(0);
  app.show([&] {
    return Row(bind(log.capture([](int value) -> Task<int> {
                 print("run ", value, " ");
                 co_await sleep(10ms);
                 print("end ", value, " ");
                 co_return value;
               }),
                    source),
               "|", log);
  });
  source = 1;
  app.settle();
  print("stray");
  CHECK(app.take_reports() == Lines{"no_log: printed where no log captures it: stray"});
  app.advance(10ms);
  CHECK(app.text() == "1 | run 0 run 1 end 1");
}

TEST_CASE("a failing captured run fails as ever", "[b84]") {
  TestApp app;
  Log log;
  app.show([&] { return log; });
  app.scope().spawn(log.capture([]() -> Task<> {
    print("before");
    co_await fail("user", "failed");
  }));
  app.settle();
  CHECK(app.text().starts_with("before"));
  CHECK(app.take_reports() == Lines{"user: failed"});
}

TEST_CASE("printing while a log is being watched by a binding is no read of it", "[b84]") {
  TestApp app;
  Log log;
  int runs = 0;
  Signal source(0);
  app.show([&] {
    return Column(log, bind(log.capture([&runs](int value) {
                    ++runs;
                    print("run ", value, " ");
                    return value;
                  }),
                            source));
  });
  source = 1;
  app.settle();
  CHECK(runs == 2);
  CHECK(app.text() == "run 0 run 1 1");
}
