#include "browser_loop.hpp"

#include <emscripten/emscripten.h>

#include <algorithm>

#include "imports.hpp"

namespace coracle::browser {

Time BrowserLoop::now() { return Time(emscripten_get_now()); }

void BrowserLoop::request_turn() { coracle_host_turn(); }

void BrowserLoop::request_wake(Time deadline) {
  coracle_host_wake(std::max(0.0, (deadline - now()).count()));
}

void BrowserLoop::cancel_wake() { coracle_host_wake(-1); }

void BrowserLoop::request_frame() { coracle_host_frame(); }

}  // namespace coracle::browser
