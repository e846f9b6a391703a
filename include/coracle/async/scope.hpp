#pragma once

#include <coracle/async/root.hpp>
#include <coracle/async/wait_list.hpp>
#include <coracle/base/function.hpp>
#include <coracle/base/ref.hpp>
#include <cstddef>
#include <functional>
#include <tuple>
#include <type_traits>
#include <utility>

namespace coracle {

class Hold;
class Scope;

/// Something that is no run but ends with a scope all the same: a watcher, for instance. Leaves
/// the scope when destroyed.
class ScopeMember {
 public:
  ScopeMember() noexcept = default;
  ScopeMember(const ScopeMember&) = delete;
  ScopeMember& operator=(const ScopeMember&) = delete;

 protected:
  ~ScopeMember() { leave_scope(); }

  /// Joins a scope; false where that is closed and takes no members.
  bool join_scope(Scope& scope) noexcept;
  void leave_scope() noexcept;
  /// The scope is closed or destroyed; the member has left it. It may be deleted here.
  virtual void scope_closed() = 0;

 private:
  friend class Scope;
  Scope* scope_ = nullptr;
  ScopeMember* previous_ = nullptr;
  ScopeMember* next_ = nullptr;
};

/// The owner of runs. A run never outlives its scope: when the scope is cancelled, closed or
/// destroyed, its runs are destroyed where they wait, newest first, each leaf first.
///
///     Scope scope;
///     scope.spawn([log](std::string name) -> Task<> {
///       co_await sleep(1s);
///       log.print("hello ", name);
///     }, name);
///     co_await scope.close();  // cancels, and waits until clean-up has finished everywhere
///
/// A run that destroys its own scope goes on until it next waits, and is destroyed there.
///
/// Semantics: nurseries, as in Trio and corral, with cancellation as the normal way to leave.
class Scope {
 public:
  Scope() = default;
  /// A child scope: cancelled and closed with its parent, and reporting errors to it.
  explicit Scope(Scope& parent) noexcept;
  Scope(const Scope&) = delete;
  Scope& operator=(const Scope&) = delete;
  ~Scope();

  /// Starts `f(args…)`, which gives a task, from the loop's queue. `f` and the arguments are
  /// stored with the run, so a lambda's captures, and arguments it takes by reference, live as
  /// long as it does. A closed scope starts nothing; the handle is done.
  template <class F, class... Args>
  TaskHandle spawn(F&& f, Args&&... args);

  /// Destroys all runs and those of child scopes. What is spawned meanwhile, by destructors, is
  /// refused; afterwards the scope can be used again.
  void cancel();

  /// `co_await scope.close()`: cancels for good, then waits until the last run is gone and
  /// nothing is held any more.
  class Close;
  [[nodiscard]] Close close() noexcept;

  /// Takes the errors of runs in this scope and its child scopes, unless those have a handler of
  /// their own. Without any they are reported.
  void on_error(Function<void(Error)> handler);
  /// Told of what was reported because no `on_error` took it, but for what is shown where it
  /// failed: where an embedding shows such errors.
  void on_stray_error(Function<void(Error)> handler);
  /// `origin` tells in the report what has failed.
  void handle_error(Error error, std::string_view origin = "the program");

  struct ErrorHandler final : RefCounted {
    ErrorHandler(Function<void(Error)> call, bool is_last_resort)
        : call(std::move(call)), is_last_resort(is_last_resort) {}
    const Function<void(Error)> call;
    const bool is_last_resort;
  };
  /// The nearest handler that `on_error` has set, here or further out, or the nearest last resort;
  /// null if there is none.
  ErrorHandler* error_handler(bool last_resort = false) const noexcept;

  /// Marks that clean-up goes on outside, for instance in a JavaScript `finally` block.
  [[nodiscard]] Hold hold() noexcept;
  std::size_t held() const noexcept { return held_; }
  /// `co_await scope.released()`: waits until nothing is held.
  class Released;
  [[nodiscard]] Released released() noexcept;
  /// The same for one that is no coroutine: put into the loop's queue whenever nothing is held any
  /// more. It lives as long as the scope.
  void set_release_listener(ReadyNode& listener) noexcept { release_listener_ = &listener; }

  std::size_t live_roots() const noexcept { return root_count_; }
  /// False once closed, and while being cancelled.
  bool accepts() const noexcept { return !closed_ && !cancelling_; }

  /// The scope that owns what is being run; null outside of runs and `enter`.
  static Scope* current() noexcept;
  /// Calls f with this as the current scope.
  template <class F>
  decltype(auto) enter(F&& f) {
    const Strand::OnStack entry(Strand::current_, this);
    return std::forward<F>(f)();
  }

 private:
  friend class Root;
  friend class Hold;
  friend class ScopeMember;
  struct Cancelling;
  void add(Root& root) noexcept;
  void remove(Root& root) noexcept;
  Root* next_to_cancel() const noexcept;
  Scope* next_to_cancel(std::size_t stamp) const noexcept;
  bool is_idle() const noexcept { return !roots_ && held_ == 0 && !has_busy_child(); }
  bool has_busy_child() const noexcept;
  void wake_if_idle();

