// Lists of views: which nodes stay, move, come and go.
#include <algorithm>
#include <catch_amalgamated.hpp>
#include <coracle/coracle.hpp>
#include <coracle/testing/test_app.hpp>
#include <map>

using namespace coracle;
using coracle::testing::Node;
using coracle::testing::TestApp;

namespace {

Str item(const std::string& text) { return Str(text); }

std::string texts(const TestApp& app) { return app.text(); }

}  // namespace

TEST_CASE("children that stay keep their nodes, wherever they move to", "[b54]") {
  TestApp app;
  Column column(std::vector<View>{});
  std::vector<View> items;
  for (const char* name : {"a", "b", "c", "d", "e"}) items.push_back(item(name));
  column.objects = items;
  app.show([&] { return column; });
  CHECK(texts(app) == "a b c d e");
  std::map<std::string, Node*> nodes;
  for (Node* node : app.page().find_all("pre")) nodes[node->visible_text()] = node;
  const std::size_t created = app.page().created_elements();

  const auto show = [&](std::vector<View> next, std::string_view expected) {
    column.objects = std::move(next);
    app.settle();
    CHECK(texts(app) == expected);
    CHECK(app.page().faults().empty());
    for (Node* node : app.page().find_all("pre")) {
      CHECK(nodes[node->visible_text()] == node);
    }
  };
  show({items[4], items[1], items[2], items[3], items[0]}, "e b c d a");
  show({items[1], items[2], items[3]}, "b c d");
  CHECK(app.page().created_elements() == created);
}

TEST_CASE("swapping two of a thousand moves two nodes") {
  TestApp app;
  Column column(std::vector<View>{});
  std::vector<View> items;
  for (int i = 0; i < 1000; ++i) items.push_back(item(str(i)));
  column.objects = items;
  app.show([&] { return column; });
  std::swap(items[1], items[998]);
  const std::size_t before = app.page().operations();
  column.objects = items;
  app.settle();
  CHECK(app.page().operations() - before == 2);
  CHECK(app.page().faults().empty());

  const std::size_t before_clear = app.page().operations();
  column.objects = std::vector<View>{};
  app.settle();
  CHECK(app.page().operations() - before_clear == 2);  // clear, free
  CHECK(texts(app).empty());
}

TEST_CASE("a view of the same kind at the same place is changed in place", "[b52][b54]") {
  TestApp app;
  Column column(str("one"), Progress({.value = 10}), "end");
  app.show([&] { return column; });
  const std::size_t created = app.page().created_elements();
  column.objects = std::vector<View>{View("two"), Progress({.value = 20}), View("end")};
  const std::size_t before = app.page().operations();
  app.settle();
  CHECK(app.page().created_elements() == created);
  CHECK(app.page().operations() - before == 2);  // the text and the value
  CHECK(texts(app) == "two end");
  CHECK(*app.page().find("progress")->attribute("value") == "20");
}

TEST_CASE("another kind at the same place makes new nodes and frees the old", "[b47]") {
  TestApp app;
  Column column("text", Progress());
  app.show([&] { return column; });
  const std::size_t nodes = app.page().live_nodes();
  column.objects = std::vector<View>{Progress(), View("text")};
  app.settle();
  CHECK(app.page().live_nodes() == nodes);
  CHECK(app.page().faults().empty());
}

TEST_CASE("one view shown at two places has two sets of nodes") {
  TestApp app;
  Str text("twice");
  Column column(text, text);
  app.show([&] { return column; });
  CHECK(texts(app) == "twice twice");
  text.object = "both";
  app.settle();
  CHECK(texts(app) == "both both");
  column.objects = std::vector<View>{text};
  app.settle();
  CHECK(texts(app) == "both");
  CHECK(app.page().faults().empty());
}

TEST_CASE("random lists end as they should, without a fault") {
  std::uint32_t state = 99;
  const auto random = [&state](std::uint32_t below) {
    state ^= state << 13;
    state ^= state >> 17;
    state ^= state << 5;
    return state % below;
  };
  TestApp app;
  Column column(std::vector<View>{});
  std::vector<View> pool;
  std::vector<std::string> names;
  for (int i = 0; i < 12; ++i) {
    names.push_back(str("n", i));
    pool.push_back(i % 3 == 0 ? View(names.back()) : View(item(names.back())));
  }
  app.show([&] { return column; });
  for (int round = 0; round < 2000; ++round) {
    std::vector<View> next;
    std::string expected;
    for (std::uint32_t count = random(10); count > 0; --count) {
      const std::uint32_t pick = random(13);
      if (pick == 12) {
        next.emplace_back();  // an empty view takes no room
        continue;
      }
      next.push_back(pool[pick]);
      if (!expected.empty()) expected += ' ';
      expected += names[pick];
    }
    column.objects = std::move(next);
    app.settle();
    INFO("round " << round);
    REQUIRE(texts(app) == expected);
    REQUIRE(app.page().faults().empty());
  }
}

TEST_CASE("a view that moves from a list into one inside of it is shown there", "[b54]") {
  TestApp app;
  Str moved("moved");
  Column outer(Column("a"), moved, "end");
  app.show([&] { return outer; });
  CHECK(texts(app) == "a moved end");
  outer.objects = std::vector<View>{Column("b", moved), View("end")};
  app.settle();
  CHECK(texts(app) == "b moved end");
  outer.objects = std::vector<View>{Column("c"), View("end"), moved};
  app.settle();
  CHECK(texts(app) == "c end moved");
  CHECK(app.page().faults().empty());
}

