// FileInput: what people choose, how it is read, what is too large.
#include <catch_amalgamated.hpp>
#include <coracle/coracle.hpp>
#include <coracle/testing/test_app.hpp>
#include <limits>

using namespace coracle;
using namespace std::chrono_literals;
using coracle::testing::FakeFile;
using coracle::testing::FakeFiles;
using coracle::testing::TestApp;
using Reports = std::vector<std::string>;

namespace {

FakeFile text_file(std::string name, std::string_view text) {
  return {.name = std::move(name), .bytes = Bytes(text), .media_type = "text/plain"};
}

}  // namespace

TEST_CASE("a chosen file is read, whole or in pieces", "[b79]") {
  TestApp app;
  FileInput input({.label = "Table", .accept = ".csv"});
  std::vector<std::string> heard;
  input.files.watch([&](Change<std::vector<File>> change) -> Task<> {
    for (const File& file : change.now) {
      heard.push_back(str(file.name(), " ", file.media_type(), " ", file.size()));
      const Bytes all = co_await file.read();
      heard.push_back(std::string(all.text()));
      auto pieces = file.stream(4);
      while (const Bytes* piece = co_await pieces.next())
        heard.push_back(std::string(piece->text()));
    }
  });
  app.show([&] { return input; });
  CHECK(*app.page().find("input")->attribute("accept") == ".csv");
  CHECK(app.page().choose_files("Table", {text_file("a.csv", "0123456789")}));
  app.settle();
  CHECK(heard ==
        std::vector<std::string>{"a.csv text/plain 10", "0123456789", "0123", "4567", "89"});
  heard.clear();
  app.page().choose_files("Table", {text_file("empty", "")});
  app.settle();
  CHECK(heard == std::vector<std::string>{"empty text/plain 0", ""});
  CHECK(app.take_reports().empty());
}

TEST_CASE("files go when nobody has them", "[b79]") {
  const std::size_t before = FakeFiles::get().live();
  {
    TestApp app;
    FileInput input({.label = "Files", .multiple = true});
    app.show([&] { return input; });
    app.page().choose_files("Files", {text_file("a", "1"), text_file("b", "2")});
    app.settle();
    CHECK(input.files().size() == 2);
    CHECK(FakeFiles::get().live() == before + 2);
    input.files = std::vector<File>{input.files()[1]};
    app.settle();
    CHECK(FakeFiles::get().live() == before + 1);
    CHECK(*app.page().find("input")->attribute("value") == "a");
    input.files = std::vector<File>{};
    app.settle();
    CHECK(app.page().find("input")->attribute("value")->empty());
    CHECK(FakeFiles::get().live() == before);
    app.page().choose_files("Files", {text_file("a", "1")});
    app.settle();
    CHECK(FakeFiles::get().live() == before + 1);
  }
  CHECK(FakeFiles::get().live() == before);
}

TEST_CASE("a file that is too large is refused in place, until another is chosen", "[b79]") {
  TestApp app;
  FileInput input({.label = "Table", .multiple = true, .limit = 3.0});
  app.show([&] { return input; });
  app.page().choose_files("Table", {text_file("large", "1234"), text_file("small", "123")});
  app.settle();
  REQUIRE(input.files().size() == 1);
  CHECK(input.files()[0].name() == "small");
  CHECK(app.text() == "Table large has 4 bytes; there may be 3 at most file");
  app.page().choose_files("Table", {text_file("large", "1234")});
  app.settle();
  CHECK(input.files().empty());
  CHECK(app.page().find("input")->attribute("value")->empty());
  app.page().choose_files("Table", {text_file("larger", "12345")});
  app.settle();
  CHECK(app.page().find("input")->attribute("value")->empty());
  app.page().choose_files("Table", {text_file("small", "1")});
  app.settle();
  CHECK(app.text() == "Table");
  CHECK(app.take_reports().empty());
  CHECK(app.page().faults().empty());
}

TEST_CASE("a file that cannot be read any more is an error of who reads it; cancelling ends a read",
          "[b79]") {
  TestApp app;
  FileInput input({.label = "Table"});
  app.show([&] {
    return Column(input, bind(
                             [](const std::vector<File>& files) -> Task<View> {
                               if (files.empty()) co_return "none";
                               co_return View((co_await files[0].read()).text());
                             },
                             input));
  });
  app.settle();
  app.page().choose_files(
      "Table", {{.name = "gone", .bytes = Bytes(std::string_view("1")), .is_gone = true}});
  app.settle();
  app.settle();
  CHECK(app.take_reports() == Reports{"file: gone cannot be read any more; choose it again"});
  app.page().choose_files(
      "Table", {{.name = "slow", .bytes = Bytes(std::string_view("1")), .stalls = true}});
  app.settle();
  CHECK(FakeFiles::get().reading() == 1);
  app.page().choose_files("Table", {text_file("quick", "read")});
  app.settle();
  app.settle();
  CHECK(FakeFiles::get().reading() == 0);
  CHECK(app.text() == "Table read");
}

TEST_CASE("what a program cannot mean for a file input is said", "[b79]") {
  TestApp app;
  FileInput input({.label = "Table", .limit = -1.0});
  CHECK(input.limit() == 0);
  input.limit = std::numeric_limits<double>::quiet_NaN();
  CHECK(input.limit() == 0);
  app.show([&] { return input; });
  app.page().choose_files("Table", {text_file("a", "1")});
  const std::vector<File> former = input.files();
  input.files = std::vector<File>{};
  input.files = former;
  CHECK(input.files().empty());
  CHECK(app.take_reports().size() == 3);
  input.disabled = true;
  app.settle();
  CHECK_FALSE(app.page().choose_files("Table", {text_file("b", "1")}));
}
