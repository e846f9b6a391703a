#pragma once

#include <coracle/async/async.hpp>
#include <coracle/base/report.hpp>
#include <coracle/base/str.hpp>
#include <coracle/testing/virtual_loop.hpp>
#include <string>
#include <utility>
#include <vector>

#include "async/start.hpp"

namespace coracle::async_test {

using namespace std::chrono_literals;

/// What happened, in order.
class Diary {
 public:
  void add(std::string entry) { text_ += (text_.empty() ? "" : " ") + entry; }
  const std::string& text() const { return text_; }
  void clear() { text_.clear(); }

 private:
  std::string text_;
};

/// Writes into a diary when it is destroyed.
class Noted {
 public:
  Noted(Diary& diary, std::string entry) : diary_(&diary), entry_(std::move(entry)) {}
  Noted(Noted&& other) noexcept
      : diary_(std::exchange(other.diary_, nullptr)), entry_(std::move(other.entry_)) {}
  ~Noted() {
    if (diary_) diary_->add(entry_);
  }

 private:
  Diary* diary_;
  std::string entry_;
};

/// Calls a function when it is destroyed.
template <class F>
class AtEnd {
 public:
  explicit AtEnd(F f) : f_(std::move(f)) {}
  AtEnd(const AtEnd&) = delete;
  AtEnd& operator=(const AtEnd&) = delete;
  ~AtEnd() { f_(); }

 private:
  F f_;
};

inline Task<int> value_after(Time delay, int value) {
  co_await sleep(delay);
  co_return value;
}

/// Works so long while it has what only so many may have: a lock, or one permit of a semaphore.
template <class Limited>
Task<> work(Limited limited, Time time, Diary& diary, std::string name) {
  const auto permit = co_await limited.acquire();
  diary.add(name);
  const Noted noted(diary, "~" + name);
  co_await sleep(time);
}

/// A virtual clock, a scope, the reports made meanwhile; at its end nothing may be left over.
class Scene {
 public:
  Scene()
      : former_sink_(set_report_sink([this](const Error& error, std::string_view origin) {
          reports.push_back(str(origin, ": ", error.code(), ": ", error.message()));
        })) {}
  ~Scene() { set_report_sink(std::move(former_sink_)); }

  /// Runs a coroutine lambda to its end; false if it did not get there.
  template <class F>
  bool run(F f) {
    bool finished = false;
    start(scope, std::move(f), finished);
    loop.run_until_idle();
    return finished;
  }
  bool nothing_left() const { return async_counts() == before_; }

  AsyncCounts before_ = {async_counts().roots, async_counts().frames, 0, 0};
  VirtualLoop loop;
  Scope scope;
  std::vector<std::string> reports;

 private:
  ReportSink former_sink_;
};

}  // namespace coracle::async_test
