#include <catch_amalgamated.hpp>
#include <coracle/base/json_value.hpp>
#include <limits>

namespace {

using coracle::Bytes;
using coracle::JsonValue;

JsonValue read(std::string_view json) {
  auto result = JsonValue::parse(json);
  CHECK(result.has_value());
  return result ? *result : JsonValue("failed");
}

std::string complaint(std::string_view json) {
  const auto result = JsonValue::parse(json);
  return result ? "none" : std::string(result.error().message());
}

TEST_CASE("what JSON says is read, and written the same") {
  for (const char* json :
       {"null", "true", "false", "0", "-1.5", "1e+21", R"("")", R"("a\"b\\c")", "[]", "[1,[2,[]]]",
        "{}", R"({"b":1,"a":{"c":null}})", R"("ä😀")", R"("\u0001")"}) {
    CHECK(read(json).to_json() == json);
  }
  CHECK(read(" [ 1 , {\"a\" : 2} ] \n").to_json() == R"([1,{"a":2}])");
  CHECK(*read(R"("\u00e4\ud83d\ude00\n\/")").text() == "ä😀\n/");
  CHECK(*read(R"("\ud83dx\ude00")").text() == "\uFFFDx\uFFFD");
  CHECK(*read("1e400").number() == std::numeric_limits<double>::infinity());
}

TEST_CASE("what is no JSON is an error that names the place") {
  CHECK(complaint("") == "this is no JSON: a value was expected at character 0");
  CHECK(complaint("[1,]") == "this is no JSON: a value was expected at character 3");
  CHECK(complaint("[1 2]") == "this is no JSON: \",\" or \"]\" was expected at character 3");
  CHECK(complaint("{a:1}") == "this is no JSON: a name in quotes was expected at character 1");
  CHECK(complaint("{\"a\" 1}") == "this is no JSON: \":\" was expected at character 5");
  CHECK(complaint("\"abc") == "this is no JSON: the closing quote was expected at character 4");
  CHECK(complaint("\"a\nb\"") ==
        "this is no JSON: no control character was expected at character 2");
  CHECK(complaint("\"\\x\"") == "this is no JSON: an escape was expected at character 2");
  CHECK(complaint("\"\\u12g4\"") != "none");
  CHECK(complaint("1 2") == "this is no JSON: the end was expected at character 2");
  for (const char* json :
       {"01", "+1", "1.", ".5", "1e", "-", "nul", "NaN", "'a'", "tru", "[", "{"}) {
    CHECK(complaint(json) != "none");
  }
}

TEST_CASE("a number of a million digits is read, and one of each size reads back as itself") {
  CHECK(read(std::string(1'000'000, '1')).number_or(0) == std::numeric_limits<double>::infinity());
  for (const double number :
       {5e-324, 1.7976931348623157e308, 0.1, -2.5, 123456789.125, 1e21, 1e-7, 9007199254740993.0}) {
    CHECK(read(JsonValue(number).to_json()).number_or(0) == number);
  }
}

TEST_CASE("nesting without end is refused, not a stack without end") {
  CHECK(complaint(std::string(100, '[') + std::string(100, ']')) == "none");
  CHECK(complaint(std::string(1'000'000, '[')).starts_with("this is no JSON: less nesting"));
}

TEST_CASE("members are found, set and kept in order; what is missing is null") {
  JsonValue value = JsonValue::object({{"x", 1}, {"name", "n"}});
  CHECK(value["x"].number_or(0) == 1);
  CHECK(value["y"].is_null());
  CHECK(value["x"]["deeper"][3].is_null());
  value.set("y", JsonValue::list({true, nullptr, 2.5}));
  value.set("x", "text");
  CHECK(value.to_json() == R"({"x":"text","name":"n","y":[true,null,2.5]})");
  CHECK(value["y"][2].number_or(0) == 2.5);
  JsonValue copy = value;
  CHECK(copy == value);
  copy.set("x", 0);
  CHECK_FALSE(copy == value);
  CHECK(value["x"].text_or("") == "text");
}

TEST_CASE("bytes go beside the text; numbers without a word in JSON become null") {
  const JsonValue value = JsonValue::object(
      {{"data", Bytes("abc")},
       {"more", JsonValue::list({Bytes("d"), std::numeric_limits<double>::quiet_NaN()})}});
  CHECK(value.to_json() == R"({"data":null,"more":[null,null]})");
  std::vector<Bytes> buffers;
  const std::string json = value.to_json(&buffers);
  CHECK(json == R"({"data":{"$bytes":0},"more":[{"$bytes":1},null]})");
  const auto back = JsonValue::parse(json, buffers);
  CHECK((*back)["data"].bytes()->text() == "abc");
  CHECK((*back)["more"][0].bytes()->text() == "d");
  CHECK_FALSE(JsonValue::parse(R"({"$bytes":2})", buffers).has_value());
  // Without buffers it is an object like any other.
  CHECK(JsonValue::parse(R"({"$bytes":2})")->object());
}

}  // namespace
