#pragma once

#include <coracle/async/wait_list.hpp>
#include <coracle/base/ref.hpp>
#include <optional>
#include <utility>

namespace coracle {

/// The part of a completion's state that does not depend on its type.
class CompletionState : public RefCounted {
 public:
  bool is_done() const noexcept { return done_; }
  bool is_awaited() const noexcept { return waiter_ != nullptr; }
  bool fail(Error error);

  /// Waits for the outcome; removes itself when destroyed.
  class Wait : public Waiter {
   public:
    explicit Wait(Ref<CompletionState> state) noexcept : state_(std::move(state)) {}
    Wait(Wait&&) noexcept = default;
    ~Wait() { leave(); }
    bool await_ready() const noexcept { return state_->done_ && !state_->error_; }
    template <class Promise>
    void await_suspend(std::coroutine_handle<Promise> awaiting) {
      begin(awaiting.promise());
    }

   protected:
    Ref<CompletionState> state_;

   private:
    void begin(Frame& awaiting);
    void leave() noexcept;
  };

 protected:
  bool complete();

 private:
  Waiter* waiter_ = nullptr;
  Error error_;
  bool done_ = false;
};

/// A slot that code outside of coroutines fills once: with a value, or with an error.
///
///     Task<Response> receive(Connection& connection) {
///       Completion<Response> reply;
///       connection.on_reply([reply](Response response) { reply.complete(std::move(response)); });
///       co_return co_await reply;
///     }
///
/// Copies refer to the same slot. The first outcome counts; `complete` and `fail` return whether
/// theirs was it. The awaiting coroutine resumes from the loop's queue. If it was destroyed
/// meanwhile, a late outcome finds nobody and nothing happens. One coroutine may await it, once.
template <class T = void>
class Completion {
 public:
  Completion() : state_(make_ref<State>()) {}

  bool complete(T value) const {
    if (state_->is_done()) return false;
    state_->value.emplace(std::move(value));
    return state_->complete();
  }
  bool fail(Error error) const { return state_->fail(std::move(error)); }
  bool is_done() const noexcept { return state_->is_done(); }
  bool is_awaited() const noexcept { return state_->is_awaited(); }

  class [[nodiscard]] Wait : public CompletionState::Wait {
   public:
    using CompletionState::Wait::Wait;
    T await_resume() { return std::move(*static_cast<State&>(*this->state_).value); }
  };
  Wait operator co_await() const noexcept { return Wait(state_); }

 private:
  struct State final : CompletionState {
    using CompletionState::complete;
    std::optional<T> value;
  };
  Ref<State> state_;
};

template <>
class Completion<void> {
 public:
  Completion() : state_(make_ref<State>()) {}

  bool complete() const { return state_->complete(); }
  bool fail(Error error) const { return state_->fail(std::move(error)); }
  bool is_done() const noexcept { return state_->is_done(); }
  bool is_awaited() const noexcept { return state_->is_awaited(); }

  class [[nodiscard]] Wait : public CompletionState::Wait {
   public:
    using CompletionState::Wait::Wait;
    void await_resume() const noexcept {}
  };
  Wait operator co_await() const noexcept { return Wait(state_); }

 private:
  struct State final : CompletionState {
    using CompletionState::complete;
  };
  Ref<State> state_;
};

}  // namespace coracle
