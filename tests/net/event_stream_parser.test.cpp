#include <catch_amalgamated.hpp>
#include <chrono>
#include <coracle/base/str.hpp>
#include <coracle/net/event_stream_parser.hpp>
#include <string>
#include <string_view>

using namespace coracle;
using namespace std::chrono_literals;

namespace {

std::string text_of(const ServerEvent& event) {
  return str(event.type, "(", event.data, ")", event.id.empty() ? "" : "#", event.id, " ");
}

// What a parser makes of a text that arrives in pieces of so many bytes.
std::string parsed(std::string_view text, std::size_t piece_size = std::string_view::npos) {
  EventStreamParser parser;
  std::string events;
  while (!text.empty()) {
    const std::string_view piece = text.substr(0, piece_size);
    parser.feed(piece);
    text.remove_prefix(piece.size());
    while (auto event = parser.take()) events += text_of(*event);
  }
  return events + std::string(parser.error().code());
}

}  // namespace

TEST_CASE("the examples of the standard are read as it says") {
  CHECK(parsed("data: YHOO\ndata: +2\ndata: 10\n\n") == "message(YHOO\n+2\n10) ");
  CHECK(parsed(": test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third "
               "event\n\n") ==
        "message(first event)#1 message(second event) message( third event) ");
  CHECK(parsed("data\n\ndata\ndata\n\ndata:") == "message() message(\n) ");
  CHECK(parsed("data:test\n\ndata: test\n\n") == "message(test) message(test) ");
}

TEST_CASE("lines end in three ways, events have types, and what is unknown is passed over") {
  CHECK(parsed("event: add\rdata: 1\r\revent: del\r\ndata: 2\r\n\r\ndata: 3\n\r\n") ==
        "add(1) del(2) message(3) ");
  CHECK(parsed("\xEF\xBB\xBF"
               "data: mark\n\n\xEF\xBB\xBF"
               "data: none\n\n") == "message(mark) ");
  CHECK(parsed("event: typed\n\ndata: plain\n\n") == "message(plain) ");
  CHECK(parsed("DATA: no\nfoo: bar\n:\n: x\ndata : no\n\n").empty());
  CHECK(parsed(std::string_view("id: a\0b\ndata: x\n\n", 17)) == "message(x) ");
  CHECK(parsed("data: \xC3\xBC \xFF\n\n") == "message(\xC3\xBC \xFF) ");
}

TEST_CASE("an event stream may be cut anywhere") {
  constexpr std::string_view text =
      "\xEF\xBB\xBFretry: 100\r\nid: 1\r\nevent: add\r\ndata: one\r\ndata: two\r\n\r\n: hm\r\r\n"
      "id: 2\rdata: \xE2\x82\xAC\r\rdata\n\n";
  const std::string whole = parsed(text);
  CHECK(whole == "add(one\ntwo)#1 message(\xE2\x82\xAC)#2 message()#2 ");
  for (std::size_t size = 1; size <= text.size(); ++size) CHECK(parsed(text, size) == whole);
  for (std::size_t cut = 0; cut <= text.size(); ++cut) {
    EventStreamParser parser;
    parser.feed(text.substr(0, cut));
    parser.feed({});
    parser.feed(text.substr(cut));
    std::string events;
    while (auto event = parser.take()) events += text_of(*event);
    CHECK(events == whole);
    CHECK(parser.retry() == 100ms);
  }
}

TEST_CASE("a retry that is no number is none") {
  for (const char* wrong :
       {"retry: \n", "retry: 1s\n", "retry: -1\n", "retry: 1.5\n", "retry: 99999999999\n"}) {
    EventStreamParser parser;
    parser.feed(wrong);
    CHECK_FALSE(parser.retry());
  }
}

TEST_CASE("an event without end is an error, and no memory") {
  EventStreamParser parser(1000);
  const std::string line(600, 'x');
  parser.feed(str("data: ", line, "\n\n"));
  CHECK(parser.take());
  parser.feed(str("data: ", line, "\n"));
  CHECK_FALSE(parser.error());
  parser.feed(str("data: ", line));
  CHECK(parser.error().code() == "too_large");
  parser.feed("\n\ndata: later\n\n");
  CHECK_FALSE(parser.take());
}

TEST_CASE("a type counts for how long an event is") {
  EventStreamParser parser(1000);
  parser.feed(str("event: ", std::string(600, 'x'), "\ndata: ", std::string(600, 'x')));
  CHECK(parser.error().code() == "too_large");
}

TEST_CASE("an id that no server would take back is an error") {
  EventStreamParser parser;
  const std::string longest(std::size_t{16} << 10, 'x');
  parser.feed(str("id: ", longest, "\ndata: a\n\n"));
  CHECK(parser.last_id() == longest);
  CHECK(parser.take());
  parser.feed(str("id: ", longest, "x\ndata: b\n\n"));
  CHECK(parser.error().code() == "too_large");
  CHECK(parser.last_id() == longest);
  CHECK_FALSE(parser.take());
}

TEST_CASE("many events under one long id are not as many copies of it") {
  EventStreamParser parser;
  parser.feed(str("id: ", std::string(std::size_t{16} << 10, 'x'), "\n"));
  std::string piece;
  for (int number = 0; number < 1'000'000; ++number) piece += "data\n\n";
  // As copies they would be 16 GB.
  parser.feed(piece);
  CHECK_FALSE(parser.error());
  const auto event = parser.take();
  CHECK((event && event->id.size() == std::size_t{16} << 10));
}
