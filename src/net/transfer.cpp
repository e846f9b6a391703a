#include "transfer.hpp"

#include <algorithm>
#include <coracle/base/ref.hpp>
#include <coracle/base/str.hpp>
#include <utility>

#include "read_digits.hpp"

namespace coracle {

namespace {

// Pieces may be as small as a byte, and each costs more than its bytes.
constexpr std::size_t most_pieces = 64;

struct Refusal final : RefCounted {
  explicit Refusal(Response response) : response(std::move(response)) {}
  Response response;
};

// How long the body will be; none where that is not known.
std::optional<std::uint64_t> length_of_body(const ResponseHead& head) {
  if (head.header("Content-Encoding")) return std::nullopt;
  return read_digits(head.header("Content-Length").value_or(""));
}

}  // namespace

const Response* response_of(const Error& error) {
  if (error.code() != error_codes::http || !error.origin()) return nullptr;
  return &static_cast<const Refusal*>(error.origin())->response;
}

Transfer::~Transfer() {
  if (network_ && !has_ended_) network_->abort(*this);
}

void Transfer::start() {
  if (request_.url.empty()) {
    return fail(Error("bad_argument", "fetch needs a URL, and this one is empty"));
  }
  if (!(request_.timeout >= Time(0))) {
    return fail(Error("bad_argument", "fetch: the timeout must not be negative"));
  }
  const std::string_view media_type = request_.body.media_type();
  if (!media_type.empty() && !find_header(request_.headers, "Content-Type")) {
    request_.headers.emplace_back("Content-Type", media_type);
  }
  network_ = &Network::current();
  if (!is_streamed()) set_limit();
  network_->start(*this);
}

Bytes Transfer::take_piece() {
  if (pieces_.empty()) return {};
  Bytes piece = std::move(pieces_.front());
  pieces_.erase(pieces_.begin());
  queued_ -= piece.size();
  if (is_streamed()) pull_if_there_is_room();
  return piece;
}

void Transfer::tell_progress() const {
  if (!request().progress || !head_) return;
  const bool is_right = total_ && received_ <= *total_;
  request().progress.tell({received_, is_right ? total_ : std::nullopt});
}

Error Transfer::refusal(Bytes body) const {
  if (head_->status() < 400 || request().accept_error_status) return {};
  return Error("http", str("the server answered ", head_->status(), " for ", request().url))
      .with_origin(make_ref<Refusal>(Response(*head_, std::move(body))));
}

void Transfer::open(ResponseHead head) {
  head_ = std::move(head);
  if (request().progress) total_ = length_of_body(*head_);
  wake();
  if (is_streamed()) pull_if_there_is_room();
}

void Transfer::progress(std::uint64_t received) {
  received_ = received;
  if (request().progress) wake();
}

void Transfer::receive(Bytes piece) {
  is_pulling_ = false;
  if (!piece.empty()) {
    queued_ += piece.size();
    received_ = is_streamed() ? received_ + piece.size() : piece.size();
    pieces_.push_back(std::move(piece));
    if (is_streamed()) wake();
  }
  if (is_streamed()) pull_if_there_is_room();
}

void Transfer::close() {
  has_ended_ = true;
  limit_.cancel();
  wake();
}

void Transfer::fail(Error error) {
  has_ended_ = true;
  limit_.cancel();
  error_ = std::move(error);
  waiters_.fail_all(error_);
}

void Transfer::wake() {
  if (is_streamed()) limit_.cancel();
  waiters_.wake_all();
}

void Transfer::add(Waiter& waiter) {
  if (error_) return waiter.fail(error_);
  waiters_.add(waiter);
  if (is_streamed()) set_limit();
}

void Transfer::stop_waiting() noexcept {
  if (is_streamed()) limit_.cancel();
}

void Transfer::set_limit() {
  if (request().timeout > Time(0)) Loop::current().set_timer_after(limit_, request().timeout);
}

void Transfer::Limit::on_time(Timer& timer) {
  Transfer& transfer = static_cast<Limit&>(timer).transfer;
  transfer.network_->abort(transfer);
  transfer.fail(Error("timeout", str(transfer.request().url, " took longer than ",
                                     transfer.request().timeout.count(), " ms")));
}

void Transfer::pull_if_there_is_room() {
  if (is_pulling_ || has_ended_ || pieces_.size() >= most_pieces) return;
  if (!pieces_.empty() && queued_ >= request().queue_limit) return;
  is_pulling_ = true;
  network_->pull(*this);
}

TransferWait::~TransferWait() {
  if (is_waiting()) transfer_->stop_waiting();
}

void TransferWait::begin(Frame& awaiting) {
  suspend(awaiting, [](const Waiter& waiter) {
    return str("the answer from ",
               static_cast<const TransferWait&>(waiter).transfer_->request().url);
  });
  transfer_->add(*this);
}

}  // namespace coracle
