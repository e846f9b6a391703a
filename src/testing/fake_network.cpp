#include <algorithm>
#include <coracle/base/str.hpp>
#include <coracle/testing/fake_network.hpp>

namespace coracle::testing {

struct FakeNetwork::Pending : private Timer {
  Pending(FakeNetwork& network, Exchange& exchange, Route route)
      : Timer(&on_time), network(network), exchange(exchange), route(std::move(route)) {}

  void wait() {
    if (!route.stalls) network.loop_.set_timer_after(*this, route.delay);
  }

  static void on_time(Timer& timer) {
    auto& pending = static_cast<Pending&>(timer);
    Exchange& exchange = pending.exchange;
    const Route route = std::move(pending.route);
    pending.network.forget(exchange);
    if (!route.fault.empty()) {
      exchange.fail(Error("network", route.fault));
    } else {
      exchange.respond(Response(route.status, route.headers, route.body));
    }
  }

  FakeNetwork& network;
  Exchange& exchange;
  Route route;
};

FakeNetwork::FakeNetwork(Loop& loop) : loop_(loop) {}
FakeNetwork::~FakeNetwork() = default;

void FakeNetwork::start(Exchange& exchange) {
  const std::string& url = exchange.request().url;
  requested_.push_back(url);
  const auto route = routes_.find(url);
  pending_.push_back(std::make_unique<Pending>(
      *this, exchange,
      route != routes_.end() ? route->second : Route{.fault = str("nothing answers at ", url)}));
  pending_.back()->wait();
}

void FakeNetwork::abort(Exchange& exchange) {
  aborted_.push_back(exchange.request().url);
  forget(exchange);
}

void FakeNetwork::forget(const Exchange& exchange) {
  std::erase_if(pending_, [&](const auto& pending) { return &pending->exchange == &exchange; });
}

}  // namespace coracle::testing

namespace {

// Where a test installed no network, nothing is reached.
class NoNetwork final : public coracle::Network {
 public:
  void start(coracle::Exchange&) override {}
  void abort(coracle::Exchange&) override {}
};

}  // namespace

coracle::Network& coracle::default_network() {
  static NoNetwork network;
  return network;
}
