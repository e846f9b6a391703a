// link: one parameter takes the value of another, one way or both ways, without an echo.
#include <catch_amalgamated.hpp>
#include <coracle/flow/link.hpp>
#include <stdexcept>

#include "support.hpp"

using namespace coracle;
using test::Reports;

namespace {

// A component with a clamped parameter, and one of another type.
struct Gauge : ParameterOwner {
  Parameter<int> level{*this, "level", 0};
  Parameter<double> degrees{*this, "degrees", 0};
  Parameter<std::string> text{*this, "text", ""};

  bool admit(const ParameterBase& parameter, void* candidate) override {
    if (&parameter == &level) {
      int& number = *static_cast<int*>(candidate);
      number = number > 10 ? 10 : number;
    }
    return true;
  }
};

double to_fahrenheit(double celsius) { return celsius * 9 / 5 + 32; }
// Loses what is behind the point, so that an echo would be seen.
double to_celsius(double fahrenheit) { return static_cast<int>((fahrenheit - 32) * 5 / 9); }

}  // namespace

TEST_CASE("a linked parameter takes the value now, and whenever it changes", "[b88]") {
  const auto a = make_ref<Gauge>();
  const auto b = make_ref<Gauge>();
  a->level = 3;
  Subscription subscription = link(a->level, b->level);
  CHECK(b->level.peek() == 3);
  a->level = 4;
  CHECK(b->level.peek() == 4);
  b->level = 7;
  CHECK(a->level.peek() == 4);
  CHECK(subscription.is_active());
  a->level = 5;
  CHECK(b->level.peek() == 5);
  subscription.dispose();
  subscription.dispose();
  a->level = 6;
  CHECK(b->level.peek() == 5);
}

TEST_CASE("both ways, whichever changes", "[b88]") {
  const auto a = make_ref<Gauge>();
  const auto b = make_ref<Gauge>();
  a->level = 3;
  link(a->level, b->level, both_ways);
  CHECK(b->level.peek() == 3);
  b->level = 7;
  CHECK(a->level.peek() == 7);
  a->level = 2;
  CHECK(b->level.peek() == 2);
}

TEST_CASE("what a link has set does not come back, though the ways are no opposites", "[b88]") {
  const auto a = make_ref<Gauge>();
  const auto b = make_ref<Gauge>();
  int changes = 0;
  a->degrees.watch([&](Change<double>) { ++changes; });
  link(a->degrees, b->degrees, to_fahrenheit, to_celsius);
  CHECK(b->degrees.peek() == 32);
  a->degrees = 0.5;
  CHECK(a->degrees.peek() == 0.5);
  CHECK(b->degrees.peek() == to_fahrenheit(0.5));
  CHECK(changes == 1);
  b->degrees = 212;
  CHECK(a->degrees.peek() == 100);
  b->degrees = 213;
  CHECK(b->degrees.peek() == 213);
  CHECK(changes == 2);
}

TEST_CASE("a value that the other end clamps stays as it is here", "[b88]") {
  const auto a = make_ref<test::Thing>();
  const auto b = make_ref<Gauge>();
  link(a->value, b->level, both_ways);
  a->value = 50;
  CHECK(a->value.peek() == 50);
  CHECK(b->level.peek() == 10);
  b->level = 9;
  CHECK(a->value.peek() == 9);
}

TEST_CASE("of two changes in a batch the last one wins", "[b88]") {
  const auto a = make_ref<Gauge>();
  const auto b = make_ref<Gauge>();
  link(a->level, b->level, both_ways);
  batch([&] {
    a->level = 1;
    b->level = 2;
  });
  CHECK(a->level.peek() == 2);
  CHECK(b->level.peek() == 2);
  batch([&] {
    b->level = 3;
    a->level = 4;
  });
  CHECK(a->level.peek() == 4);
  CHECK(b->level.peek() == 4);
}

TEST_CASE("a transform makes one type of another", "[b88]") {
  const auto a = make_ref<Gauge>();
  link(a->level, a->text, [](int level) { return str("level ", level); });
  link(a->level, a->degrees);
  a->level = 4;
  CHECK(a->text.peek() == "level 4");
  CHECK(a->degrees.peek() == 4);
}

TEST_CASE("a link ends when either goes, and keeps neither alive", "[b88]") {
  auto a = make_ref<Gauge>();
  auto b = make_ref<Gauge>();
  const std::size_t observers = counts().observers;
  Subscription one = link(a->level, b->level);
  Subscription two = link(a->text, b->text, both_ways);
  CHECK(a->use_count() == 1);
  CHECK(b->use_count() == 1);
  b = nullptr;
  CHECK_FALSE(one.is_active());
  CHECK_FALSE(two.is_active());
  a->level = 4;
  a->text = "x";
  b = make_ref<Gauge>();
  one = link(a->level, b->level);
  two = link(a->text, b->text, both_ways);
  a = nullptr;
  CHECK_FALSE(one.is_active());
  CHECK_FALSE(two.is_active());
  b->text = "y";
  one = two = Subscription();
  CHECK(counts().observers == observers);
}

TEST_CASE("a watcher of one end may drop the other, in the middle of the link's work", "[b88]") {
  auto a = make_ref<Gauge>();
  auto b = make_ref<Gauge>();
  link(a->level, b->level, both_ways);
  b->level.watch([&](Change<int>) {
    a = nullptr;
    b = nullptr;
  });
  a->level = 4;
  CHECK_FALSE(a);
}

TEST_CASE("a ring of links comes to rest", "[b88]") {
  const auto a = make_ref<Gauge>();
  const auto b = make_ref<Gauge>();
  const auto c = make_ref<Gauge>();
  link(a->level, b->level, both_ways);
  link(b->level, c->level, both_ways);
  link(c->level, a->level, both_ways);
  for (int i = 1; i < 9; ++i) {
    (i % 3 == 0 ? a : i % 3 == 1 ? b : c)->level = i;
    CHECK(a->level.peek() == i);
    CHECK(b->level.peek() == i);
    CHECK(c->level.peek() == i);
  }
}

TEST_CASE("a link ends with the scope that it was made in", "[b88]") {
  VirtualLoop loop;
  const auto a = make_ref<Gauge>();
  const auto b = make_ref<Gauge>();
  {
    Scope scope;
    scope.enter([&] { link(a->level, b->level, both_ways); });
    a->level = 1;
    CHECK(b->level.peek() == 1);
  }
  a->level = 2;
  CHECK(b->level.peek() == 1);
}

TEST_CASE("a parameter that is linked with itself is reported", "[b88]") {
  const Reports reports;
  const auto a = make_ref<Gauge>();
  CHECK_FALSE(link(a->level, a->level, [](int level) { return level + 1; }).is_active());
  CHECK(reports.messages ==
        std::vector<std::string>{"bad_argument: link: level was to be linked with itself"});
}

#if CORACLE_EXCEPTIONS
TEST_CASE("a transform that fails is reported, and the link goes on", "[b88]") {
  const Reports reports;
  const auto a = make_ref<Gauge>();
  const auto b = make_ref<Gauge>();
  link(a->level, b->level, [](int level) {
    if (level == 1) throw std::runtime_error("not one");
    return level;
  });
  a->level = 1;
  CHECK(b->level.peek() == 0);
  a->level = 2;
  CHECK(b->level.peek() == 2);
  CHECK(reports.messages == std::vector<std::string>{"exception: not one"});
}
#endif
