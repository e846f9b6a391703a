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

struct Refusal final : ErrorOrigin {
  static constexpr char kind_of_all = 0;
  explicit Refusal(Response response) : ErrorOrigin(&kind_of_all), response(std::move(response)) {}
  Response response;
};

// How long the body will be; none where that is not known.
std::optional<std::uint64_t> length_of_body(const ResponseHead& head) {
  if (head.header("Content-Encoding")) return std::nullopt;
  return read_digits(head.header("Content-Length").value_or(""));
}

}  // namespace

const Response* response_of(const Error& error) {
  if (!error.origin() || error.origin()->kind() != &Refusal::kind_of_all) return nullptr;
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

Error Transfer::excess() const {
  const std::size_t limit = request().body_limit;
  // An answer to HEAD tells the length of a body that does not come.
  const std::uint64_t announced = request().method == "HEAD" ? 0 : total_.value_or(0);
  if (std::max(received_, announced) <= limit) return {};
  return {"too_large", str("the answer from ", request().url, " is longer than ", limit,
                           " bytes: read it by fetch_stream, or raise body_limit")};
}

Error Transfer::refusal(Bytes body) const {
  if (head_->status() < 400 || request().accept_error_status) return {};
  return Error("http", str("the server answered ", head_->status(), " for ", request().url))
      .with_origin(make_ref<Refusal>(Response(*head_, std::move(body))));
}

void Transfer::open(ResponseHead head) {
  head_ = std::move(head);
  total_ = length_of_body(*head_);
  wake();
  if (is_streamed()) pull_if_there_is_room();
}

void Transfer::progress(std::uint64_t received) {
  received_ = received;
  if (request().progress || received_ > request().body_limit) wake();
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

bool Transfer::add(Waiter& waiter) {
  if (is_awaited_) {
    waiter.fail(Error("bad_argument", str("a piece of the answer from ", request().url,
                                          " is waited for already: one wait at a time")));
    return false;
  }
  is_awaited_ = true;
  if (error_) {
    waiter.fail(error_);
  } else {
    waiters_.add(waiter);
    if (is_streamed()) set_limit();
  }
  return true;
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
  end();
}

void TransferWait::end() noexcept {
  if (std::exchange(has_begun_, false)) transfer_->is_awaited_ = false;
}

void TransferWait::begin(Frame& awaiting) {
  suspend(awaiting, [](const Waiter& waiter) {
    return str("the answer from ",
               static_cast<const TransferWait&>(waiter).transfer_->request().url);
  });
  has_begun_ = transfer_->add(*this);
}

}  // namespace coracle
