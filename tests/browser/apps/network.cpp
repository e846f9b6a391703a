// Does as it is told, in JSON: sends a request, and says what came of it in one line; or shows a
// camera.
#include <coracle/base/json_value.hpp>
#include <coracle/coracle.hpp>
#include <map>
#include <memory>

using namespace coracle;
using namespace std::chrono_literals;

namespace {

using Runs = std::shared_ptr<std::map<std::string, TaskHandle>>;

Request request_of(const JsonValue& command) {
  Request request{.url = std::string(command["url"].text_or("")),
                  .method = std::string(command["method"].text_or("GET")),
                  .body = command["body"].text_or(""),
                  .accept_error_status = command["accept"].boolean_or(false),
                  .timeout = Time(command["timeout"].number_or(0)),
                  .queue_limit = static_cast<std::size_t>(command["queue"].number_or(1 << 20))};
  if (command["body"].is_null()) request.body = Body();
  if (command["form"].boolean_or(false)) request.body = FormData({{"name", "Ada & Co"}});
  if (const JsonValue::Object* headers = command["headers"].object()) {
    for (const auto& [name, value] : *headers) {
      request.headers.emplace_back(name, value.text_or(""));
    }
  }
  const std::string_view credentials = command["credentials"].text_or("same-origin");
  if (credentials == "include") request.credentials = Credentials::include;
  if (credentials == "omit") request.credentials = Credentials::omit;
  if (command["refuse"].boolean_or(false)) request.redirects = Redirects::refuse;
  if (command["cache"].text_or("") == "none") request.cache = Cache::no_store;
  if (const double* limit = command["limit"].number()) {
    request.body_limit = static_cast<std::size_t>(*limit);
  }
  return request;
}

std::string described(const Response& response) {
  return str(response.status(), " ", response.bytes().size(), " bytes ",
             response.text().substr(0, 60), response.redirected() ? " redirected" : "",
             " x-kind=", response.header("X-Kind").value_or("none"));
}

Task<std::string> fetched(Request request) {
  auto response = co_await attempt(fetch(std::move(request)));
  co_return response ? described(*response) : std::string(response.error().code());
}

// Takes the pieces; `hold` of them, and then none any more.
Task<> take(Request request, JsonValue command, std::shared_ptr<std::size_t> size,
            StaticText said) {
  const double hold = command["hold"].number_or(-1);
  auto pieces = fetch_stream(std::move(request));
  for (double count = 1; Bytes* piece = co_await pieces.next(); ++count) {
    *size += piece->size();
    said.value = str("took ", *size);
    if (count == hold) co_await sleep(1h);
  }
}

Task<std::string> streamed(Request request, JsonValue command, StaticText said) {
  const auto size = std::make_shared<std::size_t>(0);
  auto outcome = co_await attempt(take(std::move(request), command, size, said));
  co_return str(*size, " bytes ", outcome ? "end" : outcome.error().code());
}

Task<> obey(JsonValue command, Runs runs, Log log, StaticText said) {
  const std::string name(command["name"].text_or(""));
  TaskHandle& self = (*runs)[name];
  Request request = request_of(command);
  const Signal<TransferProgress> progress;
  const auto told = std::make_shared<std::string>();
  // Whoever is told of progress may end the request from there.
  const bool cancels = command["cancels"].boolean_or(false);
  const auto watching = effect([=, &self] {
    const auto& [received, total] = progress();
    *told = str(" ", received, "/", total ? str(*total) : "?");
    if (cancels && received > 0) self.cancel();
  });
  const bool tells = command["progress"].boolean_or(false);
  if (tells) request.progress = progress;
  const bool stream = command["stream"].boolean_or(false);
  const std::string line =
      co_await (stream ? streamed(std::move(request), command, said) : fetched(std::move(request)));
  log.print(name, ": ", line, tells ? *told : "", "\n");
}

AsyncGenerator<View> show_camera(std::string camera) {
  if (camera.empty()) {
    co_yield "no camera";
    co_return;
  }
  auto images = frames(camera);
  while (Image* image = co_await images.next()) co_yield *image;
}

}  // namespace

View app() {
  const Runs runs = std::make_shared<Runs::element_type>();
  Scope& scope = *scope_for_spawn();
  TextInput order({.label = "Order"});
  StaticText said({.value = "nothing"});
  Log log;
  const Signal<std::string> camera;
  order.on_enter([=, &scope] {
    const Result<JsonValue> command = JsonValue::parse(order.value());
    if (!command) return log.print(command.error().message(), "\n");
    const std::string name(command.value()["name"].text_or(""));
    if (const std::string* url = command.value()["camera"].text()) {
      camera.set(*url);
    } else if (command.value()["cancel"].boolean_or(false)) {
      (*runs)[name].cancel();
      log.print(name, ": cancelled\n");
    } else {
      (*runs)[name] = scope.spawn(obey, *command, runs, log, said);
    }
  });
  return Column(order, said, bind(show_camera, camera), log);
}
CORACLE_APP(app)
