#include <coracle/async/scope.hpp>
#include <coracle/base/report.hpp>
#include <coracle/base/str.hpp>
#include <coracle/thread/threads.hpp>
#include <coracle/thread/worker.hpp>
#include <utility>

namespace coracle {

namespace {
std::size_t live_workers = 0;  // the page's thread counts
}

std::size_t Worker::live() noexcept { return live_workers; }

// The time that a worker has to come to its end, during which its scope waits for it.
class Worker::Farewell final : private Timer {
 public:
  Farewell(Worker& worker, Scope* scope) : Timer(&is_over), worker_(worker) {
    if (scope) hold_ = scope->hold();
    if (Loop::has_current()) Loop::current().set_timer_after(*this, worker_grace);
  }

 private:
  static void is_over(Timer& timer) {
    Worker& worker = static_cast<Farewell&>(timer).worker_;
    const auto has_come_to_its_end = [&] { return Inbox::get().holds(worker); };
    if (has_come_to_its_end()) return;
    const bool ended = Threads::current().end(worker);
    if (has_come_to_its_end()) return;
    report(Error("threads", str("a thread did not stop within ", worker_grace.count(),
                                " ms of being asked to, and ",
                                ended ? "was ended where it stood" : "is left behind",
                                ". Let its function take a std::stop_token and look at it often.")),
           "on_thread");
    // What the function holds cannot be freed where it was ended: it may be in the middle of
    // anything.
    if (ended) --live_workers;
    const std::unique_ptr<Farewell> self = std::move(worker.farewell_);
  }

  Worker& worker_;
  Hold hold_;
};

Worker::Worker() noexcept = default;
Worker::~Worker() = default;

// The last thing done to it on its own thread is posting it.
void Worker::run() noexcept {
  call(stop_.get_token());
  Inbox::get().post(*this);
}

void Worker::deliver() {
  --live_workers;
  Threads::current().finished(*this);
  const std::unique_ptr<Farewell> farewell = std::move(farewell_);
  if (!wait_) {
    delete this;
    return;
  }
  Wait& wait = *wait_;
  wait.running_ = false;
  Error error = take_error();
  if (error) {
    wait.fail(std::move(error));
  } else {
    wait.wake();
  }
}

void Worker::abandon() {
  wait_ = nullptr;
  farewell_ = std::make_unique<Farewell>(*this, Scope::current());
  stop_.request_stop();
}

void Worker::Wait::begin(Frame& awaiting) {
  suspend(awaiting, "a thread");
  Error error = Threads::current().start(*worker_);
  if (error) return fail(std::move(error));
  running_ = true;
  worker_->wait_ = this;
  ++live_workers;
}

Worker::Wait::~Wait() {
  if (running_) {
    worker_->abandon();
  } else {
    delete worker_;
  }
}

}  // namespace coracle
