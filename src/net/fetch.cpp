#include <coracle/async/attempt.hpp>
#include <coracle/net/fetch.hpp>
#include <utility>

#include "transfer.hpp"

namespace coracle {

Task<Response> fetch(Request request) {
  Transfer transfer(std::move(request), Transfer::Delivery::whole);
  transfer.start();
  do {
    co_await transfer.change();
    if (Error excess = transfer.excess()) co_await fail(std::move(excess));
  } while (!transfer.has_succeeded());
  Bytes body = transfer.take_piece();
  if (Error refused = transfer.refusal(body)) co_await fail(std::move(refused));
  co_return Response(*transfer.head(), std::move(body));
}

Task<Response> fetch(std::string_view url) { return fetch(Request{.url = std::string(url)}); }

}  // namespace coracle
