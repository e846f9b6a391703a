#pragma once

#include <coracle/async/scope.hpp>
#include <coracle/base/ref.hpp>
#include <coracle/reactive/delivery.hpp>
#include <coracle/reactive/observer.hpp>
#include <utility>
#include <vector>

namespace coracle {

class HandlerBase;
class RunHandle;
class WatcherList;

/// A function that hears of changes: what a `Subscription` refers to.
///
/// It notes a change when it is told of it and runs its function afterwards, when all others have
/// noted it too. It belongs to what it watches and to the scope that was current when it was
/// made, and ends with the first of them.
class Watcher : public RefCounted, private Observer, private Delivery, private ScopeMember {
 public:
  /// Ends it; harmless if it has ended. Its function runs no more, but coroutines that it started
  /// go on.
  void dispose();
  bool is_active() const { return list_ != nullptr; }

 protected:
  /// `name`, of what it watches, tells in reports which watcher it was.
  explicit Watcher(int order, const char* name = "a watcher");
  ~Watcher() override;

  /// Joins the list of what it watches and the current scope, and begins to hear of what `read`
  /// reads. Where the scope is closed it ends instead.
  template <class Read>
  void start(WatcherList& list, Read&& read) {
    if (join(list)) track(std::forward<Read>(read));
  }

  /// Notes what has changed; true if there is something to deliver.
  virtual bool note() = 0;
  virtual void deliver() = 0;
  /// Frees the function, which may hold what it watches.
  virtual void release_function() = 0;

  /// Its function, as long as it is there.
  virtual HandlerBase* handler() const { return nullptr; }

  /// Where its coroutines run.
  Scope& scope() const { return scope_; }

 private:
  friend class Subscription;
  friend class WatcherList;
  static void on_stale(Observer& observer);
  static void on_deliver(Delivery& delivery);
  void scope_closed() override { dispose(); }
  bool join(WatcherList& list);

  Scope& scope_;
  WatcherList* list_ = nullptr;
  Watcher* previous_ = nullptr;
  Watcher* next_ = nullptr;
  bool running_ = false;
};

/// The watchers of one owner, which end with it.
class WatcherList {
 public:
  WatcherList() = default;
  WatcherList(const WatcherList&) = delete;
  WatcherList& operator=(const WatcherList&) = delete;
  ~WatcherList() { end_all(); }

  void end_all();

 private:
  friend class Watcher;
  Watcher* first_ = nullptr;
};

/// The right to end a watcher. Copying it shares the watcher; dropping it ends nothing, because
/// most watchers are meant to last as long as what they watch.
class Subscription {
 public:
  Subscription() = default;
  explicit Subscription(Ref<Watcher> watcher) : watcher_(std::move(watcher)) {}

  /// Ends the watcher. Harmless the second time, also from inside it.
  void dispose() {
    if (watcher_) watcher_->dispose();
  }
  bool is_active() const { return watcher_ && watcher_->is_active(); }

  /// The runs of an async function that are live or wait for their turn, oldest first; none once
  /// it has ended.
  std::vector<RunHandle> runs() const;

 private:
  Ref<Watcher> watcher_;
};

/// A subscription that ends when it goes out of scope.
class [[nodiscard]] ScopedSubscription {
 public:
  ScopedSubscription() = default;
  ScopedSubscription(Subscription subscription) : subscription_(std::move(subscription)) {}
  ScopedSubscription(ScopedSubscription&& other) noexcept
      : subscription_(std::exchange(other.subscription_, Subscription())) {}
  ScopedSubscription& operator=(ScopedSubscription&& other) noexcept {
    if (this != &other) {
      subscription_.dispose();
      subscription_ = std::exchange(other.subscription_, Subscription());
    }
    return *this;
  }
  ~ScopedSubscription() { subscription_.dispose(); }

  void dispose() { subscription_.dispose(); }
  bool is_active() const { return subscription_.is_active(); }

 private:
  Subscription subscription_;
};

}  // namespace coracle
