#include <catch_amalgamated.hpp>
#include <coracle/testing/document.hpp>
#include <coracle/testing/fake_page.hpp>
#include <coracle/ui/patch.hpp>
#include <coracle/ui/utf8.hpp>
#include <limits>
#include <string>

using namespace coracle;
using coracle::testing::FakePage;

namespace {

constinit const Template card(
    R"(<div class="card"><b> </b><input type="range" hole><p>text <i hole></i></p></div>)");
constinit const Name title("title");

std::uint32_t units_of(std::string_view text) {
  std::string out;
  return append_utf8(out, text);
}

std::string cleaned(std::string_view text) {
  std::string out;
  append_utf8(out, text);
  return out;
}

}  // namespace

TEST_CASE("the holes of a template are counted at compile time") {
  CHECK(card.hole_count() == 3);
  const auto parsed = testing::parse_template(card.html());
  REQUIRE(parsed);
  std::vector<testing::Node*> holes;
  parsed->clone(holes);
  CHECK(holes.size() == 3);
}

TEST_CASE("text is counted as JavaScript counts it, whatever it holds", "[b94]") {
  CHECK(units_of("") == 0);
  CHECK(units_of("plain ascii text, longer than a block") == 37);
  CHECK(units_of("äöü€") == 4);
  CHECK(units_of("😀 grin") == 7);
  CHECK(units_of(std::string_view("\0x", 2)) == 2);
  // A lone surrogate, an overlong form, a cut sequence, a lone continuation, past the end.
  CHECK(cleaned("\xED\xA0\x80") == "\uFFFD\uFFFD\uFFFD");
  CHECK(cleaned("\xC0\xAF") == "\uFFFD\uFFFD");
  CHECK(cleaned("a\xE2\x82") == "a\uFFFD\uFFFD");
  CHECK(cleaned("\x80z") == "\uFFFDz");
  CHECK(units_of("\xF4\x90\x80\x80") == 4);
  CHECK(cleaned("\xF0\x9F\x98\x80") == "\xF0\x9F\x98\x80");
}

TEST_CASE("a patch makes, fills, moves and frees nodes") {
  FakePage page;
  page.adopt(1);
  PatchWriter patch;
  CHECK(patch.empty());
  patch.instance(card, 2);
  patch.text(3, "Title");
  patch.property(4, title, 7);
  patch.attribute(2, title, "tip");
  patch.place(1, 2, 0);
  patch.instance(card, 6);
  patch.text(7, "First");
  patch.place(1, 6, 2);
  page.commit(patch.finish());
  patch.release();
  CHECK(page.faults().empty());
  CHECK(page.text() == "First text Title text");
  CHECK(page.created_elements() == 10);

  patch.move(1, 2, 6);
  page.commit(patch.finish());
  patch.release();
  CHECK(page.text() == "Title text First text");

  patch.remove(2);
  const NodeRun freed[] = {{2, 4}};
  patch.free(freed);
  page.commit(patch.finish());
  CHECK(page.faults().empty());
  CHECK(page.text() == "First text");
  CHECK(page.live_nodes() == 5);
}

TEST_CASE("names and templates are sent once") {
  FakePage page;
  page.adopt(1);
  PatchWriter patch;
  for (NodeId i = 0; i < 10; ++i) {
    patch.instance(card, 2 + 4 * i);
    patch.property(2 + 4 * i, title, true);
  }
  const Patch first = patch.finish();
  CHECK(first.text.size() == card.html().size() + title.text().size());
  page.commit(first);
  patch.release();
  patch.property(2, title, false);
  CHECK(patch.finish().text.empty());
  CHECK(page.faults().empty());
}

TEST_CASE("numbers are sent raw") {
  FakePage page;
  page.adopt(1);
  PatchWriter patch;
  patch.instance(card, 2);
  patch.text(3, -7);
  patch.property(4, title, 0.1);
  patch.place(1, 2, 0);
  const Patch sent = patch.finish();
  CHECK(sent.text.size() == card.html().size() + title.text().size());
  page.commit(sent);
  CHECK(page.faults().empty());
  CHECK(page.text() == "-7 text");
}

TEST_CASE("the fake page refuses what no browser could do") {
  const auto faults_of = [](std::vector<std::uint32_t> words) {
    FakePage page;
    page.adopt(1);
    page.commit({words, ""});
    return page.faults().size();
  };
  CHECK(faults_of({0}) == 0);
  CHECK(faults_of({}) == 1);
  CHECK(faults_of({0, 0}) == 1);
  CHECK(faults_of({static_cast<std::uint32_t>(Op::remove) | 5 << 8, 0}) >= 1);
  CHECK(faults_of({static_cast<std::uint32_t>(Op::instance) | 9 << 8, 2, 0}) >= 1);
  CHECK(faults_of({200, 0}) >= 1);
  CHECK(faults_of({static_cast<std::uint32_t>(Op::text) | 1 << 8, 50, 0}) >= 1);
}

TEST_CASE("the fake page refuses to put a node into itself, or into what it holds") {
  FakePage page;
  page.adopt(1);
  PatchWriter patch;
  patch.instance(card, 2);
  patch.instance(card, 6);
  patch.place(1, 2, 0);
  patch.place(4, 6, 0);
  page.commit(patch.finish());
  CHECK(page.faults().empty());
  patch.release();
  patch.place(8, 2, 0);
  page.commit(patch.finish());
  CHECK(page.faults() == std::vector<std::string>{"cannot place 2 in 8 before 0"});
}
