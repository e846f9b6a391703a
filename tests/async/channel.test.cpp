#include <algorithm>
#include <catch_amalgamated.hpp>
#include <map>
#include <memory>
#include <set>

#include "support.hpp"

using namespace coracle;
using namespace coracle::async_test;

namespace {

Task<> send_all(Channel<int> channel, int from, int to, Diary& diary) {
  for (int i = from; i <= to; ++i) {
    co_await channel.send(i);
    diary.add(str("sent", i));
  }
}

Task<> receive_all(Channel<int> channel, Diary& diary) {
  while (const std::optional<int> value = co_await channel.receive()) diary.add(str(*value));
  diary.add("end");
}

}  // namespace

TEST_CASE("a channel holds so many values, and who sends more waits", "[async][b71]") {
  Scene scene;
  Diary diary;
  const Channel<int> channel(2);
  scene.scope.spawn(send_all(channel, 1, 4, diary));
  scene.loop.run_until_idle();
  CHECK(diary.text() == "sent1 sent2");
  CHECK(channel.size() == 2);
  CHECK(channel.capacity() == 2);
  CHECK(channel.try_receive() == 1);
  scene.loop.run_until_idle();
  CHECK(diary.text() == "sent1 sent2 sent3");
  CHECK(!channel.try_send(99));
  scene.scope.spawn(receive_all(channel, diary));
  scene.loop.run_until_idle();
  CHECK(diary.text() == "sent1 sent2 sent3 2 3 4 sent4");
  channel.close();
  scene.loop.run_until_idle();
  CHECK(diary.text() == "sent1 sent2 sent3 2 3 4 sent4 end");
  CHECK(scene.nothing_left());
}

TEST_CASE("without a capacity a value is handed over, and both wait for each other",
          "[async][b71]") {
  Scene scene;
  Diary diary;
  const Channel<int> channel(0);
  scene.scope.spawn(send_all(channel, 1, 2, diary));
  scene.loop.run_until_idle();
  CHECK(diary.text().empty());
  CHECK(channel.size() == 0);
  CHECK(!channel.try_send(9));
  const TaskHandle receiver = scene.scope.spawn(receive_all(channel, diary));
  scene.loop.run_until_idle();
  CHECK(diary.text() == "1 sent1 sent2 2");
  CHECK(channel.try_send(3));
  scene.loop.run_until_idle();
  CHECK(diary.text() == "1 sent1 sent2 2 3");
  receiver.cancel();
  CHECK(!channel.try_send(4));
  CHECK(!channel.try_receive());
  CHECK(scene.nothing_left());
}

TEST_CASE("values that cannot be copied go through a channel", "[async][b71]") {
  Scene scene;
  const Channel<std::unique_ptr<int>> channel(1);
  CHECK(scene.run([&]() -> Task<> {
    auto kept = std::make_unique<int>(3);
    CHECK(channel.try_send(std::make_unique<int>(1)));
    CHECK(!channel.try_send(std::move(kept)));
    CHECK(kept);
    spawn([&]() -> Task<> { co_await channel.send(std::make_unique<int>(2)); });
    for (int i = 1; i <= 2; ++i) {
      const auto value = co_await channel.receive();
      CHECK((value && **value == i));
    }
  }));
  CHECK(scene.nothing_left());
}

TEST_CASE("what was sent, or waits to be sent, before a channel closes is still received",
          "[async][b71]") {
  for (const std::size_t capacity : {0, 1, 2, 5}) {
    Scene scene;
    Diary sent;
    Diary received;
    const Channel<int> channel(capacity);
    for (int i = 1; i <= 4; ++i) scene.scope.spawn(send_all(channel, i, i, sent));
    scene.loop.run_until_idle();
    channel.close();
    channel.close();
    CHECK(channel.is_closed());
    CHECK(!channel.try_send(5));
    scene.scope.spawn(send_all(channel, 6, 6, sent));
    scene.loop.run_until_idle();
    CHECK(scene.reports == std::vector<std::string>{
                               "the program: closed: the channel was closed before this was sent"});
    scene.scope.spawn(receive_all(channel, received));
    scene.loop.run_until_idle();
    CHECK(received.text() == "1 2 3 4 end");
    CHECK(scene.nothing_left());
  }
}

TEST_CASE("closing a channel ends all who wait to receive", "[async][b71]") {
  Scene scene;
  Diary diary;
  const Channel<int> channel(3);
  for (int i = 0; i < 3; ++i) scene.scope.spawn(receive_all(channel, diary));
  scene.loop.run_until_idle();
  channel.close();
  scene.loop.run_until_idle();
  CHECK(diary.text() == "end end end");
  CHECK(scene.nothing_left());
}

TEST_CASE("a sender that is cancelled takes its value with it, one whose value was taken does not",
          "[async][b71]") {
  Scene scene;
  Diary sent;
  Diary received;
  const Channel<int> channel(1);
  CHECK(channel.try_send(1));
  const TaskHandle two = scene.scope.spawn(send_all(channel, 2, 2, sent));
  const TaskHandle three = scene.scope.spawn(send_all(channel, 3, 3, sent));
  scene.scope.spawn(send_all(channel, 4, 4, sent));
  scene.loop.run_until_idle();
  two.cancel();
  CHECK(channel.try_receive() == 1);
  three.cancel();  // in the channel already
  scene.scope.spawn(receive_all(channel, received));
  scene.loop.run_until_idle();
  CHECK(received.text() == "3 4");
  CHECK(sent.text() == "sent4");
}

