#pragma once

#include <coracle/async/async_generator.hpp>
#include <coracle/async/strand.hpp>
#include <coracle/async/task.hpp>

namespace coracle {

class TaskHandle;

/// Makes live runs known to `run_tree`; nothing where there is no introspection.
#if CORACLE_INTROSPECTION
class ListedRun {
 public:
  ListedRun() = default;
  ListedRun(const ListedRun&) = delete;
  ListedRun& operator=(const ListedRun&) = delete;

 protected:
  ~ListedRun() = default;
  void enlist() noexcept;
  void delist() noexcept;

 private:
  friend class RunTree;
  ListedRun* previous_ = nullptr;
  ListedRun* next_ = nullptr;
};
#else
struct ListedRun {
  void enlist() noexcept {}
  void delist() noexcept {}
};
#endif

/// A run: one execution of a task or an async generator, owned by a scope, with its outcome told
/// to whoever derives from this. `spawn` and bindings are built on it; programs use those.
///
///     class ImageRun final : public Root {
///      public:
///       explicit ImageRun(Scope& scope) { start(scope, load_image()); }
///
///      private:
///       void finished() override { show(take_result<Image>()); delete this; }
///       void failed(Error error) override { show(error); delete this; }
///       void cancelled() override { delete this; }
///     };
///
/// Exactly one of the three is called, from the loop or from inside `cancel`, when the run's last
/// frame is gone (with `finished`: when its result is taken). The run may be deleted there, or
/// started again.
///
/// A root must not be destroyed while it is live; cancel it and let `cancelled` do that.
class Root : public Strand, private ListedRun {
 public:
  /// Gives the run to a scope and puts it at the end of the loop's queue: nothing of it runs yet.
  /// A scope that is closed, or being cancelled, takes none: `cancelled` is called at once.
  template <class T>
  void start(Scope& scope, Task<T> task) {
    start_frame(scope, task.release());
  }
  template <class Out>
  void start(Scope& scope, AsyncGenerator<Out> generator) {
    start_frame(scope, generator.release());
  }

  /// Destroys the frames, leaf first, and calls `cancelled`. While code of the run is on the
  /// native stack that waits until control comes back from it. Harmless on a run that has ended.
  using Strand::cancel;
  using Strand::is_live;
  using Strand::is_on_stack;

  /// The run that this code is part of, also in a branch that it waits for; null outside of runs.
  static Root* current() noexcept;
  /// Whether it is one of those of a bound function or a handler, which are triggered.
  virtual bool is_triggered() const noexcept { return false; }

  /// Lets the generator go on from the `co_yield` where it stands; from the loop's queue. Harmless
  /// when it does not stand at one.
  void proceed() {
    if (std::exchange(at_yield_, false)) wake();
  }

 protected:
  /// A run with long steps is `measured`: the loop looks at the clock after each of them.
  explicit Root(bool measured = false) noexcept : Strand(measured) {}
  ~Root();

  virtual void finished() = 0;
  virtual void failed(Error error) = 0;
  virtual void cancelled() {}
  /// The generator stands at a `co_yield`; `yielded_value` gives the value. It goes on after
  /// `proceed`, now or later.
  virtual void yielded() {}

  /// For `finished`: moves the result out and destroys the frame.
  template <class T>
  T take_result() {
    struct Release {
      ~Release() { root->release_frame(); }
      Root* root;
    } const release{this};
    return static_cast<TaskPromise<T>*>(top_frame())->value();
  }
  /// For `yielded`: the value, which may be moved from. It lives until `proceed`.
  template <class Out>
  Out& yielded_value() noexcept {
    return *static_cast<Out*>(yielded_pointer());
  }
  using Strand::release_frame;

  /// Starts a run whose first frame `begin` makes when its turn comes.
  void start_later(Scope& scope) { start_frame(scope, nullptr); }

 private:
  friend class RunTree;
  friend class Scope;
  friend class TaskHandle;
  void start_frame(Scope& scope, Frame* top);
  void* yielded_pointer() const noexcept {
    return static_cast<AsyncGeneratorFrame*>(top_frame())->yielded();
  }
  void ended(End how) final;

  Root* previous_ = nullptr;
  Root* next_ = nullptr;
  TaskHandle* handles_ = nullptr;
  bool at_yield_ = false;
};

/// Refers to a run without keeping it: may be copied, kept and used after the run has ended.
class TaskHandle {
 public:
  TaskHandle() noexcept = default;
  explicit TaskHandle(Root& root) noexcept { refer(&root); }
  TaskHandle(const TaskHandle& other) noexcept { refer(other.root_); }
  TaskHandle& operator=(const TaskHandle& other) noexcept {
    if (root_ != other.root_) {
      forget();
      refer(other.root_);
    }
    return *this;
  }
  ~TaskHandle() { forget(); }

  /// True when the run has finished, failed or been cancelled.
  bool done() const noexcept { return root_ == nullptr; }
  /// Destroys the run's frames, leaf first; from inside the run, when it next waits. Harmless
  /// when the run has ended.
  void cancel() const {
    if (root_) root_->cancel();
  }

 private:
  friend class Root;
  void refer(Root* root) noexcept;
  void forget() noexcept;

  Root* root_ = nullptr;
  TaskHandle** place_ = nullptr;
  TaskHandle* next_ = nullptr;
};

}  // namespace coracle
