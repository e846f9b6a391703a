#pragma once

#include <coracle/async/channel_state.hpp>
#include <cstddef>
#include <optional>
#include <utility>

namespace coracle {

/// A queue of limited length between coroutines: who sends waits where it is full, who receives
/// waits where it is empty.
///
///     Channel<Image> images(4);
///     spawn([images]() -> Task<> {
///       for (int i = 0; i < 10; ++i) co_await images.send(co_await load(i));
///       images.close();
///     });
///     while (std::optional<Image> image = co_await images.receive()) show(*image);
///
/// Copies refer to the same channel. Those who wait have their turn in order of arrival; each
/// value is received once. With a capacity of 0 there is no queue: a value is handed from who
/// sends to who receives, and the one waits for the other.
///
/// Closing: what was sent, or waits to be sent, is still received; then `receive` gives an empty
/// optional, always. What is sent after that fails with code "closed".
///
/// Cancellation loses nothing and doubles nothing: a value is taken from a sender that waits, or it
/// goes with the sender; a value that was given to a receiver which is cancelled before it resumes
/// is the next to be received.
///
/// Semantics: Go's channels, and Kotlin's as to closing.
template <class T>
class Channel {
 public:
  static_assert(std::is_object_v<T>, "a channel's values are objects; send a pointer instead");
  using value_type = T;

  explicit Channel(std::size_t capacity) : state_(make_ref<ChannelState<T>>(capacity)) {}

  /// `co_await channel.send(value)`: resumes when there is room for the value, or a receiver.
  [[nodiscard]] auto send(T value) const {
    return typename ChannelState<T>::Send(state_, std::move(value));
  }
  /// `co_await channel.receive()`: the next value; empty when the channel is closed and no value is
  /// left.
  [[nodiscard]] auto receive() const { return typename ChannelState<T>::Receive(state_); }

  /// Sends a value if that needs no waiting; for code that cannot wait. If it gives false, because
  /// the channel is full or closed, the value was left alone.
  template <class U = T>
    requires std::constructible_from<T, U&&>
  bool try_send(U&& value) const {
    return state_->accepts() && (state_->put(T(std::forward<U>(value))), true);
  }
  /// A value if one is there.
  std::optional<T> try_receive() const { return state_->take(); }

  /// Ends the channel; harmless a second time.
  void close() const { state_->close(); }
  bool is_closed() const noexcept { return state_->is_closed(); }
  /// How many values are there to be received without waiting for a sender.
  std::size_t size() const noexcept { return state_->size(); }
  std::size_t capacity() const noexcept { return state_->capacity(); }

 private:
  Ref<ChannelState<T>> state_;
};

}  // namespace coracle