TEST_CASE("a value given to a receiver that is cancelled before it resumes is the next",
          "[async][b71]") {
  for (const std::size_t capacity : {0, 2}) {
    Scene scene;
    Diary diary;
    const Channel<int> channel(capacity);
    const TaskHandle first = scene.scope.spawn(receive_all(channel, diary));
    scene.loop.run_until_idle();
    CHECK(channel.try_send(1));
    first.cancel();
    CHECK(channel.size() == 1);
    if (capacity) CHECK(channel.try_send(2));
    const TaskHandle second = scene.scope.spawn(receive_all(channel, diary));
    scene.scope.spawn(send_all(channel, 3, 3, diary));
    scene.loop.run_until_idle();
    CHECK(diary.text() == (capacity ? "1 2 sent3 3" : "1 sent3 3"));
    // And where another waits, that one has it.
    const TaskHandle third = scene.scope.spawn(receive_all(channel, diary));
    scene.loop.run_until_idle();
    diary.clear();
    CHECK(channel.try_send(4));
    second.cancel();
    scene.loop.run_until_idle();
    CHECK(diary.text() == "4");
    third.cancel();
  }
}

TEST_CASE("a value that a cancelled receiver leaves behind is found by one that closing woke",
          "[async][b71]") {
  Scene scene;
  Diary diary;
  const Channel<int> channel(1);
  const TaskHandle first = scene.scope.spawn(receive_all(channel, diary));
  scene.scope.spawn(receive_all(channel, diary));
  scene.loop.run_until_idle();
  CHECK(channel.try_send(1));
  channel.close();
  first.cancel();
  scene.loop.run_until_idle();
  CHECK(diary.text() == "1 end");
}

TEST_CASE("the loser of any leaves a channel's value where it is", "[async][b60][b71]") {
  Scene scene;
  const Channel<int> left(1);
  const Channel<int> right(1);
  CHECK(left.try_send(1));
  CHECK(right.try_send(2));
  CHECK(scene.run([&]() -> Task<> {
    auto first = co_await any(left.receive(), right.receive());
    CHECK(first.get<0>() == 1);
    CHECK(right.size() == 1);
    const auto late = co_await attempt(with_timeout(1ms, left.receive()));
    CHECK((!late && late.error().code() == "timeout"));
    CHECK(left.try_send(3));
    CHECK(left.size() == 1);
  }));
}

TEST_CASE("a sender and a receiver that never wait leave others their turn", "[async][b71]") {
  Scene scene;
  const Channel<int> channel(3);
  long sum = 0;
  scene.scope.spawn([&]() -> Task<> {
    for (int i = 1; i <= 10'000; ++i) co_await channel.send(i);
    channel.close();
  });
  scene.scope.spawn([&]() -> Task<> {
    while (const auto value = co_await channel.receive()) sum += *value;
  });
  scene.loop.run_until_idle();
  CHECK(sum == 50'005'000);
  CHECK(scene.nothing_left());
}

TEST_CASE("whoever is cancelled when, no value is lost and none is received twice",
          "[async][b71]") {
  for (unsigned seed = 1; seed <= 300; ++seed) {
    Scene scene;
    unsigned random = seed;
    const auto next = [&](unsigned limit) {
      random = random * 1103515245 + 12345;
      return (random >> 16) % limit;
    };
    const Channel<int> channel(next(4));
    std::set<int> sent;
    std::multiset<int> received;
    std::vector<TaskHandle> runs;
    int value = 0;
    for (int step = 0; step < 80; ++step) {
      switch (next(4)) {
        case 0:
          runs.push_back(scene.scope.spawn([&, value = ++value]() -> Task<> {
            co_await channel.send(value);
            sent.insert(value);
          }));
          break;
        case 1:
          runs.push_back(scene.scope.spawn([&]() -> Task<> {
            if (const auto value = co_await channel.receive()) received.insert(*value);
          }));
          break;
        case 2:
          if (!runs.empty()) runs[next(static_cast<unsigned>(runs.size()))].cancel();
          break;
        default: scene.loop.run_ready();
      }
    }
    scene.loop.run_until_idle();
    channel.close();
    scene.loop.run_until_idle();
    while (const auto left = channel.try_receive()) received.insert(*left);
    const std::set<int> distinct(received.begin(), received.end());
    CHECK(distinct.size() == received.size());
    CHECK(std::ranges::includes(distinct, sent));
    scene.scope.cancel();
    CHECK(scene.nothing_left());
  }
}

#if CORACLE_INTROSPECTION
TEST_CASE("the tree tells who waits for a channel, and who for a semaphore", "[async][b67]") {
  Scene scene;
  const Channel<int> channel(0);
  const Semaphore semaphore(0);
  scene.scope.spawn([&]() -> Task<> { co_await channel.send(1); });
  scene.scope.spawn([&]() -> Task<> { auto permit = co_await semaphore.acquire(); });
  scene.loop.run_ready();
  CHECK(run_tree().find(" waits for room in a channel\n") != std::string::npos);
  CHECK(run_tree().find(" waits for a permit of a semaphore\n") != std::string::npos);
  CHECK(channel.try_receive() == 1);
  scene.scope.spawn([&]() -> Task<> { static_cast<void>(co_await channel.receive()); });
  scene.loop.run_ready();
  CHECK(run_tree().find(" waits for a value of a channel\n") != std::string::npos);
}
#endif
