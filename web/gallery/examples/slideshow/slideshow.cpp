#include <coracle/coracle.hpp>

using namespace coracle;
using namespace std::chrono_literals;

AsyncGenerator<View> slideshow() {
  for (int index = 0;; index = (index + 1) % 10) {
    auto [image, pause] = co_await all(fetch(str("images/", index, ".jpg")), sleep(1s));
    co_yield Jpg(image);
  }
}

View app() { return Row(slideshow); }
CORACLE_APP(app)
