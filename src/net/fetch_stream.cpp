#include <coracle/async/attempt.hpp>
#include <coracle/net/fetch_stream.hpp>
#include <utility>

#include "transfer.hpp"

namespace coracle {

ResponseStream::ResponseStream(std::unique_ptr<Transfer> transfer) noexcept
    : transfer_(std::move(transfer)) {}
ResponseStream::ResponseStream(ResponseStream&&) noexcept = default;
ResponseStream& ResponseStream::operator=(ResponseStream&&) noexcept = default;
ResponseStream::~ResponseStream() = default;

const ResponseHead& ResponseStream::head() const { return *transfer_->head(); }

bool ResponseStream::Next::await_ready() const noexcept {
  return !transfer_->is_awaited() && (transfer_->has_piece() || transfer_->has_succeeded());
}

std::optional<Bytes> ResponseStream::Next::await_resume() {
  end();
  if (!transfer_->has_piece()) return std::nullopt;
  Bytes piece = transfer_->take_piece();
  transfer_->tell_progress();
  return piece;
}

Task<ResponseStream> open_stream(Request request) {
  auto transfer = std::make_unique<Transfer>(std::move(request), Transfer::Delivery::pieces);
  transfer->start();
  while (!transfer->head()) co_await transfer->change();
  if (Error refused = transfer->refusal({})) co_await fail(std::move(refused));
  co_return ResponseStream(std::move(transfer));
}

Task<ResponseStream> open_stream(std::string_view url) {
  return open_stream(Request{.url = std::string(url)});
}

AsyncGenerator<Bytes> fetch_stream(Request request) {
  ResponseStream stream = co_await open_stream(std::move(request));
  while (std::optional<Bytes> piece = co_await stream.next()) co_yield *std::move(piece);
}

AsyncGenerator<Bytes> fetch_stream(std::string_view url) {
  return fetch_stream(Request{.url = std::string(url)});
}

}  // namespace coracle
