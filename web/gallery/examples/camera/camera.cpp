#include <algorithm>
#include <charconv>
#include <chrono>
#include <coracle/coracle.hpp>
#include <cstdint>

using namespace coracle;

namespace {

// Milliseconds since 1970, as the camera counts them too.
std::int64_t now() {
  using namespace std::chrono;
  return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
}

std::int64_t number(std::string_view text) {
  std::int64_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

}  // namespace

View app() {
  const Jpg image({.alt = "A coracle crosses a lake"});
  const IntSlider rate({.label = "Frames a second", .value = 15, .start = 1, .end = 60});

  const auto watch = [image](int rate) -> AsyncGenerator<View> {
    co_yield "Waiting for the camera";
    auto parts = fetch_parts(str("camera.mjpeg?rate=", rate));
    int received = 0;
    int shown = image.loaded.count();
    std::int64_t on_the_way = 0;
    std::int64_t counted = now();
    while (BodyPart* part = co_await parts.next()) {
      image.object = part->body;
      ++received;
      on_the_way += now() - number(part->header("X-Time").value_or("0"));
      const std::int64_t passed = now() - counted;
      if (passed < 1000) continue;
      const int shown_now = image.loaded.count() - std::exchange(shown, image.loaded.count());
      co_yield str(shown_now * 1000 / passed, " frames/s, ", std::max(0, received - shown_now),
                   " dropped, ", on_the_way / received, " ms away");
      received = 0;
      on_the_way = 0;
      counted += passed;
    }
  };

  return Column(rate, bind(watch, rate), image);
}
CORACLE_APP(app)
