#pragma once

#include <coracle/async/wait_list.hpp>
#include <coracle/base/error.hpp>
#include <coracle/base/ref.hpp>
#include <coroutine>
#include <cstddef>
#include <deque>
#include <optional>
#include <utility>

namespace coracle {

/// What the copies of a channel refer to.
///
/// Where receivers wait there is neither a value nor a sender that waits; where senders wait there
/// is no room.
template <class T>
class ChannelState final : public RefCounted {
 public:
  explicit ChannelState(std::size_t capacity) noexcept : capacity_(capacity) {}

  class Send;
  class Receive;

  /// Whether a value can be put without waiting.
  bool accepts() const noexcept {
    return !closed_ && (values_.size() < capacity_ || !receivers_.is_empty());
  }
  void put(T value) {
    if (!give(value)) values_.push_back(std::move(value));
  }

  std::optional<T> take() {
    std::optional<T> value;
    if (!values_.empty()) {
      value.emplace(std::move(values_.front()));
      values_.pop_front();
      if (values_.size() < capacity_) refill();
    } else if (Waiter* sender = senders_.first()) {
      value.emplace(std::move(static_cast<Send&>(*sender).value_));
      sender->wake();
    }
    return value;
  }

  void close() {
    closed_ = true;
    receivers_.wake_all();
  }

  bool is_closed() const noexcept { return closed_; }
  std::size_t size() const noexcept { return values_.size(); }
  std::size_t capacity() const noexcept { return capacity_; }

 private:
  // Moves the value to the receiver that waits longest; false if none does.
  bool give(T& value) {
    Waiter* const receiver = receivers_.first();
    if (!receiver) return false;
    static_cast<Receive&>(*receiver).value_.emplace(std::move(value));
    receiver->wake();
    return true;
  }
  void take_back(T value) {
    if (!give(value)) values_.push_front(std::move(value));
  }
  void refill() {
    if (Waiter* sender = senders_.first()) {
      values_.push_back(std::move(static_cast<Send&>(*sender).value_));
      sender->wake();
    }
  }

  std::deque<T> values_;
  WaitList senders_;
  WaitList receivers_;
  std::size_t capacity_;
  bool closed_ = false;
};

/// The wait for room for a value, which lies here until then.
template <class T>
class [[nodiscard]] ChannelState<T>::Send : public Waiter {
 public:
  Send(Ref<ChannelState> state, T value) : state_(std::move(state)), value_(std::move(value)) {}

  bool await_ready() {
    if (!state_->accepts()) return false;
    state_->put(std::move(value_));
    return true;
  }
  template <class Promise>
  void await_suspend(std::coroutine_handle<Promise> awaiting) {
    this->suspend(awaiting.promise(), "room in a channel");
    if (state_->closed_) {
      this->fail(Error("closed", "the channel was closed before this was sent"));
    } else {
      state_->senders_.add(*this);
    }
  }
  void await_resume() const noexcept {}

 private:
  friend class ChannelState;
  Ref<ChannelState> state_;
  T value_;
};

/// The wait for a value, which lies here from when it was given until this resumes.
template <class T>
class [[nodiscard]] ChannelState<T>::Receive : public Waiter {
 public:
  explicit Receive(Ref<ChannelState> state) noexcept : state_(std::move(state)) {}
  Receive(Receive&&) = default;
  ~Receive() {
    if (value_) state_->take_back(*std::move(value_));
  }

  bool await_ready() {
    value_ = state_->take();
    return value_ || state_->closed_;
  }
  template <class Promise>
  void await_suspend(std::coroutine_handle<Promise> awaiting) {
    this->suspend(awaiting.promise(), "a value of a channel");
    state_->receivers_.add(*this);
  }
  // Who was woken by closing may find a value that another receiver has left behind since.
  std::optional<T> await_resume() {
    return value_ ? std::exchange(value_, std::nullopt) : state_->take();
  }

 private:
  friend class ChannelState;
  Ref<ChannelState> state_;
  std::optional<T> value_;
};

}  // namespace coracle
