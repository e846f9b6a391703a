#include <catch_amalgamated.hpp>
#include <coracle/net/headers.hpp>

using namespace coracle;

TEST_CASE("a header is found by its name, upper and lower case alike, the first of several") {
  const Headers headers{{"Content-Type", "a"}, {"content-type", "b"}, {"Empty", ""}};
  CHECK(find_header(headers, "CONTENT-TYPE") == "a");
  CHECK(find_header(headers, "empty") == "");
  CHECK_FALSE(find_header(headers, "content"));
}

TEST_CASE("a media type is told from its parameters and its blanks, in lower case") {
  CHECK(media_type_of("text/html") == "text/html");
  CHECK(media_type_of("Text/HTML; charset=UTF-8") == "text/html");
  CHECK(media_type_of(" image/PNG\t;x") == "image/png");
  CHECK(media_type_of("multipart/mixed;boundary=A;b") == "multipart/mixed");
  for (const char* none : {"", " ", ";", " ; charset=utf-8"}) CHECK(media_type_of(none).empty());
}
