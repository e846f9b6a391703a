// Roots that are opened and closed by what is shown in them, and while a patch is committed.
#include <catch_amalgamated.hpp>
#include <coracle/coracle.hpp>
#include <coracle/testing/test_app.hpp>

using namespace coracle;
using namespace std::chrono_literals;
using coracle::testing::FakePage;
using coracle::testing::LiveCounts;
using coracle::testing::TestApp;

namespace {

// A further root of the page that an app is in.
class OtherRoot {
 public:
  explicit OtherRoot(TestApp& app) : node_(app.core().open_root()) {
    app.page().adopt(node_);
    application_ = std::make_unique<Application>(app.core(), node_);
  }
  void show(const View& view) { application_->show(view); }
  void close() { application_.reset(); }

 private:
  NodeId node_;
  std::unique_ptr<Application> application_;
};

// A page that calls something in the middle of its next commit.
class InterruptedHost final : public Host {
 public:
  void commit(const Patch& patch) override {
    if (Function<void()> call = std::exchange(interruption, nullptr)) call();
    page.commit(patch);
  }
  FakePage page;
  Function<void()> interruption;
};

}  // namespace

TEST_CASE("a root may be closed by a bound function that it shows", "[b47]") {
  TestApp app;
  app.show([] { return "first"; });
  const LiveCounts before = app.counts();
  {
    OtherRoot other(app);
    IntSlider slider({.end = 9});
    other.show(Column(slider, bind(
                                  [&](int value) {
                                    if (value > 3) other.close();
                                    return value;
                                  },
                                  slider)));
    app.settle();
    slider.value = 3;
    app.settle();
    CHECK(app.text() == "first 3 3");
    slider.value = 4;
    app.settle();
    CHECK(app.text() == "first");
  }
  app.settle();
  CHECK(app.counts() == before);
  CHECK(app.take_reports().empty());
  CHECK(app.page().faults().empty());
}

TEST_CASE("a root may be closed by the error handler of what it shows", "[b47][b73]") {
  TestApp app;
  const LiveCounts before = app.counts();
  {
    OtherRoot other(app);
    Signal fails(false);
    const auto failing = [](bool now) -> Result<int> {
      if (now) return Error("user", "no");
      return 1;
    };
    other.show(bind(failing, fails).on_error([&](Error) { other.close(); }));
    app.settle();
    CHECK(app.text() == "1");
    fails = true;
    app.settle();
    CHECK(app.text().empty());
  }
  app.settle();
  CHECK(app.counts() == before);
  CHECK(app.page().faults().empty());
}

TEST_CASE("a root may be closed by what it shows, as it is shown for the first time", "[b47]") {
  TestApp app;
  const LiveCounts before = app.counts();
  {
    OtherRoot other(app);
    other.show(Column("before", bind([&] {
                        other.close();
                        return "value";
                      }),
                      "after"));
    app.settle();
    CHECK(app.text().empty());
  }
  app.settle();
  CHECK(app.counts() == before);
  CHECK(app.page().faults().empty());
}

TEST_CASE("a root may be closed by what it is given to show, while it is painted", "[b47]") {
  TestApp app;
  const LiveCounts before = app.counts();
  {
    OtherRoot other(app);
    Column column({"before"});
    other.show(Column(column, "after"));
    app.settle();
    CHECK(app.text() == "before after");
    column.objects = std::vector<View>{"new", bind([&] {
                                         other.close();
                                         return "value";
                                       })};
    app.settle();
    CHECK(app.text().empty());
  }
  app.settle();
  CHECK(app.counts() == before);
  CHECK(app.page().faults().empty());
}

TEST_CASE("a handler may close the root of its button", "[b47]") {
  TestApp app;
  const LiveCounts before = app.counts();
  {
    OtherRoot other(app);
    Button button({.label = "Close"});
    button.on_click([&] { other.close(); });
    other.show(Column(button));
    app.settle();
    CHECK(app.click("Close"));
    CHECK(app.text().empty());
  }
  app.settle();
  CHECK(app.counts() == before);
  CHECK(app.page().faults().empty());
}

TEST_CASE("roots that others open and close meanwhile show what is theirs", "[b91]") {
  TestApp app;
  const LiveCounts before = app.counts();
  {
    OtherRoot first(app);
    first.show("first");
    OtherRoot second(app);
    std::vector<std::unique_ptr<OtherRoot>> more;
    second.show(bind([&] {
      first.close();
      for (int i = 0; i < 50; ++i) {
        more.push_back(std::make_unique<OtherRoot>(app));
        more.back()->show(i);
      }
      for (int i = 0; i < 49; ++i) more[static_cast<std::size_t>(i)]->close();
      return "second";
    }));
    app.settle();
    CHECK(app.text() == "second 49");
    second.close();
    app.settle();
    CHECK(app.text() == "49");
  }
  app.settle();
  CHECK(app.counts() == before);
  CHECK(app.page().faults().empty());
}

TEST_CASE("what ends with one root may close another", "[b47]") {
  TestApp app;
  const LiveCounts before = app.counts();
  {
    OtherRoot first(app);
    OtherRoot second(app);
    struct Closing {
      OtherRoot& root;
      ~Closing() { root.close(); }
    };
    first.show(bind([&]() -> Task<View> {
      const Closing closing{second};
      co_await sleep(1h);
      co_return "never";
    }));
    second.show("second");
    app.settle();
    first.close();
    app.settle();
    CHECK(app.text().empty());
  }
  app.settle();
  CHECK(app.counts() == before);
  CHECK(app.page().faults().empty());
}

TEST_CASE("roots may be opened and closed while a patch is committed", "[b96]") {
  VirtualLoop loop;
  InterruptedHost host;
  Page core(host, loop);
  host.page.connect(core);
  const auto open = [&] {
    const NodeId root = core.open_root();
    host.page.adopt(root);
    return root;
  };
  const NodeId first = open();
  const NodeId second = open();
  Column column({"one", "two", "three"});
  core.show(first, column);
  core.show(second, "second");
  core.commit();
  CHECK(host.page.text() == "one two three second");

  std::vector<View> many;
  for (int i = 0; i < 200; ++i) many.emplace_back(str("text ", i));
  host.interruption = [&] {
    core.close_root(second);
    core.show(open(), Column(many));
  };
  column.objects = std::vector<View>{"four"};
  core.commit();
  CHECK(host.page.faults().empty());
  CHECK(host.page.text() == "four second");
  loop.advance(20ms);
  CHECK(host.page.text().starts_with("four text 0 text 1 "));
  CHECK(host.page.text().ends_with("text 199"));
  CHECK(host.page.faults().empty());
}
