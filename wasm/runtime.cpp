#include "runtime.hpp"

#include <emscripten/emscripten.h>

#include <coracle/async/counts.hpp>
#include <coracle/base/report.hpp>
#include <coracle/reactive/counts.hpp>

#include "error_json.hpp"
#include "imports.hpp"

namespace coracle::browser {

Runtime& Runtime::get() {
  // Never destroyed: a module ends with its memory.
  static Runtime& runtime = *new Runtime();
  return runtime;
}

Runtime::Runtime() : page_(*this, loop_) {
  Loop::install(&loop_);
  set_report_sink([](const Error& error, std::string_view origin) {
    const std::string json = error_as_json(error, origin);
    coracle_host_report(json.data(), static_cast<std::uint32_t>(json.size()));
  });
}

void Runtime::commit(const Patch& patch) {
  coracle_host_commit(patch.words.data(), static_cast<std::uint32_t>(patch.words.size()),
                      patch.text.data(), static_cast<std::uint32_t>(patch.text.size()));
}

char* Runtime::text_buffer(std::uint32_t capacity) {
  text_.resize(capacity);
  return text_.data();
}

}  // namespace coracle::browser

using coracle::browser::Runtime;

extern "C" {

EMSCRIPTEN_KEEPALIVE std::uint32_t coracle_open() { return Runtime::get().page().open_root(); }

EMSCRIPTEN_KEEPALIVE void coracle_turn() { Runtime::get().loop().run_turn(); }

EMSCRIPTEN_KEEPALIVE void coracle_wake() { Runtime::get().loop().run_timers(); }

EMSCRIPTEN_KEEPALIVE void coracle_frame(double now) {
  Runtime::get().loop().run_frame(coracle::Time(now));
}

EMSCRIPTEN_KEEPALIVE void coracle_event(std::uint32_t node, std::uint32_t kind, double number,
                                        std::uint32_t flags, std::uint32_t text_bytes) {
  Runtime& runtime = Runtime::get();
  runtime.page().dispatch({.node = node,
                           .kind = static_cast<coracle::EventKind>(kind),
                           .number = number,
                           .flags = flags,
                           .text = runtime.text(text_bytes)});
}

EMSCRIPTEN_KEEPALIVE char* coracle_text_buffer(std::uint32_t capacity) {
  return Runtime::get().text_buffer(capacity);
}

// The order is that of `countNames` in web/host/app.ts.
EMSCRIPTEN_KEEPALIVE const std::uint32_t* coracle_counts() {
  static std::uint32_t counts[7];
  const coracle::AsyncCounts async = coracle::async_counts();
  const coracle::ReactiveCounts reactive = coracle::counts();
  const coracle::Page& page = Runtime::get().page();
  const std::uint32_t now[7] = {static_cast<std::uint32_t>(async.roots),
                                static_cast<std::uint32_t>(reactive.signals),
                                static_cast<std::uint32_t>(reactive.computeds),
                                static_cast<std::uint32_t>(reactive.observers),
                                static_cast<std::uint32_t>(reactive.links),
                                static_cast<std::uint32_t>(async.timers),
                                page.live_nodes()};
  for (int i = 0; i < 7; ++i) counts[i] = now[i];
  return counts;
}

}  // extern "C"
