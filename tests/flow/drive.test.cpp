#include <memory>

#include "waiting.hpp"

using namespace coracle;
using namespace coracle::flow_test;

namespace {

struct Request {
  std::string url;
};
struct Response {
  std::string text;
};

// An overload set, as fetch is one.
Task<Response> get(Request request) {
  co_await sleep(10ms);
  if (request.url == "bad") co_await fail("http", "404");
  co_return Response{"<" + request.url + ">"};
}
[[maybe_unused]] Task<Response> get(const char* url) { return get(Request{url}); }

Generator<Request, Response> fetch_and_process(std::vector<std::string> urls, Diary& diary) {
  const Noted end(diary, "closed");
  for (const std::string& url : urls) {
    const Response data = co_yield Request(url);
    diary.add(data.text);
  }
}

Generator<Request, Result<Response>> careful(std::vector<std::string> urls, Diary& diary) {
  const Noted end(diary, "closed");
  for (const std::string& url : urls) {
    const Result<Response> data = co_yield Request(url);
    diary.add(data ? data->text : std::string(data.error().message()));
  }
}

Generator<int, int> sum_of(int count, int& sum) {
  for (int i = 0; i < count; ++i) sum += co_yield i;
}

}  // namespace

TEST_CASE("each yielded request is awaited, the answer sent back in", "[b56]") {
  Scene scene;
  const Result<void> outcome = scene.loop.run([&]() -> Task<> {
    co_await drive(fetch_and_process({"a", "b"}, scene.diary), get);
    scene.diary.add("done");
  });
  CHECK(outcome);
  CHECK(scene.diary.text() == "<a> <b> closed done");
  CHECK(scene.loop.now() == 20ms);
  CHECK(scene.nothing_left());
}

TEST_CASE("a failure closes the generator at its yield, and drive fails with it", "[b56][b57]") {
  Scene scene;
  const Result<void> outcome = scene.loop.run(
      [&]() -> Task<> { co_await drive(fetch_and_process({"a", "bad", "c"}, scene.diary), get); });
  CHECK(!outcome);
  if (!outcome) CHECK(outcome.error().code() == "http");
  CHECK(scene.diary.text() == "<a> closed");
  CHECK(scene.nothing_left());
}

TEST_CASE("a generator that is sent results hears of the failure and goes on", "[b56]") {
  Scene scene;
  const Result<void> outcome = scene.loop.run(
      [&]() -> Task<> { co_await drive(careful({"a", "bad", "c"}, scene.diary), get); });
  CHECK(outcome);
  CHECK(scene.diary.text() == "<a> 404 <c> closed");
  CHECK(scene.nothing_left());
}

TEST_CASE("the generator's own failure fails drive, and is reported nowhere else", "[b56][b57]") {
  Scene scene;
  const Result<void> outcome = scene.loop.run([&]() -> Task<> {
    co_await drive(
        [](Diary& diary) -> Generator<int, int> {
          const Noted end(diary, "closed");
          const int answer = co_yield 1;
          if (answer == 2) co_await fail("user", "not two");
        }(scene.diary),
        [](int x) { return x + 1; });
  });
  CHECK(!outcome);
  if (!outcome) CHECK(outcome.error().message() == "not two");
  CHECK(scene.diary.text() == "closed");
  CHECK(scene.reports.empty());
}

