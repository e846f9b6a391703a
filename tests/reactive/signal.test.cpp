#include <catch_amalgamated.hpp>
#include <cmath>
#include <limits>
#include <memory>
#include <string>
#include <vector>

#include "support.hpp"

using namespace coracle;
using coracle::tests::LeakCheck;

TEST_CASE("an equal value is no change") {
  Signal<int> a(1);
  int runs = 0;
  Effect e = effect([&] {
    a();
    ++runs;
  });
  CHECK_FALSE(a.set(1));
  CHECK(runs == 1);
  CHECK(a.set(2));
  CHECK(runs == 2);
}

TEST_CASE("a handle shares its signal and assigns values, not handles") {
  Signal a(1);
  const Signal copy = a;
  copy = 5;
  CHECK(a() == 5);
  CHECK(a.same(copy));
  a.update([](int value) { return value + 1; });
  CHECK(copy.peek() == 6);
  static_assert(!std::is_copy_assignable_v<Signal<int>>);
  static_assert(!std::is_move_assignable_v<Signal<int>>);
  static_assert(std::is_copy_constructible_v<Signal<int>>);
  static_assert(std::is_same_v<decltype(Signal("text")), Signal<std::string>>);
  static_assert(sizeof(Signal<int>) == sizeof(void*));
}

template <class T>
concept Settable = requires(T handle) { handle.set(1); };

TEST_CASE("setting a computed does not compile [b23]", "[b23]") {
  static_assert(!std::is_assignable_v<Computed<int>&, int>);
  static_assert(!std::is_assignable_v<const Computed<int>&, int>);
  static_assert(!Settable<Computed<int>>);
  static_assert(Settable<Signal<int>>);
  SUCCEED();
}

TEST_CASE("peek and untracked record nobody", "[b22]") {
  Signal a(1), b(1), c(1);
  int runs = 0;
  Effect e = effect([&] {
    a();
    b.peek();
    untracked([&] { return c(); });
    ++runs;
  });
  b.set(2);
  c.set(2);
  CHECK(runs == 1);
  a.set(2);
  CHECK(runs == 2);
}

TEST_CASE("a value without == always counts as changed") {
  struct Opaque {
    int number;
  };
  Signal a(Opaque{1});
  Signal list(std::vector<Opaque>{});
  int runs = 0;
  Effect e = effect([&] {
    a();
    list();
    ++runs;
  });
  CHECK(a.set(Opaque{1}));
  CHECK(list.set({}));
  CHECK(runs == 3);
}

TEST_CASE("NaN set again is no change") {
  Signal a(std::numeric_limits<double>::quiet_NaN());
  CHECK_FALSE(a.set(std::nan("")));
  CHECK(a.set(0.0));
  CHECK_FALSE(a.set(-0.0));
}

TEST_CASE("a move-only value is set, read and freed") {
  auto watch = std::make_shared<int>(1);
  struct Box {
    std::unique_ptr<std::shared_ptr<int>> content;
    bool operator==(const Box& other) const { return content == other.content; }
  };
  const auto box = [&] { return Box{std::make_unique<std::shared_ptr<int>>(watch)}; };
  {
    Signal<Box> a(box());
    int runs = 0;
    Effect e = effect([&] {
      ++runs;
      CHECK(**a().content == 1);
    });
    batch([&] {
      a.set(box());
      a.set(box());
    });
    CHECK(runs == 2);
    // One is held by the test, one by the value: none by a former value.
    CHECK(watch.use_count() == 2);
    Computed<std::unique_ptr<int>> c([&] { return std::make_unique<int>(**a().content); });
    CHECK(*c() == 1);
  }
  CHECK(watch.use_count() == 1);
}

TEST_CASE("notify runs readers although the value is the same", "[b5]") {
  Signal a(1);
  Computed same([=] { return a() * 0; });
  int direct = 0, derived = 0;
  Effect d = effect([&] {
    a();
    ++direct;
  });
  Effect e = effect([&] {
    same();
    ++derived;
  });
  a.notify();
  CHECK(direct == 2);
  CHECK(derived == 1);
  batch([&] {
    a.set(2);
    a.notify();
    a.set(1);
  });
  CHECK(direct == 3);
  CHECK(derived == 1);
  a.set(1);
  CHECK(direct == 3);
}

TEST_CASE("set_silently tells nobody, and a later change is measured against it", "[b12]") {
  SignalNode<bool> pressed(false);
  int runs = 0;
  Effect e = effect([&] {
    pressed.get();
    ++runs;
  });
  pressed.set(true);
  pressed.set_silently(false);
  CHECK(runs == 2);
  pressed.set(true);
  CHECK(runs == 3);
}

TEST_CASE("the former value ends with the commit") {
  auto alive = std::make_shared<int>(0);
  std::weak_ptr<int> first = alive;
  Signal<std::shared_ptr<int>> a(std::move(alive));
  Computed<bool> unread([=] { return a() != nullptr; });
  unread();
  a.set(nullptr);
  CHECK(first.expired());
}

TEST_CASE("an embedded signal leaves its readers when it ends") {
  const LeakCheck leaks;
  {
    Signal other(1);
    int runs = 0, seen = 0;
    auto node = std::make_unique<SignalNode<int>>(7);
    SignalNode<int>* read = node.get();
    Effect e = effect([&] {
      ++runs;
      seen = other() + (read ? read->get() : 0);
    });
    CHECK(node->is_observed());
    batch([&] {
      node->set(8);
      read = nullptr;
      node.reset();
    });
    CHECK(runs == 1);
    other.set(2);
    CHECK(runs == 2);
    CHECK(seen == 2);
  }
  CHECK(leaks.clean());
}
