#include <algorithm>
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
  Farewell(Worker& worker, Scope* scope) : Timer(&is_over), worker_(worker), next_(first_) {
    if (next_) next_->previous_ = this;
    first_ = this;
    if (scope) hold_ = scope->hold();
    if (Loop::has_current()) Loop::current().set_timer_after(*this, worker.grace_);
  }
  Farewell(const Farewell&) = delete;
  Farewell& operator=(const Farewell&) = delete;
  ~Farewell() {
    (previous_ ? previous_->next_ : first_) = next_;
    if (next_) next_->previous_ = previous_;
  }

  static Time dismiss_all() {
    Time longest(0);
    for (Farewell* each = first_; each; each = each->next_) {
      if (each->is_set()) longest = std::max(longest, each->deadline() - Loop::current().now());
      each->cancel();
    }
    return longest;
  }

 private:
  static void is_over(Timer& timer) {
    Worker& worker = static_cast<Farewell&>(timer).worker_;
    const bool ended = Threads::current().end(worker);
    if (!ended && Inbox::get().holds(worker)) return;
    report(Error("threads", str("a thread did not stop within ", worker.grace_.count(),
                                " ms of being asked to, and ",
                                ended ? "was ended where it stood" : "is left behind",
                                ". Let its function take a std::stop_token and look at it often.")),
           "on_thread");
    // What the function holds cannot be freed where it was ended: it may be in the middle of
    // anything.
    if (ended) --live_workers;
    const std::unique_ptr<Farewell> self = std::move(worker.farewell_);
  }

  // All there are; the page's thread alone has them.
  static inline constinit Farewell* first_ = nullptr;

  Worker& worker_;
  Farewell* previous_ = nullptr;
  Farewell* next_;
  Hold hold_;
};

Time Worker::dismiss_all() { return Farewell::dismiss_all(); }

Worker::Worker(Time grace) noexcept : grace_(grace) {}
Worker::~Worker() = default;

// The last thing done to it on its own thread is posting it.
void Worker::run() noexcept {
  call(stop_.get_token());
  Inbox::get().post(*this);
}

void Worker::deliver() { come_to_an_end(wait_ ? take_error() : Error()); }

void Worker::fail_to_run(Error error) { come_to_an_end(std::move(error)); }

void Worker::come_to_an_end(Error error) {
  --live_workers;
  Threads::current().finished(*this);
  const std::unique_ptr<Farewell> farewell = std::move(farewell_);
  if (!wait_) {
    delete this;
    return;
  }
  Wait& wait = *wait_;
  wait.running_ = false;
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
