#include <coracle/coracle.hpp>

using namespace coracle;
using namespace std::chrono_literals;

View app() {
  // Frames that come faster than the page shows them are dropped.
  auto camera = [] { return frames("camera.mjpeg"); };

  auto weather = []() -> Task<View> {
    auto ask = [] { return fetch({.url = "weather.txt", .timeout = 10s}); };
    Response answer = co_await retry({.attempts = 5}, ask);  // backs off, honours Retry-After
    co_return answer.text();
  };

  auto ships = []() -> AsyncGenerator<View> {
    auto events = server_events("ships");  // connected again when the connection is lost
    while (ServerEvent* event = co_await events.next()) co_yield event->data;
  };

  return Column(camera, weather, ships);
}
CORACLE_APP(app)
