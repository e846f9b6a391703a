#include <catch_amalgamated.hpp>
#include <coracle/base/str.hpp>
#include <coracle/net/multipart.hpp>
#include <string>
#include <string_view>

using namespace coracle;

namespace {

struct Parsed {
  std::string text;   // each part as "Type:body|"
  std::string error;  // or "ended", or "waits"
};

/// Fed in pieces of `size` bytes.
Parsed parse(std::string_view message, std::size_t size, std::string_view boundary = "x",
             const MultipartLimits& limits = {.part = 1000}) {
  MultipartParser parser(boundary, limits);
  Parsed parsed;
  const auto take = [&] {
    while (const std::optional<BodyPart> part = parser.next()) {
      parsed.text += str(part->header("content-type").value_or(""), ":", part->body.text(), "|");
    }
  };
  for (std::size_t at = 0; at < message.size(); at += size) {
    const std::string_view piece = message.substr(at, size);
    parser.feed({reinterpret_cast<const std::uint8_t*>(piece.data()), piece.size()});
    take();
  }
  parser.finish();
  take();
  parsed.error = parser.error()   ? std::string(parser.error().message())
                 : parser.ended() ? "ended"
                                  : "waits";
  return parsed;
}

/// The same whatever the pieces.
Parsed parse_all_ways(std::string_view message, std::string_view boundary = "x",
                      const MultipartLimits& limits = {.part = 1000}) {
  const Parsed whole = parse(message, message.size() + 1, boundary, limits);
  for (std::size_t size = 1; size <= message.size(); ++size) {
    INFO("in pieces of " << size);
    const Parsed pieces = parse(message, size, boundary, limits);
    CHECK(pieces.text == whole.text);
    CHECK(pieces.error == whole.error);
  }
  return whole;
}

}  // namespace

TEST_CASE("a Content-Type names the boundary of a multipart message") {
  CHECK(multipart_boundary("multipart/x-mixed-replace; boundary=frame") == "frame");
  CHECK(multipart_boundary("Multipart/X-Mixed-Replace;boundary=\"a; b\"") == "a; b");
  CHECK(multipart_boundary("multipart/mixed; charset=utf-8 ; BOUNDARY = x ") == "x");
  CHECK(multipart_boundary("multipart/mixed; a=\"boundary=n\"; boundary=y") == "y");
  CHECK(multipart_boundary("multipart/mixed") == "");
  CHECK(multipart_boundary("multipart/mixed; boundary=") == "");
  CHECK(multipart_boundary("multipart/mixed; boundary=\"") == "");
  CHECK(multipart_boundary("image/jpeg; boundary=x") == "");
  CHECK(multipart_boundary("") == "");
}

TEST_CASE("parts with their lengths and without them, in pieces that begin and end anywhere") {
  const Parsed parsed = parse_all_ways(
      "--x\r\nContent-Type: image/jpeg\r\nContent-Length: 3\r\n\r\none\r\n"
      "--x\r\ncontent-type:image/png\r\n\r\ntwo\r\nlines\r\n"
      "--x\r\nContent-Length: 4\r\n\r\n--x\n\r\n"
      "--x--\r\nepilogue");
  CHECK(parsed.text == "image/jpeg:one|image/png:two\r\nlines|:--x\n|");
  CHECK(parsed.error == "ended");
}

TEST_CASE("a part of known length does not wait for the boundary after it") {
  MultipartParser parser("x");
  const std::string_view text = "--x\r\nContent-Length: 3\r\n\r\none";
  parser.feed({reinterpret_cast<const std::uint8_t*>(text.data()), text.size()});
  const std::optional<BodyPart> part = parser.next();
  CHECK((part && part->body.text() == "one"));
  CHECK_FALSE(parser.next());
}

TEST_CASE(
    "line ends without CR, blanks after a boundary, empty parts and a preamble are understood") {
  const Parsed parsed = parse_all_ways(
      "This is for old readers.\n--xy\n--x \t\nA: 1\nContent-Type: "
      "a\n\none\n--x\n\n\n--x\r\n\r\n--x\n\n"
      "--xen\n -- x\n--x--");
  CHECK(parsed.text == "a:one|:|:|:--xen\n -- x|");
  CHECK(parsed.error == "ended");
}

TEST_CASE("a boundary that is named with its dashes is met with those, or with two more") {
  CHECK(parse_all_ways("--x\n\none\n--x--", "--x").text == ":one|");
  CHECK(parse_all_ways("----x\n\none\n----x\nContent-Length: 3\n\ntwo\n----x--", "--x").text ==
        ":one|:two|");
}

TEST_CASE("bytes of any value, and what looks like a boundary but is none, belong to the part") {
  const std::string body("\0\xff\r\n--\r\n--y\r\n-x--x", 18);
  const Parsed parsed = parse_all_ways(str("--x\r\n\r\n", body, "\r\n--x--"));
  CHECK(parsed.text == str(":", body, "|"));
}

TEST_CASE("a length that is no number is as none") {
  CHECK(parse_all_ways("--x\nContent-Length: 3 bytes\n\nfour\n--x--").text == ":four|");
  CHECK(parse_all_ways("--x\nContent-Length: -1\n\nfour\n--x--").text == ":four|");
}