TEST_CASE("answers may be plain, results, tasks, or anything that can be awaited", "[b56]") {
  Scene scene;
  int sum = 0;
  scene.scope.spawn([&]() -> Task<> {
    co_await drive(sum_of(3, sum), [](int x) { return x; });
    co_await drive(sum_of(3, sum), [](const int& x) -> Result<int> { return 10 * x; });
    co_await drive(sum_of(3, sum), [](int x) -> Task<short> { co_return short(100 * x); });
    co_await drive(sum_of(3, sum), [](int x) {
      return attempt([](int x) -> Task<int> { co_return 1000 * x; }(x));
    });
    co_await drive(sum_of(1, sum), [&](int) { return next_change(scene.value); });
  });
  scene.loop.run_ready();
  CHECK(sum == 3333);
  scene.value = 90'000;
  scene.loop.run_until_idle();
  CHECK(sum == 93'333);
  CHECK(scene.nothing_left());
}

TEST_CASE("a plain result that is an error fails like any other", "[b56]") {
  Scene scene;
  const auto answer = [](const Request& request) -> Result<Response> {
    if (request.url == "bad") return Error("user", "plainly bad");
    return Response{request.url};
  };
  const auto strict = scene.loop.run([&]() -> Task<> {
    co_await drive(fetch_and_process({"a", "bad", "c"}, scene.diary), answer);
  });
  CHECK(!strict);
  CHECK(scene.diary.text() == "a closed");
  scene.diary.clear();
  const auto lenient = scene.loop.run(
      [&]() -> Task<> { co_await drive(careful({"a", "bad", "c"}, scene.diary), answer); });
  CHECK(lenient);
  CHECK(scene.diary.text() == "a plainly bad c closed");
}

#if CORACLE_EXCEPTIONS
TEST_CASE("what f throws is a failure of the request", "[b56]") {
  Scene scene;
  const auto lenient = scene.loop.run([&]() -> Task<> {
    co_await drive(careful({"a", "b"}, scene.diary), [](const Request& request) -> Response {
      if (request.url == "a") throw std::runtime_error("thrown");
      return {request.url};
    });
  });
  CHECK(lenient);
  CHECK(scene.diary.text() == "thrown b closed");
}
#endif

TEST_CASE("a generator that is sent nothing goes on when its request is done", "[b56]") {
  Scene scene;
  const auto schedule = [](Diary& diary) -> Generator<std::chrono::milliseconds> {
    for (int i = 1; i <= 3; ++i) {
      co_yield i * 10ms;
      diary.add(str(i));
    }
  };
  const auto outcome = scene.loop.run([&]() -> Task<> {
    co_await drive(schedule(scene.diary),
                   [](std::chrono::milliseconds time) { return sleep(time); });
  });
  CHECK(outcome);
  CHECK(scene.diary.text() == "1 2 3");
  CHECK(scene.loop.now() == 60ms);
}

TEST_CASE("cancelling destroys the request in flight, then the generator", "[b56][b41]") {
  Scene scene;
  const TaskHandle run = scene.scope.spawn([&]() -> Task<> {
    const Noted end(scene.diary, "drive");
    co_await drive(fetch_and_process({"a"}, scene.diary), [&](Request) -> Task<Response> {
      const Noted end(scene.diary, "request");
      co_await sleep(1h);
      co_return {};
    });
  });
  scene.loop.advance(1ms);
  run.cancel();
  CHECK(scene.diary.text() == "request closed drive");
  CHECK(scene.nothing_left());
}

TEST_CASE("a drive that is never awaited destroys the generator unstarted", "[b56]") {
  Scene scene;
  {
    const Task<> unused = drive(fetch_and_process({"a"}, scene.diary), get);
  }
  CHECK(scene.diary.text().empty());
  CHECK(scene.nothing_left());
}

TEST_CASE("requests and answers may be move-only", "[b56]") {
  Scene scene;
  int sum = 0;
  const auto outcome = scene.loop.run([&]() -> Task<> {
    co_await drive(
        [](int& sum) -> Generator<std::unique_ptr<int>, std::unique_ptr<int>> {
          for (int i = 1; i <= 3; ++i) sum += *(co_yield std::make_unique<int>(i));
        }(sum),
        [](std::unique_ptr<int> request) -> Task<std::unique_ptr<int>> {
          co_await sleep(1ms);
          co_return std::move(request);
        });
  });
  CHECK(outcome);
  CHECK(sum == 6);
}

TEST_CASE("a million plain answers need no stack and let others have their turns", "[b56]") {
  Scene scene;
  int sum = 0;
  int others = 0;
  const TaskHandle driving = scene.scope.spawn(
      [&]() -> Task<> { co_await drive(sum_of(200'000, sum), [](int) { return 1; }); });
  scene.scope.spawn([&]() -> Task<> {
    for (; !driving.done(); ++others) co_await reschedule();
  });
  CHECK(scene.loop.run_until_idle());
  CHECK(sum == 200'000);
  CHECK(others > 100'000);
}

TEST_CASE("drive_all drives many at once, with so many requests in flight at most", "[b56]") {
  Scene scene;
  int live = 0;
  int most = 0;
  const auto serve = [&](int request) -> Task<int> {
    most = std::max(most, ++live);
    co_await sleep(10ms);
    --live;
    co_return request;
  };
  int sum = 0;
  const auto outcome = scene.loop.run([&]() -> Task<> {
    std::vector<Generator<int, int>> generators;
    generators.reserve(10);
    for (int i = 0; i < 10; ++i) generators.push_back(sum_of(3, sum));
    co_await drive_all(std::move(generators), serve, {.limit = 4});
  });
  CHECK(outcome);
  CHECK(most == 4);
  CHECK(sum == 10 * (0 + 1 + 2));
  CHECK(scene.loop.now() == 80ms);  // 30 requests, 4 at a time
  CHECK(scene.nothing_left());
}

TEST_CASE("drive_all takes a lazy range, an overload set, and no limit", "[b56]") {
  Scene scene;
  const auto outcome = scene.loop.run([&]() -> Task<> {
    const std::vector<std::string> urls = {"a", "b", "c"};
    co_await drive_all(urls | std::views::transform([&](const std::string& url) {
                         return fetch_and_process({url}, scene.diary);
                       }),
                       get);
    co_await drive_all(std::vector<Generator<Request, Response>>(), get);
  });
  CHECK(outcome);
  CHECK(scene.diary.text() == "<a> closed <b> closed <c> closed");
  CHECK(scene.loop.now() == 10ms);
}

TEST_CASE("of many that are driven the first failure cancels the rest, clean-up first",
          "[b56][b68]") {
  Scene scene;
  const auto outcome = scene.loop.run([&]() -> Task<> {
    std::vector<Generator<Request, Response>> generators;
    generators.push_back(fetch_and_process({"a", "b", "c"}, scene.diary));
    generators.push_back(fetch_and_process({"a", "bad", "c"}, scene.diary));
    generators.push_back(fetch_and_process({"x"}, scene.diary));
    const auto inner = co_await attempt(drive_all(std::move(generators), get));
    scene.diary.add(inner ? "done" : str("failed: ", inner.error().message()));
  });
  CHECK(outcome);
  CHECK(scene.diary.text() == "<a> <a> <x> closed closed closed failed: 404");
  CHECK(scene.nothing_left());
}

TEST_CASE("those that take errors as results go on when a request fails", "[b56]") {
  Scene scene;
  const auto outcome = scene.loop.run([&]() -> Task<> {
    std::vector<Generator<Request, Result<Response>>> generators;
    generators.push_back(careful({"bad", "b"}, scene.diary));
    generators.push_back(careful({"a"}, scene.diary));
    co_await drive_all(std::move(generators), get, {.limit = 1});
  });
  CHECK(outcome);
  CHECK(scene.diary.text() == "404 <a> closed <b> closed");
}

TEST_CASE("a limit of 0 is a clear error, and nothing is begun", "[b56]") {
  Scene scene;
  const auto outcome = scene.loop.run([&]() -> Task<> {
    std::vector<Generator<Request, Response>> generators;
    generators.push_back(fetch_and_process({"a"}, scene.diary));
    co_await drive_all(std::move(generators), get, {.limit = 0});
  });
  CHECK(!outcome);
  if (!outcome) CHECK(outcome.error().code() == "bad_argument");
  CHECK(scene.diary.text().empty());
}

TEST_CASE("cancelling many that are driven closes all of them", "[b56][b41]") {
  Scene scene;
  int sum = 0;
  const TaskHandle run = scene.scope.spawn([&]() -> Task<> {
    std::vector<Generator<int, int>> generators;
    generators.reserve(1000);
    for (int i = 0; i < 1000; ++i) generators.push_back(sum_of(1000, sum));
    co_await drive_all(std::move(generators),
                       [](int) -> Task<int> {
                         co_await sleep(1ms);
                         co_return 1;
                       },
                       {.limit = 100});
  });
  scene.loop.advance(20ms);
  CHECK(sum > 1000);
  run.cancel();
  CHECK(scene.nothing_left());
}
