#include <emscripten/em_js.h>
#include <emscripten/fetch.h>

#include <algorithm>
#include <coracle/base/str.hpp>
#include <coracle/net/network.hpp>
#include <string>
#include <utility>
#include <vector>

EM_JS_DEPS(coracle_network, "$UTF8ToString");
// A browser throws on an address that it cannot read, and that would end the module.
EM_JS(bool, coracle_is_address, (const char* text), {
  try {
    return Boolean(new URL(UTF8ToString(text), document.baseURI));
  } catch {
    return false;
  }
});

namespace coracle::browser {

namespace {

// One exchange as Emscripten has it. Emscripten may report an error and then a success, and
// closing a live request reports an error at once: whoever takes the exchange out of here first
// gives its outcome, and what comes later finds nobody.
struct Transfer {
  Exchange* exchange;
  emscripten_fetch_t* fetch = nullptr;
  // Emscripten reads these while the request is under way.
  std::vector<const char*> headers;
};

Headers response_headers(emscripten_fetch_t* fetch) {
  std::string text(emscripten_fetch_get_response_headers_length(fetch), '\0');
  emscripten_fetch_get_response_headers(fetch, text.data(), text.size() + 1);
  Headers headers;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find("\r\n", at), text.size());
    const std::size_t colon = text.find(':', at);
    if (colon < end) {
      const std::size_t value = std::min(text.find_first_not_of(' ', colon + 1), end);
      headers.emplace_back(text.substr(at, colon - at), text.substr(value, end - value));
    }
    at = end + 2;
  }
  return headers;
}

// Ends the transfer and returns whose outcome it was, or null if there was one already.
Exchange* take_exchange(Transfer& transfer) { return std::exchange(transfer.exchange, nullptr); }

void close(emscripten_fetch_t* fetch, Transfer* transfer) {
  fetch->userData = nullptr;
  emscripten_fetch_close(fetch);
  delete transfer;
}

void on_response(emscripten_fetch_t* fetch) {
  auto* transfer = static_cast<Transfer*>(fetch->userData);
  if (!transfer) return;
  Exchange* exchange = take_exchange(*transfer);
  Response response(fetch->status, response_headers(fetch),
                    Bytes(std::span(reinterpret_cast<const std::uint8_t*>(fetch->data),
                                    static_cast<std::size_t>(fetch->numBytes))));
  close(fetch, transfer);
  if (exchange) exchange->respond(std::move(response));
}

void on_failure(emscripten_fetch_t* fetch) {
  // A status such as 404 is an answer, if not the one hoped for.
  if (fetch->status >= 400) return on_response(fetch);
  auto* transfer = static_cast<Transfer*>(fetch->userData);
  if (!transfer) return;
  Exchange* exchange = take_exchange(*transfer);
  const std::string url = fetch->url;
  close(fetch, transfer);
  if (exchange) {
    exchange->fail(Error("network", str("no answer from ", url,
                                        ": check the address, the connection and, for another "
                                        "site, that its CORS headers allow this page")));
  }
}

class BrowserNetwork final : public Network {
 public:
  void start(Exchange& exchange) override {
    const Request& request = exchange.request();
    if (!coracle_is_address(request.url.c_str())) {
      exchange.fail(Error("bad_argument", str('"', request.url, "\" is no address to fetch from")));
      return;
    }
    auto* transfer = new Transfer{.exchange = &exchange};
    for (const auto& [name, value] : request.headers) {
      transfer->headers.push_back(name.c_str());
      transfer->headers.push_back(value.c_str());
    }
    transfer->headers.push_back(nullptr);

    emscripten_fetch_attr_t attributes;
    emscripten_fetch_attr_init(&attributes);
    request.method.copy(attributes.requestMethod, sizeof attributes.requestMethod - 1);
    attributes.attributes = EMSCRIPTEN_FETCH_LOAD_TO_MEMORY;
    attributes.requestHeaders = transfer->headers.data();
    attributes.requestData = reinterpret_cast<const char*>(request.body.bytes().data());
    attributes.requestDataSize = request.body.bytes().size();
    attributes.userData = transfer;
    attributes.onsuccess = &on_response;
    attributes.onerror = &on_failure;
    exchange.port_data = reinterpret_cast<std::uintptr_t>(transfer);
    transfer->fetch = emscripten_fetch(&attributes, request.url.c_str());
  }

  void pull(Exchange&) override {}

  void abort(Exchange& exchange) override {
    auto* transfer = reinterpret_cast<Transfer*>(exchange.port_data);
    close(transfer->fetch, transfer);
  }
};

}  // namespace

}  // namespace coracle::browser

coracle::Network& coracle::default_network() {
  static browser::BrowserNetwork network;
  return network;
}