TEST_CASE("a message that ends after a part has ended; one that ends within it was cut") {
  CHECK(parse_all_ways("--x\nContent-Length: 3\n\none").error == "ended");
  CHECK(parse_all_ways("--x\nContent-Length: 3\n\none\r\n--x").error == "ended");
  CHECK(parse_all_ways("--x\nContent-Length: 3\n\non").error == "the message ends within part 1");
  CHECK(parse_all_ways("--x\n\none\n--x\n\ntw").error == "the message ends within part 2");
  CHECK(parse_all_ways("--x\nA: b").error == "the message ends within part 1");
  CHECK(parse_all_ways("nothing").error == "the boundary \"--x\" is not in the message");
  CHECK(parse_all_ways("").error == "the boundary \"--x\" is not in the message");
}

TEST_CASE("what would be read without end is an error that says why") {
  CHECK(parse_all_ways("--x\nContent-Length: 2\n\none\n--x--").error ==
        "part 1 goes on after the 2 bytes that its Content-Length tells");
  CHECK(parse_all_ways("--x\nContent-Length: 1001\n\none").error ==
        "part 1 of 1001 bytes is longer than 1000");
  CHECK(parse_all_ways("--x\nContent-Length: 99999999999\n\none").error ==
        "part 1 of 99999999999 bytes is longer than 1000");
  CHECK(parse_all_ways(str("--x\n\n", std::string(2000, 'a'))).error ==
        "part 1 is longer than 1000 bytes");
  CHECK(parse(str("--x\nA: ", std::string(20'000, 'a')), 100).error ==
        "the head of part 1 is longer than 16384 bytes");
  CHECK(parse(std::string(100'000, 'a'), 100).error ==
        "the boundary \"--x\" is not in the first 65536 bytes");
  CHECK(parse("--\n\none", 100, "").error == "there is no boundary to tell the parts by");
}

TEST_CASE("of a part that is exactly as long as allowed nothing is lost") {
  const std::string body(1000, 'a');
  CHECK(parse(str("--x\n\n", body, "\n--x--"), 7).text == str(":", body, "|"));
  CHECK(parse(str("--x\nContent-Length: 1000\n\n", body, "\n--x--"), 7).text ==
        str(":", body, "|"));
}

TEST_CASE("limits hold alike however the bytes come: blanks after a boundary") {
  const auto padded = [](std::size_t blanks, std::string_view end) {
    return parse_all_ways(str("--x\n\none\n--x", end, std::string(blanks, ' '), "\n\ntwo\n--x--"));
  };
  CHECK(padded(256, "").text == ":one|:two|");
  CHECK(padded(257, "").text == str(":one\n--x", std::string(257, ' '), "\n\ntwo|"));
  CHECK(padded(256, "--").text == ":one|");
  CHECK(padded(257, "--").text == str(":one\n--x--", std::string(257, ' '), "\n\ntwo|"));
}

TEST_CASE("limits hold alike however the bytes come: what stands before the first boundary") {
  const MultipartLimits limits{.preamble = 100};
  const auto after = [&](std::size_t size) {
    return parse_all_ways(str(std::string(size, 'p'), "\r\n--x\n\none\n--x--"), "x", limits);
  };
  CHECK(after(100).text == ":one|");
  CHECK(after(101).error == "the boundary \"--x\" is not in the first 100 bytes");
}

TEST_CASE("limits hold alike however the bytes come: a part with blanks after its boundary") {
  for (const std::size_t blanks : {std::size_t{0}, std::size_t{254}, std::size_t{255}}) {
    for (const std::string_view end : {"", "--"}) {
      INFO(blanks << " blanks after --x" << end);
      const auto of = [&](std::size_t size) {
        return parse_all_ways(str("--x\n\n", std::string(size, 'a'), "\r\n--x", end,
                                  std::string(blanks, ' '), "\r\n\r\n--x--"),
                              "x", {.part = 20});
      };
      CHECK(of(20).text.starts_with(str(":", std::string(20, 'a'), "|")));
      CHECK(of(21).error == "part 1 is longer than 20 bytes");
    }
  }
}

TEST_CASE("a line that goes on after the last boundary's dashes is none: its boundary is another") {
  CHECK(parse_all_ways("--x\n\none\n--x--y\ntwo\n--x--").text == ":one\n--x--y\ntwo|");
  CHECK(parse_all_ways("--x\n\none\n--x-\n--x-- \t\r\nepilogue").text == ":one\n--x-|");
}

TEST_CASE("a message may be finished before its parts are taken") {
  const auto finished = [](std::string_view message) {
    MultipartParser parser("x");
    parser.feed({reinterpret_cast<const std::uint8_t*>(message.data()), message.size()});
    parser.finish();
    std::string text;
    while (const std::optional<BodyPart> part = parser.next()) text += str(part->body.text(), "|");
    return str(text, parser.ended() ? "ended" : parser.error().message());
  };
  CHECK(finished("--x\n\none\n--x\n\ntwo\n--x--") == "one|two|ended");
  CHECK(finished("--x\nContent-Length: 3\n\none") == "one|ended");
  CHECK(finished("--x\n\none\n--x\n\ntw") == "one|the message ends within part 2");
}

TEST_CASE(
    "a length that tells too much takes the boundary into the part, and what follows is told") {
  const Parsed parsed =
      parse_all_ways("--x\nContent-Length: 6\n\none\n--x\n\ntwo\n--x--", "x", {.part = 100});
  CHECK(parsed.text == ":one\n--|");
  CHECK(parsed.error == "part 1 goes on after the 6 bytes that its Content-Length tells");
}
