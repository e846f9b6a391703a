#include <catch_amalgamated.hpp>
#include <coracle/base/error.hpp>
#include <coracle/base/exceptions.hpp>
#include <coracle/base/ref.hpp>
#include <coracle/base/report.hpp>
#include <stdexcept>
#include <string>

using namespace coracle;

TEST_CASE("an error is one pointer and says what, where and why", "[base]") {
  CHECK(sizeof(Error) == sizeof(void*));
  const Error error = Error("network", "the server did not answer; try again")
                          .with_detail("stack")
                          .with_cause(Error("timeout", "5 s"));
  const Error copy = error;
  CHECK(copy.code() == error_codes::network.text());
  CHECK(error_codes::network == copy.code());
  CHECK(copy.message().starts_with("the server"));
  CHECK(copy.detail() == "stack");
  REQUIRE(copy.cause());
  CHECK(copy.cause()->code() == "timeout");
  CHECK(std::string(copy.where().file) == "error.test.cpp");
}

TEST_CASE("adding a detail to a shared error leaves the other as it was", "[base]") {
  Error first("user", "message");
  const Error second = first;
  first = std::move(first).with_detail("more");
  CHECK(first.detail() == "more");
  CHECK(second.detail().empty());
}

TEST_CASE("an empty error is false and has empty texts", "[base]") {
  Error error;
  CHECK(!error);
  CHECK(error.code().empty());
  CHECK(error.message().empty());
  CHECK(!error.cause());
  Error full("user", "x");
  error = std::move(full);
  CHECK(error);
  CHECK(!full);  // NOLINT(bugprone-use-after-move)
}

TEST_CASE("an error keeps what it was made of, also when it is given more", "[base]") {
  struct Thrown final : ErrorOrigin {
    Thrown() : ErrorOrigin(nullptr) {}
  };
  const auto thrown = make_ref<Thrown>();
  const Error error = Error("javascript", "x").with_origin(thrown);
  CHECK(error.origin() == thrown.get());
  const Error detailed = Error(error).with_detail("a stack");
  CHECK(detailed.origin() == thrown.get());
  CHECK(error.detail().empty());
  CHECK(thrown->use_count() == 3);
  CHECK(!Error("user", "y").origin());
}

TEST_CASE("reports go to the sink, which can be replaced and put back", "[base]") {
  std::string heard;
  ReportSink former = set_report_sink([&](const Error& error, std::string_view origin) {
    heard = std::string(origin) + ":" + std::string(error.code());
  });
  report(Error("user", "x"), "test");
  CHECK(heard == "test:user");
  ReportSink mine = set_report_sink(std::move(former));
  CHECK(mine);
}

#if CORACLE_EXCEPTIONS
TEST_CASE("exceptions become errors", "[base]") {
  Error heard;
  guarded([] { throw std::runtime_error("thrown"); }, [&](Error error) { heard = error; });
  CHECK(heard.code() == "exception");
  CHECK(heard.message() == "thrown");
  guarded([] { throw 3; }, [&](Error error) { heard = error; });
  CHECK(heard.code() == "exception");
}
#endif
