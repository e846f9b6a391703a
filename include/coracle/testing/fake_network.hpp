#pragma once

#include <coracle/async/loop.hpp>
#include <coracle/net/network.hpp>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace coracle::testing {

/// What the fake network does with requests for one URL.
struct Route {
  int status = 200;
  Headers headers = {};
  Bytes body = {};
  /// From the request to its outcome, on the loop's clock.
  Time delay{0};
  /// Where it is not empty, there is no response but a "network" error with this message.
  std::string fault = {};
  /// Whether there is no outcome at all.
  bool stalls = false;
};

/// A network without a network: answers by its routes after their delays, and counts.
///
///     network.route("images/1.jpg", {.body = Bytes("one"), .delay = 200ms});
///     network.route("images/2.jpg", {.status = 404});
///
/// A URL without a route is a "network" error.
class FakeNetwork final : public Network {
 public:
  explicit FakeNetwork(Loop& loop);
  ~FakeNetwork();

  void route(std::string url, Route route) { routes_[std::move(url)] = std::move(route); }

  void start(Exchange& exchange) override;
  void abort(Exchange& exchange) override;

  /// The URLs asked for, in order.
  const std::vector<std::string>& requested() const { return requested_; }
  const std::vector<std::string>& aborted() const { return aborted_; }
  std::size_t live() const { return pending_.size(); }

 private:
  struct Pending;

  void forget(const Exchange& exchange);

  Loop& loop_;
  std::map<std::string, Route> routes_;
  std::vector<std::unique_ptr<Pending>> pending_;
  std::vector<std::string> requested_;
  std::vector<std::string> aborted_;
};

}  // namespace coracle::testing
