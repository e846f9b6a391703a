#include "mounting.hpp"

#include <algorithm>
#include <coracle/ui/app.hpp>
#include <memory>
#include <vector>

namespace coracle::javascript {

namespace {

std::vector<std::unique_ptr<Application>>& applications() {
  static auto& list = *new std::vector<std::unique_ptr<Application>>();
  return list;
}

}  // namespace

void on_stray_error() {
  // What scripts make belongs to no root; an error of theirs is shown where people can see it.
  program_scope().on_stray_error([](Error error) {
    if (!applications().empty()) page().show_error(applications().front()->root(), error);
  });
}

void initialize() {
  page();
  on_stray_error();
}

void show(NodeId root, const View& view) {
  applications().push_back(std::make_unique<Application>(page(), root));
  applications().back()->show(view);
}

void close(NodeId root) {
  // Out of the list before it ends: what it destroys may close another.
  auto& list = applications();
  const auto found = std::ranges::find(list, root, [](const auto& app) { return app->root(); });
  if (found == list.end()) return;
  const std::unique_ptr<Application> closed = std::move(*found);
  list.erase(found);
}

}  // namespace coracle::javascript