  bool shut();

  Root* roots_ = nullptr;
  ScopeMember* members_ = nullptr;
  std::size_t root_count_ = 0;
  Scope* parent_ = nullptr;
  Scope* children_ = nullptr;
  Scope* previous_sibling_ = nullptr;
  Scope* next_sibling_ = nullptr;
  Hold* holds_ = nullptr;
  std::size_t held_ = 0;
  WaitList waiting_for_idle_;
  WaitList waiting_for_release_;
  ReadyNode* release_listener_ = nullptr;
  Ref<ErrorHandler> handler_;
  Cancelling* cancelling_ = nullptr;
  std::size_t stamp_ = 0;
  bool closed_ = false;
};

class [[nodiscard]] Scope::Close {
 public:
  explicit Close(Scope& scope) noexcept : scope_(scope), wait_(scope.waiting_for_idle_) {}
  bool await_ready() {
    if (!scope_.shut()) return true;
    scope_.cancel();
    return scope_.is_idle();
  }
  template <class Promise>
  void await_suspend(std::coroutine_handle<Promise> awaiting) noexcept {
    wait_.await_suspend(awaiting);
  }
  void await_resume() const noexcept {}

 private:
  Scope& scope_;
  WaitList::Wait wait_;
};
inline Scope::Close Scope::close() noexcept { return Close(*this); }

class [[nodiscard]] Scope::Released : public WaitList::Wait {
 public:
  explicit Released(Scope& scope) noexcept : Wait(scope.waiting_for_release_), scope_(scope) {}
  bool await_ready() const noexcept { return scope_.held_ == 0; }

 private:
  Scope& scope_;
};
inline Scope::Released Scope::released() noexcept { return Released(*this); }

/// Says that clean-up of a scope still goes on; lets go of it when destroyed. May outlive the
/// scope.
class Hold {
 public:
  Hold() noexcept = default;
  Hold(Hold&& other) noexcept;
  Hold& operator=(Hold&& other) noexcept;
  ~Hold() { release(); }
  /// Lets go before the end; harmless a second time.
  void release();

 private:
  friend class Scope;
  void link(Scope* scope) noexcept;
  void unlink() noexcept;
  Scope* scope_ = nullptr;
  Hold* previous_ = nullptr;
  Hold* next_ = nullptr;
};
inline Hold Scope::hold() noexcept {
  Hold hold;
  hold.link(this);
  return hold;
}

/// What `spawn` makes: a run that reports its failure to its scope and deletes itself.
class SpawnedRoot : public Root {
 public:
  virtual ~SpawnedRoot() = default;
  TaskHandle start_in(Scope& scope);

 private:
  void finished() override;
  void failed(Error error) override;
  void cancelled() override { delete this; }
};

template <class T>
struct IsTask : std::false_type {};
template <class T>
struct IsTask<Task<T>> : std::true_type {};

template <class F, class... Args>
class SpawnedCall final : public SpawnedRoot {
 public:
  template <class G, class... Values>
  explicit SpawnedCall(G&& f, Values&&... args)
      : f_(std::forward<G>(f)), args_(std::forward<Values>(args)...) {}

 private:
  Frame* begin() override {
    if constexpr (IsTask<F>::value) {
      return f_.release();
    } else {
      // A parameter taken by value is moved into the coroutine, a reference refers to the copy.
      return std::apply([this](Args&... args) { return std::invoke(f_, std::move(args)...); },
                        args_)
          .release();
    }
  }
  F f_;
  [[no_unique_address]] std::tuple<Args...> args_;
};

template <class F, class... Args>
TaskHandle Scope::spawn(F&& f, Args&&... args) {
  using Callable = std::decay_t<F>;
  if constexpr (IsTask<Callable>::value) {
    static_assert(sizeof...(Args) == 0, "spawn(task) takes no arguments");
  } else {
    static_assert(std::is_invocable_v<Callable&, std::decay_t<Args>...>,
                  "spawn(f, args…): f cannot be called with these arguments, which are copied and "
                  "passed as rvalues; take them by value or by const reference");
    static_assert(IsTask<std::invoke_result_t<Callable&, std::decay_t<Args>...>>::value,
                  "spawn(f, args…): f must return a Task");
  }
  if (!accepts()) return {};
  auto* root = new SpawnedCall<Callable, std::decay_t<Args>...>(std::forward<F>(f),
                                                                std::forward<Args>(args)...);
  return root->start_in(*this);
}

/// The scope of what is made outside of runs and `enter`. It is never closed.
Scope& program_scope();

/// The current scope, or the program's where there is none.
inline Scope& current_scope() {
  Scope* const scope = Scope::current();
  return scope ? *scope : program_scope();
}

/// The scope for the free `spawn`; reports an error and gives null where there is none.
Scope* scope_for_spawn();

/// Starts `f(args…)` in the scope that owns what is being run.
template <class F, class... Args>
TaskHandle spawn(F&& f, Args&&... args) {
  Scope* const scope = scope_for_spawn();
  return scope ? scope->spawn(std::forward<F>(f), std::forward<Args>(args)...) : TaskHandle();
}

}  // namespace coracle
