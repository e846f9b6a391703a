#pragma once

#include <coracle/async/loop.hpp>
#include <coracle/async/wait_list.hpp>
#include <coracle/net/network.hpp>
#include <coracle/net/response_stream.hpp>
#include <cstdint>
#include <optional>
#include <vector>

namespace coracle {

/// A request from when it is sent to its one outcome, and what of its answer nobody has taken yet.
/// Destroying it before the outcome aborts it.
class Transfer final : private Exchange {
 public:
  using Exchange::Delivery;
  using Exchange::request;

  Transfer(Request request, Delivery delivery)
      : Exchange(std::move(request), delivery), limit_(*this) {}
  Transfer(const Transfer&) = delete;
  Transfer& operator=(const Transfer&) = delete;
  ~Transfer();

  /// Sends the request; what is wrong with it is its outcome.
  void start();

  const std::optional<ResponseHead>& head() const { return head_; }
  /// Whether all of the answer has arrived. There may be pieces left to be taken.
  bool has_succeeded() const { return has_ended_ && !error_; }
  bool has_piece() const { return !pieces_.empty(); }
  /// Whether somebody waits, or was woken and did not go on yet.
  bool is_awaited() const { return is_awaited_; }
  /// The next piece, or an empty one.
  Bytes take_piece();
  /// Tells the request's listener how far it is.
  void tell_progress() const;
  /// The error "too_large", where the body is, or will be, longer than the request allows.
  Error excess() const;
  /// The error "http", where the status is one that the request does not accept.
  Error refusal(Bytes body) const;

  /// Waits until something happens; fails when the transfer has failed.
  class Change : public TransferWait {
   public:
    explicit Change(Transfer& transfer) noexcept : TransferWait(transfer) {}
    bool await_ready() const noexcept { return transfer_->has_succeeded(); }
    void await_resume() {
      end();
      transfer_->tell_progress();
    }
  };
  Change change() { return Change(*this); }

 private:
  friend class TransferWait;
  struct Limit : Timer {
    explicit Limit(Transfer& transfer) : Timer(&on_time), transfer(transfer) {}
    static void on_time(Timer& timer);
    Transfer& transfer;
  };

  void open(ResponseHead head) override;
  void progress(std::uint64_t received) override;
  void receive(Bytes piece) override;
  void close() override;
  void fail(Error error) override;

  bool is_streamed() const { return delivery() == Delivery::pieces; }
  /// Whether it may wait: one may at a time.
  bool add(Waiter& waiter);
  void stop_waiting() noexcept;
  void wake();
  void set_limit();
  void pull_if_there_is_room();

  Network* network_ = nullptr;  // where the request was sent to
  WaitList waiters_;
  Limit limit_;
  std::optional<ResponseHead> head_;
  std::vector<Bytes> pieces_;
  std::size_t queued_ = 0;
  std::uint64_t received_ = 0;
  std::optional<std::uint64_t> total_;
  Error error_;
  bool has_ended_ = false;
  bool is_pulling_ = false;
  bool is_awaited_ = false;
};

}  // namespace coracle
