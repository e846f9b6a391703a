#include <algorithm>
#include <coracle/base/str.hpp>
#include <coracle/testing/fake_network.hpp>
#include <string_view>
#include <utility>

namespace coracle::testing {

namespace {

constexpr int most_redirects = 20;

bool is_token(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char character) {
    return character > ' ' && character < '\x7f' &&
           std::string_view("\"(),/:;<=>?@[\\]{}").find(character) == std::string_view::npos;
  });
}

// A header's characters each stand for one byte: there is none beyond U+00FF.
bool is_header_value(std::string_view text) {
  return std::ranges::none_of(text, [](char character) {
    return character == '\0' || character == '\r' || character == '\n' ||
           static_cast<unsigned char>(character) > 0xC3;
  });
}

// What is wrong with a request, as a browser sees it; empty if nothing is.
std::string problem_of(const Request& request) {
  if (!is_token(request.method) || request.method == "CONNECT" || request.method == "TRACE") {
    return str('"', request.method, "\" is no method");
  }
  if (!request.body.empty() && (request.method == "GET" || request.method == "HEAD")) {
    return str(request.method, " takes no body");
  }
  for (const auto& [name, value] : request.headers) {
    if (!is_token(name) || !is_header_value(value)) {
      return str('"', name, "\" is no header");
    }
  }
  return {};
}

bool is_redirect(const Route& route) {
  return (route.status >= 301 && route.status <= 303) || route.status == 307 || route.status == 308;
}

}  // namespace

// An exchange on its way: its timer fires when the head is due, then when a piece of the body is.
struct FakeNetwork::Pending : private Timer {
  Pending(FakeNetwork& network, Exchange& exchange)
      : Timer(&on_time),
        network(network),
        exchange(exchange),
        url(exchange.request().url),
        problem(problem_of(exchange.request())),
        route(network.next_route(url)) {}

  void wait_for_head() {
    if (!problem.empty() || !route.stalls || route.breaks_after) wait(route.delay);
  }
  void wait_for_piece() {
    if (is_set()) return;
    if (given < end()) {
      wait(route.piece_delay);
    } else if (!route.stalls) {
      wait(Time(0));
    }
  }

 private:
  void wait(Time time) { network.loop_.set_timer_after(*this, time); }
  static void on_time(Timer& timer) {
    auto& pending = static_cast<Pending&>(timer);
    pending.is_open ? pending.go_on() : pending.answer();
  }

  void answer() {
    if (!problem.empty()) return fail("bad_argument", problem);
    if (!route.fault.empty() && !route.breaks_after) return fail("network", route.fault);
    const auto location = find_header(route.headers, "Location");
    if (location && is_redirect(route)) return redirect(std::string(*location));
    is_open = true;
    exchange.open(ResponseHead(route.status, route.headers, url, redirects > 0));
    if (is_whole() || end() == 0) wait_for_piece();
  }

  void redirect(std::string location) {
    if (exchange.request().redirects == Redirects::refuse) {
      return fail("network", str(url, " leads to ", location, ", and the request refuses that"));
    }
    if (++redirects > most_redirects) return fail("network", str("too many redirects to ", url));
    url = std::move(location);
    route = network.next_route(url);
    wait_for_head();
  }

  void go_on() {
    if (given == end()) return finish();
    const std::size_t size = route.piece_size ? route.piece_size : route.body.size();
    const std::size_t begin = std::exchange(given, std::min(end(), given + size));
    network.bytes_given_ += given - begin;
    if (is_whole()) {
      if (given == end() && !route.stalls) return finish();
      exchange.progress(given);
      wait_for_piece();
    } else {
      // The end of a body is told unasked.
      if (given == end()) wait_for_piece();
      exchange.receive(Bytes(route.body.span().subspan(begin, given - begin)));
    }
  }

  void finish() {
    if (!route.fault.empty()) return fail("network", route.fault);
    Exchange& finished = exchange;
    const Bytes whole = is_whole() ? route.body : Bytes();
    network.forget(finished);
    if (!whole.empty()) finished.receive(whole);
    finished.close();
  }

  void fail(ErrorCode code, std::string message) {
    Exchange& failed = exchange;
    network.forget(failed);
    failed.fail(Error(code, std::move(message)));
  }

  bool is_whole() const { return exchange.delivery() == Exchange::Delivery::whole; }
  // Where the body ends or breaks off.
  std::size_t end() const {
    return std::min(route.body.size(), route.breaks_after.value_or(route.body.size()));
  }

 public:
  FakeNetwork& network;
  Exchange& exchange;

 private:
  std::string url;
  std::string problem;
  Route route;
  std::size_t given = 0;
  int redirects = 0;
  bool is_open = false;
};

FakeNetwork::FakeNetwork(Loop& loop) : loop_(loop) {}
FakeNetwork::~FakeNetwork() = default;

void FakeNetwork::routes(std::string url, std::vector<Route> routes) {
  std::ranges::reverse(routes);
  routes_[std::move(url)] = std::move(routes);
}

Route FakeNetwork::next_route(const std::string& url) {
  const auto found = routes_.find(url);
  if (found == routes_.end() || found->second.empty()) {
    return {.fault = str("nothing answers at ", url)};
  }
  Route next = found->second.back();
  if (found->second.size() > 1) found->second.pop_back();
  return next;
}

void FakeNetwork::start(Exchange& exchange) {
  requested_.push_back(exchange.request().url);
  requests_.push_back(exchange.request());
  pending_.push_back(std::make_unique<Pending>(*this, exchange));
  pending_.back()->wait_for_head();
}

void FakeNetwork::pull(Exchange& exchange) {
  const auto pulled = std::ranges::find_if(
      pending_, [&](const auto& pending) { return &pending->exchange == &exchange; });
  if (pulled != pending_.end()) (*pulled)->wait_for_piece();
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
  void pull(coracle::Exchange&) override {}
  void abort(coracle::Exchange&) override {}
};

}  // namespace

coracle::Network& coracle::default_network() {
  static NoNetwork network;
  return network;
}
