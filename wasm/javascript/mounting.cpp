#include "mounting.hpp"

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
  std::erase_if(applications(), [root](const auto& app) { return app->root() == root; });
}

}  // namespace coracle::javascript
