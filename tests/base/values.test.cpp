#include <catch_amalgamated.hpp>
#include <coracle/base/bytes.hpp>
#include <coracle/base/function.hpp>
#include <coracle/base/ref.hpp>
#include <coracle/base/result.hpp>
#include <coracle/base/str.hpp>
#include <cstdint>
#include <limits>
#include <memory>
#include <vector>

using namespace coracle;

TEST_CASE("str joins whatever it is given", "[base]") {
  CHECK(str() == "");
  CHECK(str("Running (", 42, "/100%)") == "Running (42/100%)");
  CHECK(str('a', std::string("b"), std::string_view("c"), true, false) == "abctruefalse");
  const unsigned char byte = 200;
  const short negative = -7;
  CHECK(str(byte, negative, 0U, -0) == "200-700");
}

TEST_CASE("str writes the smallest and largest integers", "[base]") {
  CHECK(str(std::numeric_limits<std::int32_t>::min()) == "-2147483648");
  CHECK(str(std::numeric_limits<std::uint32_t>::max()) == "4294967295");
  CHECK(str(std::numeric_limits<std::int64_t>::min()) == "-9223372036854775808");
  CHECK(str(std::numeric_limits<std::uint64_t>::max()) == "18446744073709551615");
}

TEST_CASE("str writes numbers as JavaScript does", "[base]") {
  CHECK(str(0.1) == "0.1");
  CHECK(str(100000.0) == "100000");
  CHECK(str(0.000001) == "0.000001");
  CHECK(str(0.0000001) == "1e-7");
  CHECK(str(123456789012345680000.0) == "123456789012345680000");
  CHECK(str(1e21) == "1e+21");
  CHECK(str(-1.5e300) == "-1.5e+300");
  CHECK(str(5e-324) == "5e-324");
  CHECK(str(1.7976931348623157e308) == "1.7976931348623157e+308");
  CHECK(str(-0.0000012345678901234567) == "-0.0000012345678901234567");
  CHECK(str(-0.0, 0.5f) == "00.5");
  CHECK(str(std::numeric_limits<double>::quiet_NaN()) == "NaN");
  CHECK(str(-std::numeric_limits<double>::infinity()) == "-Infinity");
}

TEST_CASE("bytes are shared, not copied, and live as long as a handle", "[base]") {
  Bytes first("hello");
  const Bytes second = first;
  CHECK(second.data() == first.data());
  first = Bytes();
  CHECK(first.empty());
  CHECK(first.span().empty());
  CHECK(second.text() == "hello");
  CHECK(second == Bytes(std::vector<std::uint8_t>{'h', 'e', 'l', 'l', 'o'}));
  const Bytes filled = Bytes::filled(3, [](std::span<std::uint8_t> bytes) {
    for (std::uint8_t& byte : bytes) byte = 7;
  });
  CHECK(filled.size() == 3);
  CHECK(filled.span()[2] == 7);
  CHECK(Bytes("") == Bytes());
}

TEST_CASE("a function holds small and large callables and destroys them once", "[base]") {
  auto counted = std::make_shared<int>(0);
  {
    Function<int(int)> small = [counted](int value) { return value + *counted; };
    Function<int(int)> moved = std::move(small);
    CHECK(!small);
    CHECK(moved(3) == 3);
    const std::vector<int> numbers(100, 1);
    moved = [counted, numbers, a = 1L, b = 2L](int value) {
      return static_cast<int>(numbers.size() + a + b) + value;
    };
    CHECK(counted.use_count() == 2);
    CHECK(moved(1) == 104);
    Function<int(int)> again = std::move(moved);
    CHECK(again(1) == 104);
    moved = nullptr;
  }
  CHECK(counted.use_count() == 1);
}

TEST_CASE("a function takes what cannot be copied, and keeps its state", "[base]") {
  Function<int()> counter = [number = std::make_unique<int>(0)]() mutable { return ++*number; };
  CHECK(counter() == 1);
  CHECK(counter() == 2);
  int (*nothing)() = nullptr;
  CHECK(!Function<int()>(nothing));
  Function<void(std::unique_ptr<int>)> sink = [](std::unique_ptr<int> taken) { taken.reset(); };
  sink(std::make_unique<int>(1));
}

TEST_CASE("a ref deletes the object with its last handle", "[base]") {
  struct Object : RefCounted {
    explicit Object(int& alive) : alive(alive) { ++alive; }
    ~Object() override { --alive; }
    int& alive;
  };
  int alive = 0;
  Ref<Object> first = make_ref<Object>(alive);
  Ref<RefCounted> base = first;
  first = Ref<Object>();
  CHECK(alive == 1);
  CHECK(base->use_count() == 1);
  base = Ref<RefCounted>(std::move(base));
  base = nullptr;
  CHECK(alive == 0);
}

TEST_CASE("a result is a value or an error, also when moved and assigned", "[base]") {
  Result<std::unique_ptr<int>> result = std::make_unique<int>(4);
  REQUIRE(result);
  CHECK(**result == 4);
  result = Error("user", "no");
  CHECK(!result);
  CHECK(result.error().message() == "no");
  Result<std::unique_ptr<int>> moved = std::move(result);
  CHECK(!moved);
  moved = std::make_unique<int>(5);
  CHECK(*std::move(moved).value() == 5);
  const Result<std::string> text("text");
  CHECK(text->size() == 4);
  CHECK(text.value_or("other") == "text");
  CHECK(Result<int>(Error("user", "")).value_or(3) == 3);
  CHECK(Result<void>());
}
