#include <emscripten/emscripten.h>

#include <coracle/ui/app.hpp>
#include <memory>
#include <vector>

#include "runtime.hpp"

namespace coracle::browser {

namespace {

std::vector<std::unique_ptr<Application>>& applications() {
  static auto& list = *new std::vector<std::unique_ptr<Application>>();
  return list;
}

}  // namespace

}  // namespace coracle::browser

using coracle::Application;
using coracle::browser::applications;
using coracle::browser::Runtime;

extern "C" {

EMSCRIPTEN_KEEPALIVE void coracle_start(std::uint32_t root) {
  applications().push_back(std::make_unique<Application>(Runtime::get().page(), root));
  applications().back()->show(&coracle_application);
}

EMSCRIPTEN_KEEPALIVE void coracle_close(std::uint32_t root) {
  std::erase_if(applications(), [root](const auto& app) { return app->root() == root; });
}

}  // extern "C"
