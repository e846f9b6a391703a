#include <emscripten/emscripten.h>

#include <coracle/ui/app.hpp>
#include <utility>

#include "runtime.hpp"

namespace coracle::browser {

namespace {

// An instance of a module is mounted once: web/host/app.ts.
Application* application = nullptr;

}  // namespace

}  // namespace coracle::browser

using coracle::Application;
using coracle::browser::application;
using coracle::browser::Runtime;

extern "C" {

EMSCRIPTEN_KEEPALIVE void coracle_start(std::uint32_t root) {
  application = new Application(Runtime::get().page(), root);
  application->show(&coracle_application);
}

// Harmless a second time, also while it is under way.
EMSCRIPTEN_KEEPALIVE void coracle_close(std::uint32_t) {
  delete std::exchange(application, nullptr);
}

}  // extern "C"
