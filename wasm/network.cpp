#include <algorithm>
#include <coracle/base/str.hpp>
#include <coracle/net/network.hpp>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>

// In wasm/library/network.js, which reads the numbers here.
extern "C" {
/// What is told of an exchange, with how many bytes there are to be taken then; the first three are
/// its outcome. Of the head: the status, whether it was redirected, the address, names and values
/// of the headers, with a NUL between each.
enum TransferEvent : int {
  transfer_refused,   // the browser's words why it does not send this
  transfer_failed,    // the browser's words
  transfer_closed,    // all of the body, where it is wanted whole
  transfer_opened,    // the head
  transfer_advanced,  // nothing; how much has arrived
  transfer_received,  // a piece
};
enum TransferOptions : unsigned {
  transfer_include_credentials = 1,
  transfer_omit_credentials = 2,
  transfer_refuse_redirects = 4,
  transfer_in_pieces = 8,
  transfer_one_cache = 16,    // times its number
  transfer_one_header = 256,  // times how many there are
};
void coracle_transfer_start(coracle::Exchange* exchange,
                            void (*tell)(coracle::Exchange*, int event, double size),
                            const char* text, std::size_t text_size, const std::uint8_t* body,
                            std::size_t body_size, unsigned options);
void coracle_transfer_pull(coracle::Exchange* exchange);
void coracle_transfer_abort(coracle::Exchange* exchange);
void coracle_transfer_take(std::uint8_t* to);
}

namespace coracle::browser {

namespace {

constexpr std::uintptr_t has_head = 1;  // in `port_data`

Bytes take(double size) {
  return Bytes::filled(static_cast<std::size_t>(size),
                       [](std::span<std::uint8_t> to) { coracle_transfer_take(to.data()); });
}

std::string_view take_part(std::string_view& text) {
  const std::size_t end = std::min(text.find('\0'), text.size());
  const std::string_view part = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return part;
}

ResponseHead read_head(std::string_view text) {
  int status = 0;
  for (const char digit : take_part(text)) status = status * 10 + (digit - '0');
  const bool redirected = !take_part(text).empty();
  std::string url(take_part(text));
  Headers headers;
  while (!text.empty()) {
    const std::string_view name = take_part(text);
    headers.emplace_back(name, take_part(text));
  }
  return {status, std::move(headers), std::move(url), redirected};
}

void on_event(Exchange* exchange, int event, double size) {
  const std::string& url = exchange->request().url;
  switch (event) {
    case transfer_refused:
      return exchange->fail(
          Error("bad_argument", str("fetch cannot ask \"", url, "\": ", take(size).text())));
    case transfer_failed:
      return exchange->fail(
          Error("network", exchange->port_data == has_head
                               ? str("the answer from ", url, " broke off: the connection was lost")
                               : str("no answer from ", url,
                                     ": check the address, the connection and, for another "
                                     "site, that its CORS headers allow this page"))
              .with_detail(std::string(take(size).text())));
    case transfer_closed:
      // What is too large is not copied: it might not fit.
      if (size > static_cast<double>(exchange->request().body_limit)) {
        exchange->progress(static_cast<std::uint64_t>(size));
      } else if (size > 0) {
        exchange->receive(take(size));
      }
      return exchange->close();
    case transfer_opened:
      exchange->port_data = has_head;
      return exchange->open(read_head(take(size).text()));
    case transfer_advanced: return exchange->progress(static_cast<std::uint64_t>(size));
    default: return exchange->receive(take(size));
  }
}

// The parts of a request that are text, with a NUL between each.
std::string text_of(const Request& request) {
  std::string text = request.url;
  const auto add = [&text](std::string_view part) { (text += '\0') += part; };
  add(request.method);
  for (const auto& [name, value] : request.headers) {
    add(name);
    add(value);
  }
  return text;
}

unsigned options_of(const Exchange& exchange) {
  const Request& request = exchange.request();
  unsigned options = transfer_one_header * static_cast<unsigned>(request.headers.size());
  if (request.credentials == Credentials::include) options |= transfer_include_credentials;
  if (request.credentials == Credentials::omit) options |= transfer_omit_credentials;
  if (request.redirects == Redirects::refuse) options |= transfer_refuse_redirects;
  if (exchange.delivery() == Exchange::Delivery::pieces) options |= transfer_in_pieces;
  options |= transfer_one_cache * static_cast<unsigned>(request.cache);
  return options;
}

class BrowserNetwork final : public Network {
 public:
  void start(Exchange& exchange) override {
    const Bytes& body = exchange.request().body.bytes();
    const std::string text = text_of(exchange.request());
    coracle_transfer_start(&exchange, &on_event, text.data(), text.size(), body.data(), body.size(),
                           options_of(exchange));
  }
  void pull(Exchange& exchange) override { coracle_transfer_pull(&exchange); }
  void abort(Exchange& exchange) override { coracle_transfer_abort(&exchange); }
};

}  // namespace

}  // namespace coracle::browser

coracle::Network& coracle::default_network() {
  static coracle::browser::BrowserNetwork network;
  return network;
}