namespace {

// A list as a generator yields it: everything is made anew each time.
std::vector<View> keyed_list(const std::vector<std::string>& keys, int version) {
  std::vector<View> views;
  for (const std::string& key : keys) views.push_back(keyed(key, Str(str(key, version))));
  return views;
}

}  // namespace

TEST_CASE("children keep their nodes by key across reorderings", "[b54]") {
  TestApp app;
  Column column(std::vector<View>{});
  app.show([&] { return column; });
  column.objects = keyed_list({"a", "b", "c", "d"}, 1);
  app.settle();
  std::map<std::string, Node*> nodes;
  for (Node* node : app.page().find_all("pre")) nodes[node->visible_text().substr(0, 1)] = node;
  int version = 1;
  const auto show = [&](const std::vector<std::string>& keys) {
    column.objects = keyed_list(keys, ++version);
    app.settle();
    std::string expected;
    for (const std::string& key : keys) expected += str(expected.empty() ? "" : " ", key, version);
    CHECK(texts(app) == expected);
    CHECK(app.page().faults().empty());
    for (Node* node : app.page().find_all("pre")) {
      CHECK(nodes[node->visible_text().substr(0, 1)] == node);
    }
  };
  show({"d", "a", "b", "c"});
  show({"c", "b", "a"});
  const std::size_t created = app.page().created_elements();
  show({"a", "b", "c"});
  CHECK(app.page().created_elements() == created);
  nodes.erase("d");
  column.objects = keyed_list({"a", "d"}, 9);
  app.settle();
  CHECK(app.page().created_elements() == created + 1);
}

TEST_CASE("another key at the same place makes new nodes; another shape under a key, too",
          "[b54]") {
  TestApp app;
  Column column(keyed("a", "text"));
  app.show([&] { return column; });
  column.objects = std::vector<View>{keyed("b", Progress()), keyed("a", Str("pre"))};
  app.settle();
  CHECK(texts(app) == "pre");
  const std::size_t created = app.page().created_elements();
  column.objects = std::vector<View>{keyed("a", "text"), keyed("c", Progress())};
  app.settle();
  CHECK(app.page().created_elements() == created + 2);
  CHECK(texts(app) == "text");
  column.objects = std::vector<View>{View("text"), keyed("", View()), keyed("a", Str("two"))};
  app.settle();
  CHECK(texts(app) == "text two");
  column.objects = std::vector<View>{};
  app.settle();
  CHECK(app.page().live_nodes() == 2);
  CHECK(app.page().faults().empty());
}

TEST_CASE("what a person typed stays with its key", "[b54]") {
  TestApp app;
  Signal reversed(false);
  const auto row = [](const char* key) { return keyed(key, Row(key, TextInput({.label = key}))); };
  TextInput first({.label = "first"});
  app.show([&] {
    return bind(
        [first, row](bool turned) {
          return turned ? Column(row("b"), keyed("a", first)) : Column(keyed("a", first), row("b"));
        },
        reversed);
  });
  app.type("first", "typed");
  Node* input = app.page().find("input");
  reversed = true;
  app.settle();
  CHECK(app.page().find_all("input")[1] == input);
  CHECK(*input->attribute("value") == "typed");
  app.type("first", "!");
  CHECK(first.typed() == "typed!");
}

TEST_CASE("lists inside of each other may use the same keys, and one list a key twice", "[b54]") {
  TestApp app;
  const auto nested = [](int version) {
    const auto inner = [&](const char* name) { return Column(keyed_list({name, "x"}, version)); };
    return std::vector<View>{keyed("x", inner("a")), keyed("y", inner("b")),
                             keyed("x", str("again", version))};
  };
  Column column(nested(1));
  app.show([&] { return column; });
  CHECK(texts(app) == "a1 x1 b1 x1 again1");
  auto views = nested(2);
  std::swap(views[0], views[1]);
  column.objects = views;
  app.settle();
  CHECK(texts(app) == "b2 x2 a2 x2 again2");
  column.objects = std::vector<View>{};
  app.settle();
  CHECK(app.page().live_nodes() == 2);
  CHECK(app.page().faults().empty());
}

TEST_CASE("random keyed lists end as they should, and nodes stay with their keys", "[b54]") {
  std::uint32_t state = 5;
  const auto random = [&state](std::uint32_t below) {
    state ^= state << 13;
    state ^= state >> 17;
    state ^= state << 5;
    return state % below;
  };
  TestApp app;
  Column column(std::vector<View>{});
  app.show([&] { return column; });
  std::map<std::string, Node*> before;
  for (int round = 0; round < 1000; ++round) {
    std::vector<std::string> keys;
    for (const char* key : {"a", "b", "c", "d", "e", "f", "g"}) {
      if (random(3) > 0) keys.push_back(key);
    }
    for (std::size_t i = keys.size(); i > 1; --i) std::swap(keys[i - 1], keys[random(i)]);
    column.objects = keyed_list(keys, round);
    app.settle();
    std::map<std::string, Node*> now;
    std::string order;
    for (Node* node : app.page().find_all("pre")) {
      const std::string key = node->visible_text().substr(0, 1);
      order += key;
      now[key] = node;
      if (before.contains(key)) REQUIRE(before[key] == node);
    }
    std::string expected;
    for (const std::string& key : keys) expected += key;
    REQUIRE(order == expected);
    REQUIRE(app.page().faults().empty());
    before = now;
  }
}

TEST_CASE("two texts that stand beside each other do not run together", "[b87]") {
  TestApp app;
  app.show([] { return Column("one", "two", 3); });
  CHECK(app.page().find_all("span").size() == 3);
}
