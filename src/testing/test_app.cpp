#include <coracle/async/counts.hpp>
#include <coracle/base/str.hpp>
#include <coracle/reactive/counts.hpp>
#include <coracle/testing/test_app.hpp>
#include <coracle/thread/worker.hpp>
#include <utility>

namespace coracle::testing {

TestApp::TestApp()
    : former_network_(Network::install(&network_)),
      former_sockets_(SocketPort::install(&sockets_)) {
  former_sink_ = set_report_sink([this](const Error& error, std::string_view) {
    reports_.push_back(str(error.code(), ": ", error.message()));
  });
  core_ = std::make_unique<Page>(page_, loop_);
  page_.connect(*core_);
  const NodeId root = core_->open_root();
  page_.adopt(root);
  application_ = std::make_unique<Application>(*core_, root);
}

TestApp::~TestApp() {
  close();
  core_.reset();
  set_report_sink(std::move(former_sink_));
  SocketPort::install(former_sockets_);
  Network::install(former_network_);
}

void TestApp::advance(Time duration) {
  loop_.advance(duration);
  core_->commit();
}

std::vector<std::string> TestApp::take_reports() { return std::exchange(reports_, {}); }

LiveCounts TestApp::counts() const {
  const AsyncCounts async = async_counts();
  const ReactiveCounts reactive = coracle::counts();
  return {.runs = async.roots,
          .frames = async.frames,
          .timers = async.timers,
          .signals = reactive.signals,
          .computeds = reactive.computeds,
          .observers = reactive.observers,
          .links = reactive.links,
          .nodes = page_.live_nodes(),
          .requests = network_.live(),
          .sockets = sockets_.live()};
}

std::string TestApp::pending() {
  std::string pending = loop_.pending();
  core_->commit();
  return pending;
}

void TestApp::close() {
  if (!application_) return;
  application_.reset();
#if !defined(__wasm__)
  // Threads that were asked to stop have a time of their own.
  testing::wait_for_threads(loop_, [] { return Worker::live() == 0; }, std::chrono::seconds(1));
#endif
  loop_.run_until_idle();
}

}  // namespace coracle::testing
