#pragma once

#include <coracle/async/loop.hpp>
#include <coracle/net/network.hpp>
#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace coracle::testing {

/// What the fake network does with requests for one URL.
struct Route {
  int status = 200;
  Headers headers = {};
  Bytes body = {};
  /// From the request to the head of its answer, on the loop's clock.
  Time delay{0};
  /// Where it is not empty, there is no response but a "network" error with this message.
  std::string fault = {};
  /// Whether there is no outcome at all.
  bool stalls = false;
  /// How many bytes of the body come before the fault, or before it stalls, if any do; the head
  /// comes before them.
  std::optional<std::size_t> breaks_after = {};
  /// The body comes in pieces of so many bytes; 0: in one.
  std::size_t piece_size = 0;
  /// The time that each piece takes.
  Time piece_delay{0};
};

/// A network without a network: answers by its routes after their delays, and counts.
///
///     network.route("images/1.jpg", {.body = Bytes("one"), .delay = 200ms});
///     network.route("images/2.jpg", {.status = 404});
///     network.route("log", {.body = Bytes(lines), .piece_size = 100, .piece_delay = 10ms});
///     network.routes("busy", {{.status = 503}, {.status = 200}});  // one after the other
///
/// A URL without a route is a "network" error. A status of 301, 302, 303, 307 or 308 with a
/// `Location` leads to the route of that name, by way of the request's `redirects`. What a browser
/// would not send, such as a GET with a body, is a "bad_argument" here, too.
class FakeNetwork final : public Network {
 public:
  explicit FakeNetwork(Loop& loop);
  ~FakeNetwork();

  void route(std::string url, Route route) { routes_[std::move(url)] = {std::move(route)}; }
  /// Answers for the first request, the second and so on; the last one for all that follow.
  void routes(std::string url, std::vector<Route> routes);

  void start(Exchange& exchange) override;
  void pull(Exchange& exchange) override;
  void abort(Exchange& exchange) override;

  /// The URLs asked for, in order; and the requests, as they were sent.
  const std::vector<std::string>& requested() const { return requested_; }
  const std::vector<Request>& requests() const { return requests_; }
  const std::vector<std::string>& aborted() const { return aborted_; }
  std::size_t live() const { return pending_.size(); }
  /// How many bytes of bodies were given so far.
  std::size_t bytes_given() const { return bytes_given_; }

 private:
  struct Pending;

  Route next_route(const std::string& url);
  void forget(const Exchange& exchange);

  Loop& loop_;
  std::map<std::string, std::vector<Route>> routes_;  // the next one last
  std::vector<std::unique_ptr<Pending>> pending_;
  std::vector<std::string> requested_;
  std::vector<Request> requests_;
  std::vector<std::string> aborted_;
  std::size_t bytes_given_ = 0;
};

}  // namespace coracle::testing
