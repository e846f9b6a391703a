#pragma once

#include <coracle/base/error.hpp>
#include <coracle/base/report.hpp>
#include <coracle/testing/fake_network.hpp>
#include <coracle/testing/fake_page.hpp>
#include <coracle/testing/fake_sockets.hpp>
#include <coracle/testing/virtual_loop.hpp>
#include <coracle/testing/wait_for_threads.hpp>
#include <coracle/ui/app.hpp>
#include <coracle/ui/page.hpp>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace coracle::testing {

/// How much of everything is alive: what must be back where it was when an app is closed.
struct LiveCounts {
  std::size_t runs = 0;
  std::size_t frames = 0;
  std::size_t timers = 0;
  std::size_t signals = 0;
  std::size_t computeds = 0;
  std::size_t observers = 0;
  std::size_t links = 0;
  std::size_t nodes = 0;
  std::size_t requests = 0;
  std::size_t sockets = 0;

  friend bool operator==(const LiveCounts&, const LiveCounts&) = default;
};

/// A program in a fake page, on a virtual clock and a fake network, with fake WebSockets.
///
///     TestApp app([] { return Row(run, bind(runner, run)); });
///     app.click("Press to run calculation");
///     app.advance(55ms);
///     CHECK(app.text() == "Press to run calculation Running (5/100%)");
///
/// Nothing happens but in `advance`, `settle` and what they lead to.
class TestApp {
 public:
  /// An environment without a program yet: add routes, then `show`.
  TestApp();
  template <std::invocable F>
  explicit TestApp(F&& make_view) : TestApp() {
    show(std::forward<F>(make_view));
  }
  ~TestApp();

  /// Calls `make_view` in the app's scope, shows what it gives, and settles.
  template <std::invocable F>
  void show(F&& make_view) {
    application_->scope().enter([&] { application_->show(View(make_view())); });
    settle();
  }

  /// Lets time pass, with every timer, turn and frame in it, and paints what is new at its end.
  void advance(Time duration);
  /// Runs what is ready and paints what is new, in no time.
  void settle() { advance(Time(0)); }

  /// Lets threads go on, in real time, and paints what they tell, until `done()`; false if that is
  /// not so after a while.
  template <std::predicate Done>
  bool wait_for_threads(Done&& done) {
    return testing::wait_for_threads(loop_, [&] {
      settle();
      return done();
    });
  }

  /// What a person does (see `FakePage`), and what it leads to at once.
  bool click(std::string_view what) { return settled(page_.click(what)); }
  bool drag(std::string_view what, double number) { return settled(page_.drag(what, number)); }
  bool release(std::string_view what, double number) {
    return settled(page_.release(what, number));
  }
  bool type(std::string_view what, std::string_view text) {
    return settled(page_.type(what, text));
  }
  bool press(std::string_view what, std::string_view key) {
    return settled(page_.press(what, key));
  }
  bool leave(std::string_view what) { return settled(page_.leave(what)); }
  bool choose(std::string_view what, int index) { return settled(page_.choose(what, index)); }

  std::string text() const { return page_.text(); }
  FakePage& page() { return page_; }
  FakeNetwork& network() { return network_; }
  FakeSockets& sockets() { return sockets_; }
  VirtualLoop& loop() { return loop_; }
  Page& core() { return *core_; }
  Scope& scope() { return application_->scope(); }

  /// What was reported, as "code: message", since it was last asked.
  std::vector<std::string> take_reports();

  LiveCounts counts() const;
  /// Lets time pass until nothing happens by itself any more, at most an hour, and lists the runs
  /// that wait then, with what each waits for: what can never come, unless the test clicks, types
  /// or answers a request. Empty if there are none.
  ///
  ///     CHECK(app.pending() == "");  // fails with the list
  std::string pending();
  /// Closes the program and settles, as when its element is removed from a page.
  void close();

 private:
  bool settled(bool heard) {
    settle();
    return heard;
  }

  VirtualLoop loop_;
  FakeNetwork network_{loop_};
  FakeSockets sockets_;
  FakePage page_;
  std::vector<std::string> reports_;
  Network* former_network_;
  SocketPort* former_sockets_;
  ReportSink former_sink_;
  std::unique_ptr<Page> core_;
  std::unique_ptr<Application> application_;
};

}  // namespace coracle::testing
