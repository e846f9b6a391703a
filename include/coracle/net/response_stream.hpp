#pragma once

#include <coracle/async/wait_list.hpp>
#include <coracle/base/bytes.hpp>
#include <coracle/net/response.hpp>
#include <coroutine>
#include <memory>
#include <optional>
#include <string_view>

namespace coracle {

class Transfer;

/// The wait for something to happen to a request.
class TransferWait : public Waiter {
 public:
  explicit TransferWait(Transfer& transfer) noexcept : transfer_(&transfer) {}
  TransferWait(TransferWait&&) noexcept = default;
  ~TransferWait();

  template <class Promise>
  void await_suspend(std::coroutine_handle<Promise> awaiting) {
    begin(awaiting.promise());
  }

 protected:
  /// The wait is over: another may begin.
  void end() noexcept;
  Transfer* transfer_;

 private:
  void begin(Frame& awaiting);
  bool has_begun_ = false;
};

/// An answer whose body is still arriving; see `open_stream`. Owns its request: destroying it
/// before the end aborts that. A stream that was moved from may only be destroyed or assigned to.
class ResponseStream {
 public:
  explicit ResponseStream(std::unique_ptr<Transfer> transfer) noexcept;
  ResponseStream(ResponseStream&&) noexcept;
  ResponseStream& operator=(ResponseStream&&) noexcept;
  ~ResponseStream();

  const ResponseHead& head() const;
  int status() const { return head().status(); }
  std::optional<std::string_view> header(std::string_view name) const {
    return head().header(name);
  }

  class Next;
  /// `co_await stream.next()`: the next piece of the body, never empty; an empty optional at its
  /// end. One coroutine may wait at a time, a second one fails with "bad_argument"; the stream must
  /// live meanwhile. Fails as `fetch_stream` says, again when it is asked again. Cancelling the
  /// wait loses nothing: the piece is the next one's.
  [[nodiscard]] Next next();

 private:
  std::unique_ptr<Transfer> transfer_;
};

/// The wait for a piece.
class [[nodiscard]] ResponseStream::Next : public TransferWait {
 public:
  explicit Next(Transfer& transfer) noexcept : TransferWait(transfer) {}
  bool await_ready() const noexcept;
  std::optional<Bytes> await_resume();
};

inline ResponseStream::Next ResponseStream::next() { return Next(*transfer_); }

}  // namespace coracle
