#include <coracle/async/attempt.hpp>
#include <coracle/async/wait_list.hpp>
#include <coracle/base/str.hpp>
#include <coracle/net/fetch.hpp>
#include <coracle/net/network.hpp>
#include <utility>

namespace coracle {

namespace {

// The wait for one exchange; destroying it aborts what is on its way.
class Receive final : public Waiter, private Exchange {
 public:
  explicit Receive(Request request) : Exchange(std::move(request)) {}
  Receive(const Receive&) = delete;
  ~Receive() {
    if (is_waiting()) Network::current().abort(*this);
  }

  bool await_ready() const { return false; }
  template <class Promise>
  void await_suspend(std::coroutine_handle<Promise> awaiting) {
    suspend(awaiting.promise(), [](const Waiter& waiter) {
      return str("the answer from ", static_cast<const Receive&>(waiter).request().url);
    });
    Network::current().start(*this);
  }
  Response await_resume() { return std::move(response_); }

 private:
  void respond(Response response) override {
    if (response.status() >= 400 && !request().accept_error_status) {
      Waiter::fail(
          Error("http", str("the server answered ", response.status(), " for ", request().url)));
      return;
    }
    response_ = std::move(response);
    wake();
  }
  void fail(Error error) override { Waiter::fail(std::move(error)); }

  Response response_;
};

}  // namespace

Task<Response> fetch(Request request) {
  if (request.url.empty()) {
    co_await coracle::fail("bad_argument", "fetch needs a URL, and this one is empty");
  }
  co_return co_await Receive(std::move(request));
}

Task<Response> fetch(std::string url) { return fetch(Request{.url = std::move(url)}); }
Task<Response> fetch(const char* url) { return fetch(std::string(url)); }

}  // namespace coracle
